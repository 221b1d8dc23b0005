"""Which words of a clause a record quotes, and what its dates and verb say of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from concertation.reading.clauses import Clause
from concertation.reading.mention import DateMention, OrganizationMention, PlaceMention, Span
from concertation.reading.sentences import Sentence
from concertation.reading.state.heads import Head
from concertation.reading.state.scene import Scene
from concertation.reading.statement import Status
from concertation.reading.verbs import Predicate

_TRAIL = " ,;:.-–«(\u00a0"


def bounds(
    clause: Clause, head: Head, facts: Sequence[Span], actors: Sequence[OrganizationMention]
) -> tuple[int, int]:
    """The words of the clause that hold a head, its facts and its actors."""
    first: dict[str, OrganizationMention] = {}
    for mention in actors:
        if clause.start <= mention.start < clause.end:
            first.setdefault(mention.id, mention)
    inside = list(first.values())
    start = min([head.start, *(fact.start for fact in facts), *(m.start for m in inside)])
    end = max([head.end, *(fact.end for fact in facts), *(m.end for m in inside)])
    return widen(clause.sentence, start, min(end, clause.end))


def widen(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """Take in the article or preposition before `start`, and leave out blanks and stops at the end."""
    text = sentence.text
    low = max(sentence.start, start - 24)
    stretch = text[low:start]
    ahead = stretch.rstrip("'’ ")
    cut = max(ahead.rfind(" "), ahead.rfind("'"), ahead.rfind("’"), ahead.rfind("("))
    word = stretch[cut + 1 :]
    if len(word.strip("'’ ")) <= 3 and word:
        start = low + cut + 1
    while end > start and text[end - 1] in _TRAIL:
        end -= 1
    while start < end and text[start] in _TRAIL:
        start += 1
    return start, end


def one_stretch(first: DateMention, second: DateMention) -> DateMention | None:
    """Two days that follow each other as one date, None where they do not: "les 31 mai et 1er juin 2019"."""
    if len(first.edtf) != 10 or len(second.edtf) != 10:
        return None
    one, other = date.fromisoformat(first.edtf), date.fromisoformat(second.edtf)
    if (other - one).days != 1:
        return None
    return DateMention(first.start, second.end, f"{first.edtf}/{second.edtf}")


def joined_run(
    dates: list[DateMention], sentence: Sentence, places: Sequence[PlaceMention]
) -> list[DateMention]:
    """The first dates that an "and" or a comma joins, places aside: "en mai 2017 à Rabat et en juin 2018"."""
    run = dates[:1]
    for following in dates[1:]:
        stretch = sentence.text[run[-1].end : following.start]
        between = sum(
            len(p_text)
            for p in places
            if run[-1].end <= p.start < following.start
            for p_text in [sentence.text[p.start : p.end]]
        )
        if len(stretch) - between > 24:
            break
        run.append(following)
    return run


def status(clause: Clause, predicate: Predicate | None, scene: Scene) -> Status:
    """Whether the text says planned, under way or done."""
    if (predicate and predicate.standing == "coming") or any(c.role == "planned" for c in clause.cues):
        return "planned"
    if predicate and predicate.present and not predicate.passive:
        return "under-way"
    return "done"
