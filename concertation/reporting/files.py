"""Write a report as a file: the ending of its name chooses the form.

.docx   the form of a United Nations document, for an editor
.pdf    the same to read and print, tagged (PDF/UA-1)
.html   one page that needs nothing beside it
.xml    Akoma Ntoso 3.0
.xlsx   the data annex as a spreadsheet
.json   the data annex for programs
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from concertation.reporting.edition import Edition


def _docx(edition: Edition) -> bytes:
    from concertation.reporting.docx.lay_out import lay_out

    return lay_out(edition)


def _pdf(edition: Edition) -> bytes:
    from concertation.reporting.html.page import page
    from concertation.reporting.printing import pdf

    return pdf(page(edition, to_print=True))


def _html(edition: Edition) -> bytes:
    from concertation.reporting.html.page import to_bytes

    return to_bytes(edition)


def _xml(edition: Edition) -> bytes:
    from concertation.reporting.akoma_ntoso.document import document

    return document(edition)


def _xlsx(edition: Edition) -> bytes:
    from concertation.reporting.data.xlsx_file import to_bytes

    return to_bytes(edition)


def _json(edition: Edition) -> bytes:
    from concertation.reporting.data.json_file import to_bytes

    return to_bytes(edition)


FORMS: dict[str, Callable[[Edition], bytes]] = {
    ".docx": _docx,
    ".pdf": _pdf,
    ".html": _html,
    ".xml": _xml,
    ".xlsx": _xlsx,
    ".json": _json,
}
"""By ending: what makes the file. Each loads what it needs, since few processes need all."""


def content(edition: Edition, ending: str) -> bytes:
    """The bytes of the file in that form (".docx"): the same edition gives the same bytes.

    Raises `ValueError` with a sentence where there is no such form.
    """
    if ending.lower() not in FORMS:
        raise ValueError(
            f"A report is written as {', '.join(FORMS)}, not as {ending or 'a name without ending'}."
        )
    return FORMS[ending.lower()](edition)


def save(edition: Edition, out: Path) -> None:
    """Write the file, whole or not at all. Raises `ValueError` where its ending is of no form."""
    put(content(edition, out.suffix), out)


def put(made: bytes, out: Path) -> None:
    """Write beside `out`, and put it there when it is whole."""
    handle, name = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(made)
        os.chmod(name, 0o666 & ~_umask())
        os.replace(name, out)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    """The mask that new files of this process get (a temporary file is private)."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
