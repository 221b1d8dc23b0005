"""Numbers of headings as they are printed, in the forms that Word has (names of its number formats).

>>> [number("upperRoman", 4), number("upperLetter", 28), number("chineseCountingThousand", 21)]
['IV', 'BB', '二十一']
"""

from __future__ import annotations

FORMS = ("upperRoman", "upperLetter", "chineseCountingThousand", "arabicAbjad", "decimal")

_ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_CHINESE = "〇一二三四五六七八九"


def number(form: str, n: int) -> str:
    """Return `n` (from 1) in a form of `FORMS`."""
    match form:
        case "upperRoman":
            return _roman(n)
        case "upperLetter":
            return _letters(n, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        case "arabicAbjad":
            return _letters(n, _ABJAD)
        case "chineseCountingThousand" if n < 100:
            return _chinese(n)
        case _:
            return str(n)


def _letters(n: int, alphabet: str) -> str:
    """The letters in order, then each twice, as Word counts on: A … Z, AA, BB …"""
    times, index = divmod(n - 1, len(alphabet))
    return alphabet[index] * (times + 1)


def _roman(n: int) -> str:
    words = ""
    for value, letters in _ROMAN:
        count, n = divmod(n, value)
        words += letters * count
    return words


def _chinese(n: int) -> str:
    tens, ones = divmod(n, 10)
    before = "" if tens == 0 else "十" if tens == 1 else _CHINESE[tens] + "十"
    return before + (_CHINESE[ones] if ones else "")
