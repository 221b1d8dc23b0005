"""Tell the language of a text by how often each language's own small words occur in it."""

import re
from collections import Counter

from concertation.reading.document import Unreadable
from concertation.reading.structure.words import language_name, languages, words

_SAMPLE = 20_000
"""Characters looked at: the frequencies of small words settle before, and an annex behind them may quote
documents in other languages at length."""

_SHARE = 0.10
"""Least share of a language's small words among all words. Texts in French and English show 0.2 to 0.4, texts
in Spanish, Italian, Portuguese, German or Dutch at most 0.07 of either."""

# No blank parts Chinese words: each character counts as one.
_WORD = re.compile("[\u3400-\u9fff]|[^\\W\\d_\u3400-\u9fff]+")
# A soft hyphen parts no word, and an address is in no language.
_NO_WORDS = re.compile("\u00ad|\\w+://[^\\s()]+")


def language(text: str, name: str) -> str:
    """Return the ISO 639-1 code of the language of `text`.

    Raises `Unreadable` where it is in none of the languages that are read; `name` names the file.

    >>> language("Le rapport a été établi par le Secrétaire général et les États Membres.", "x.txt")
    'fr'
    """
    found = _WORD.findall(_NO_WORDS.sub("", text[:_SAMPLE].casefold()))
    counts = Counter(found)
    shares = {
        code: sum(counts[word] for word in words(code).function_words) / max(1, len(found))
        for code in languages()
    }
    best = max(shares, key=lambda code: shares[code])
    if shares[best] < _SHARE:
        known = ", ".join(language_name(code) for code in languages())
        raise Unreadable(
            f"{name}: the language of this text was not recognized. Languages that are read: {known}. "
            "Load the version of the document in one of them."
        )
    return best
