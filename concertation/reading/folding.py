"""Fold a text so that two spellings of one name become equal, character by character.

``fold(text)`` has the length of ``text``, so an offset in one is an offset in the other: letters lose case,
accents and the forms that writers use as they like (the hamza of an alef, the two dots of an Arabic taa),
everything that is neither letter nor digit becomes a blank. Vowel signs and the stroke that lengthens an
Arabic word become `MARK`, which a search passes over. Of letters beyond Latin-1, those of the Cyrillic,
Arabic and Han scripts are folded, and those in `LATIN`, for each of which one plain letter stands; all
others become a blank.

>>> fold("L’Organisation des États – Guimarães")
'l organisation des etats   guimaraes'
>>> fold("Объединённых Наций"), fold("الأمم المتّحدة").replace(MARK, "")
('объединенных нации', 'الامم المتحده')
"""

import re
import unicodedata

MARK = "\u0640"
"""What stands in a folded text for a sign inside a word that no spelling depends on."""
LATIN = {"œ": "o", "Œ": "o", "ı": "i", "İ": "i", "ş": "s", "Ş": "s", "ğ": "g", "Ğ": "g", "ł": "l", "Ł": "l"}
ARABIC = {"ة": "ه", "ى": "ي", "ی": "ي", "ک": "ك", "ٱ": "ا"}
"""Arabic letters that stand for one another at the end of a word or in another keyboard."""
_OTHER_SCRIPT = re.compile("[\u0300-\u036f\u0370-\u06ff\u3000-\u9fff\uff00-\uffef]")


def _plain(char: str) -> str:
    letter = unicodedata.normalize("NFD", char)[0].lower()
    return (
        letter if letter.isalnum() and letter.isascii() else {"æ": "a", "ø": "o", "ß": "s"}.get(letter, " ")
    )


class _Scripts(dict[int, str]):
    """What each character is folded to, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if unicodedata.combining(char) or char == MARK:
            plain = MARK
        else:
            letter = unicodedata.normalize("NFKD", char)[0].lower()
            letter = LATIN.get(char) or ARABIC.get(letter, letter)
            # A letter of no script that is folded is folded as in Latin text.
            own = letter.isalnum() and _OTHER_SCRIPT.match(letter)
            plain = letter if own else _plain(letter if letter.isalnum() else char)
        self[code] = plain
        return plain


_TABLE = bytes(ord(_plain(chr(code))) for code in range(256))
_SCRIPTS = _Scripts()
_QUESTION = ord("?")


def fold(text: str) -> str:
    """Return `text` folded, of the same length."""
    # Bytes are translated an order of magnitude faster than text, and this runs over every paragraph.
    raw = text.encode("latin-1", "replace")
    if _QUESTION in raw:
        if _OTHER_SCRIPT.search(text):
            return text.translate(_SCRIPTS)
        for letter, plain in LATIN.items():
            if letter in text:
                text = text.replace(letter, plain)
        raw = text.encode("latin-1", "replace")
    return raw.translate(_TABLE).decode("latin-1")


def key(text: str) -> str:
    """Return `text` folded with runs of blanks reduced to one: the form by which a name is looked up.

    >>> key("Nuku'Alofa"), key("Addis-Abeba ")
    ('nuku alofa', 'addis abeba')
    """
    return " ".join(fold(text).replace(MARK, "").split())


_SIGNED = re.compile("[^\\W\u0640]*[\u0640\u064b-\u0652\u0670][\\w\u064b-\u0652\u0670]*")


_STROKES = re.compile(r"\u0640+(?=\w)")
"""Strokes that lengthen a word; one at its end joins it to a figure: "الـ 13"."""


def without_signs(text: str) -> str:
    """Return `text`, of the same length, with no signs inside its words that no spelling depends on: behind
    the letters of each word stand as many blanks.

    >>> without_signs("وُقِّع البروتوكول")
    'وقع    البروتوكول'
    """
    return _SIGNED.sub(_letters_first, text)


def _letters_first(word: re.Match[str]) -> str:
    inside = _STROKES.sub("", word.group())
    letters = "".join(char for char in inside if not unicodedata.combining(char))
    return letters.ljust(len(word.group()))


def plain_blanks(text: str) -> str:
    """Return `text`, of the same length, with every no-break blank as a plain one."""
    return text.replace("\u00a0", " ").replace("\u202f", " ").replace("\u2009", " ")
