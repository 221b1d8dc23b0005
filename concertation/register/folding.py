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
    # Decomposed before and after the case is folded: a sign such as "℡" holds capitals.
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join(c for c in folded if not unicodedata.combining(c))
    return bare.translate(_SAME)
