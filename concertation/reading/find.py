"""Find: everything in a text that can be named before it is understood.

>>> from concertation.reading.language import load_language
>>> text = "La dix-neuvième session s'est tenue à Addis-Abeba les 12 et 13 mai 2018."
>>> [type(m).__name__ for m in find(text, load_language("fr"))]
['OrdinalMention', 'PlaceMention', 'DateMention']
"""

from collections.abc import Mapping
from types import MappingProxyType

from concertation.reading.amounts import amounts
from concertation.reading.dates import dates
from concertation.reading.folding import fold
from concertation.reading.language import Language
from concertation.reading.mention import Mention
from concertation.reading.numbers import ordinals_among
from concertation.reading.organizations import organizations_among, with_introduced
from concertation.reading.places import places_among
from concertation.reading.symbols import citations
from concertation.reading.unknown import unknown_names

NOTHING: Mapping[str, str] = MappingProxyType({})


def find(text: str, lang: Language, introduced: Mapping[str, str] = NOTHING) -> list[Mention]:
    """Return the mentions of `text` by their place, those of one kind never overlapping.

    `introduced` are the acronyms that the document has introduced so far, each with its id
    (`organizations.introductions` reads them off the mentions).
    """
    text = lang.writing.plain(text)
    folded = fold(text)
    hits = lang.lexicon.scan(text, folded)
    if introduced:
        hits = with_introduced(hits, text, introduced)
    bodies = organizations_among(hits, text, folded, lang)
    cited = citations(text, lang)
    sums = amounts(text, lang)
    mentions: list[Mention] = [
        *bodies,
        *places_among(hits, bodies, text, lang, sums),
        *ordinals_among(hits, text, folded, lang),
        *dates(text, lang, cited),
        *sums,
        *cited,
    ]
    mentions += unknown_names(text, mentions, lang)
    mentions.sort(key=lambda mention: (mention.start, -mention.end))
    return mentions
