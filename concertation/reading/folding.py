"""Fold a text so that two spellings of one name become equal, character by character.

``fold(text)`` has the length of ``text``, so an offset in one is an offset in the other: letters lose case
and accents, everything that is neither letter nor digit becomes a blank. A letter beyond Latin-1 becomes a
blank too, except those in `LATIN`, for each of which one plain letter stands.

>>> fold("L’Organisation des États – Guimarães")
'l organisation des etats   guimaraes'
"""

import unicodedata

LATIN = {"œ": "o", "Œ": "o", "ı": "i", "İ": "i", "ş": "s", "Ş": "s", "ğ": "g", "Ğ": "g", "ł": "l", "Ł": "l"}


def _plain(char: str) -> str:
    letter = unicodedata.normalize("NFD", char)[0].lower()
    return (
        letter if letter.isalnum() and letter.isascii() else {"æ": "a", "ø": "o", "ß": "s"}.get(letter, " ")
    )


_TABLE = bytes(ord(_plain(chr(code))) for code in range(256))
_QUESTION = ord("?")


def fold(text: str) -> str:
    """Return `text` folded, of the same length."""
    # Bytes are translated an order of magnitude faster than text, and this runs over every paragraph.
    raw = text.encode("latin-1", "replace")
    if _QUESTION in raw:
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
    return " ".join(fold(text).split())


def plain_blanks(text: str) -> str:
    """Return `text`, of the same length, with every no-break blank as a plain one."""
    return text.replace("\u00a0", " ").replace("\u202f", " ").replace("\u2009", " ")
