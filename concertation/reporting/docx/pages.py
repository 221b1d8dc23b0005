"""Headers and footers: the symbol above, page and number of pages beneath, mirrored on even pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from concertation.reporting.docx.first_page import masthead
from concertation.reporting.docx.symbol import symbol_fields
from concertation.reporting.docx.xml import field, paragraph, part, run, tab, twips

if TYPE_CHECKING:
    from concertation.reporting.docx.package import Package
    from concertation.reporting.edition import Edition


def add_headers_and_footers(package: Package, edition: Edition) -> dict[tuple[str, str], str]:
    """Add them to the package, with the masthead above the first page.

    Returns their relationship ids by kind and page."""
    form = edition.form
    page = field("PAGE", "2") + run("/") + field("NUMPAGES", "2")
    job = run(form.job, "JobNumber") if form.job else ""
    first = run(edition.first_foot, "JobNumberFirst") if form.job else ""
    sides = [page + (tab() + job if job else ""), job + tab() + page]
    if edition.right_to_left:
        sides.reverse()
    contents = {
        ("header", "even"): paragraph("Header", symbol_fields(form)),
        ("header", "default"): paragraph("HeaderOdd", symbol_fields(form)),
        ("header", "first"): masthead(edition) + paragraph("HeaderFirst", ""),
        ("footer", "even"): paragraph("Footer", sides[0]),
        ("footer", "default"): paragraph("Footer", sides[1]),
        ("footer", "first"): paragraph("FooterFirst", first),
    }
    return {
        (kind, page): package.add_part(
            f"{kind}_{page}", part("hdr" if kind == "header" else "ftr", content), kind
        )
        for (kind, page), content in contents.items()
    }


def section(edition: Edition, ids: dict[tuple[str, str], str]) -> str:
    """The properties of the only section: page, margins, headers and footers."""
    shape = edition.measures["page"]
    references = "".join(
        f'<w:{kind}Reference w:type="{page}" r:id="{id}"/>' for (kind, page), id in ids.items()
    )
    margins = " ".join(
        f'w:{side}="{twips(shape[side])}"' for side in ("top", "right", "bottom", "left", "header", "footer")
    )
    turned = "<w:bidi/>" if edition.right_to_left else ""
    return (
        f"<w:sectPr>{references}"
        f'<w:pgSz w:w="{twips(shape["width"])}" w:h="{twips(shape["height"])}"/>'
        f'<w:pgMar {margins} w:gutter="0"/><w:titlePg/>{turned}</w:sectPr>'
    )
