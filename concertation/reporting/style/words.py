"""How many words a text has, as a word processor counts them.

>>> count("The two organizations met in 2018 – twice."), count("双方于2018年7月会晤。")
(7, 9)
"""

from __future__ import annotations

import re

_WORD = re.compile(
    r"(?P<sign>[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3040-\u30ff])"
    r"|[^\s\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3040-\u30ff]*[^\W_\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3040-\u30ff]"
    r"[^\s\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3040-\u30ff]*"
)


def count(text: str) -> int:
    """Return the number of words: what blanks part and has a letter or a digit; of Chinese and Japanese, each
    sign."""
    return sum(1 for _ in _WORD.finditer(text))
