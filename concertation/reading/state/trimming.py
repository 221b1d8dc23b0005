"""Trim words of a text to a title: no article ahead, no brackets, a natural end, `LIMIT` characters."""

from __future__ import annotations

import re

from concertation.reading.sentences import Sentence
from concertation.reading.wording import Wording

LIMIT = 100
"""Characters that a title has at most, a name at its end apart."""
_NAME = 30
"""Characters by which a name that crosses the limit may exceed it, so that it stays whole."""
_STRIPPED = " ,;:.–—-(\u00a0"
_QUOTES = (("«", "»"), ("“", "”"))
_QUOTE = re.compile('[«»“”"]')


def noun_phrase(sentence: Sentence, start: int, end: int, wording: Wording, taken: int = 0) -> str:
    """The words from `start` to `end` without the articles ahead. `taken` characters come before them."""
    end = _within(sentence, start, end, LIMIT - taken, wording)
    words = _unbracketed(sentence.text[start:end]).split()
    if wording.writing.parted == "none":
        words = _without_articles_joined(words, wording)
    return trimmed(" ".join(_without_articles(words, wording)), wording)


def words_between(sentence: Sentence, start: int, end: int, wording: Wording, taken: int = 0) -> str:
    """The words from `start` to `end`, cut at a boundary. `taken` characters come before them."""
    end = _within(sentence, start, end, LIMIT - taken, wording)
    return trimmed(" ".join(_unbracketed(sentence.text[start:end]).split()), wording)


def trimmed(title: str, wording: Wording) -> str:
    """Leave out what ends no title: function words, "dans le cadre", an "entre" with one name after it."""
    before = None
    while before != title:
        before = title
        title = _without_quote(title.strip(_STRIPPED))
        title = _without_hollow(title, wording)
        title = _without_half_pair(title, wording)
        title = _without_possessive(title, wording)
    return title


def _within(sentence: Sentence, start: int, end: int, limit: int, wording: Wording) -> int:
    """The last boundary at which the words from `start` fit `limit`: before a clause or phrase of its own
    ("pour aider …"), or else before a preposition or an "and"; outside names and quotations. A name that
    crosses the limit is kept whole."""
    reach = _reach(sentence.text, start, end, limit)
    if reach == end:
        return end
    names = [(m.start, m.end) for m in (*sentence.organizations, *sentence.places) if start <= m.start < end]
    for low, high in names:
        if low <= reach < high and high <= _reach(sentence.text, start, end, limit + _NAME):
            return high
    text, plain = sentence.text, sentence.plain
    last = weak = start
    at = plain.rfind(" ", start + 1, reach + 1)
    while at > start:
        quoted = text.count("«", start, at) > text.count("»", start, at)
        if not quoted and not any(low < at < high for low, high in names):
            last = max(last, at)
            following = plain[at : at + 24].split(None, 1)
            opens = text[at] in ",;:(" or bool(following and following[0] in wording.naming.clauses)
            if opens and at > start + limit // 4:
                return at
            if weak == start and following and following[0] in wording.naming.breaks:
                weak = at if at > start + limit // 4 else last
        at = plain.rfind(" ", start + 1, at)
    return weak if weak > start else last


def _reach(text: str, start: int, end: int, limit: int) -> int:
    """How far the text from `start` goes in `limit` characters, those in brackets not counted."""
    reach = start + limit
    low = text.find("(", start, min(reach, end))
    while low >= 0:
        high = text.find(")", low, end)
        if high < 0:
            return min(low, end)
        reach += high + 1 - low
        low = text.find("(", high, min(reach, end))
    return min(reach, end)


def _unbracketed(text: str) -> str:
    """`text` without what stands in brackets, except the year of a symbol ("résolution 2457 (2019)")."""
    if "(" not in text:
        return text
    kept: list[str] = []
    while (low := text.find("(")) >= 0:
        high = text.find(")", low)
        inside = text[low + 1 : high]
        symbol = high >= 0 and inside.isdigit() and text[:low].rstrip()[-1:].isdigit()
        kept.append(text[: high + 1] if symbol else text[:low].rstrip())
        text = text[high + 1 :] if high >= 0 else ""
    return "".join([*kept, text])


def _without_articles(words: list[str], wording: Wording) -> list[str]:
    while words:
        first = words[0].replace("’", "'")
        opening, apostrophe, rest = first.partition("'")
        if first.lower() in wording.naming.articles:
            words = words[1:]
        elif apostrophe and rest and opening.lower() in wording.naming.articles:
            words = [rest, *words[1:]]
        else:
            break
    return words


def _without_articles_joined(words: list[str], wording: Wording) -> list[str]:
    """The words without the articles that are written together with the first: "|该|战略"."""
    articles = tuple(sorted(wording.naming.articles, key=len, reverse=True))
    while words and words[0].startswith(articles):
        rest = next(words[0].removeprefix(a) for a in articles if words[0].startswith(a))
        words = [rest, *words[1:]] if rest else words[1:]
    return words


def _without_quote(title: str) -> str:
    """Leave out a quotation that is opened and not closed, and the mark that closes one never opened."""
    if not _QUOTE.search(title):
        return title
    for low, high in _QUOTES:
        if title.count(low) > title.count(high):
            return title[: title.rindex(low)]
        if title.count(high) > title.count(low):
            return title.replace(high, "")
    return title[: title.rindex('"')] if title.count('"') % 2 else title


def _without_hollow(title: str, wording: Wording) -> str:
    """Leave out a phrase or function word at the end that only leads on."""
    if wording.writing.parted == "none":
        return next((title.removesuffix(w) for w in wording.naming.trailing if title.endswith(w)), title)
    cut = max(title.rfind(" "), title.rfind("'"), title.rfind("’"))
    last = title[cut + 1 :]
    for phrase in wording.naming.hollow.get(last, ()):
        if title.lower().replace("’", "'").endswith(f" {phrase}"):
            return title[: len(title) - len(phrase)]
    return title[:cut] if cut > 0 and last in wording.naming.trailing else title


def _without_possessive(title: str, wording: Wording) -> str:
    """Leave out what is somebody's whom the title does not name: "rencontres |avec son Secrétaire
    général|"."""
    naming = wording.naming
    words = title.split(" ")
    for at, word in enumerate(words):
        if at and word in naming.possessives:
            if any(char.isupper() for earlier in words[:at] for char in earlier):
                return title
            breaks = [n for n in range(1, at) if words[n] in naming.breaks]
            return " ".join(words[: breaks[-1]]) if breaks else title
    return title


def _without_half_pair(title: str, wording: Wording) -> str:
    """Leave out "entre l'ONU" where the other was cut; "entre homologues" stays."""
    words = title.split(" ")
    if wording.naming.pairs.isdisjoint(words):
        return title
    for at in range(len(words) - 1, 0, -1):
        if words[at] in wording.naming.pairs:
            after = words[at + 1 :]
            named = any(char.isupper() for word in after for char in word)
            if named and wording.grammar.joins.isdisjoint(after):
                return " ".join(words[:at])
            break
    return title
