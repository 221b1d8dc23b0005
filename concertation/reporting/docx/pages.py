"""Headers and footers: the symbol above, page and number of pages beneath, mirrored on even pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from concertation.reporting.docx.first_page import symbol_fields
from concertation.reporting.docx.styles import measures
from concertation.reporting.docx.xml import field, paragraph, part, run, tab, twips
from concertation.reporting.report import Form

if TYPE_CHECKING:
    from concertation.reporting.docx.package import Package


def add_headers_and_footers(package: Package, form: Form, masthead: str) -> dict[tuple[str, str], str]:
    """Add them to the package, with `masthead` above the first page.

    Returns their relationship ids by kind and page."""
    page = field("PAGE", "2") + run("/") + field("NUMPAGES", "2")
    job = run(form.job, "JobNumber") if form.job else ""
    contents = {
        ("header", "even"): paragraph("Header", symbol_fields(form)),
        ("header", "default"): paragraph("HeaderOdd", symbol_fields(form)),
        ("header", "first"): masthead + paragraph("HeaderFirst", ""),
        ("footer", "even"): paragraph("Footer", page + (tab() + job if job else "")),
        ("footer", "default"): paragraph("Footer", job + tab() + page),
        ("footer", "first"): paragraph("FooterFirst", job),
    }
    return {
        (kind, page): package.add_part(
            f"{kind}_{page}", part("hdr" if kind == "header" else "ftr", content), kind
        )
        for (kind, page), content in contents.items()
    }


def section(ids: dict[tuple[str, str], str]) -> str:
    """The properties of the only section: page, margins, headers and footers."""
    shape = measures()["page"]
    references = "".join(
        f'<w:{kind}Reference w:type="{page}" r:id="{id}"/>' for (kind, page), id in ids.items()
    )
    margins = " ".join(
        f'w:{side}="{twips(shape[side])}"' for side in ("top", "right", "bottom", "left", "header", "footer")
    )
    return (
        f"<w:sectPr>{references}"
        f'<w:pgSz w:w="{twips(shape["width"])}" w:h="{twips(shape["height"])}"/>'
        f'<w:pgMar {margins} w:gutter="0"/><w:titlePg/></w:sectPr>'
    )
