"""Characters: which a file can hold, and from which side they are read."""

from __future__ import annotations

import re
from collections import Counter
from unicodedata import bidirectional

_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def writable(text: str) -> str:
    """The text without the characters that XML, and so .docx, .xlsx and HTML, cannot hold.

    >>> writable("water \\x0b and\\ufffe power")
    'water  and power'
    """
    return _FORBIDDEN.sub("", text)


def right_to_left(text: str) -> bool:
    """Tell whether most letters of the text are of a script that is read from the right.

    >>> right_to_left("A/73/328، الفقرة 12"), right_to_left("the word «قمة»")
    (True, False)
    """
    if text.isascii():
        return False
    directions = Counter(map(bidirectional, text))
    return directions["R"] + directions["AL"] > directions["L"]
