"""Characters that a file can hold."""

from __future__ import annotations

import re

_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def writable(text: str) -> str:
    """The text without the characters that XML, and so .docx, .xlsx and HTML, cannot hold.

    >>> writable("water \\x0b and\\ufffe power")
    'water  and power'
    """
    return _FORBIDDEN.sub("", text)
