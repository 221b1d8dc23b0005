"""Text folded for finding: case, accents and the kind of apostrophe forgiven."""

import unicodedata

_SAME = str.maketrans(
    {"’": "'", "ʼ": "'", "\u00a0": " ", "\u202f": " ", "–": "-", "‑": "-", "œ": "oe", "æ": "ae"}
)


def fold(text: str) -> str:
    """Return `text` in a form in which two spellings of one word are equal.

    >>> fold("Évaluation à l’œuvre")
    "evaluation a l'oeuvre"
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_SAME))
    return "".join(c for c in decomposed if not unicodedata.combining(c))
