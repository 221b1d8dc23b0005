"""State: from a sentence and what was found in it, the records that it states.

Each kind has a module of rules. Events come before activities, for to work together at holding a
meeting is that meeting and no activity beside it.
"""

from __future__ import annotations

from concertation.reading.context import Context, Series
from concertation.reading.sentences import Sentence
from concertation.reading.state.activities import activities
from concertation.reading.state.attendance import attendance
from concertation.reading.state.events import events
from concertation.reading.state.instruments import instruments
from concertation.reading.state.presences import presences
from concertation.reading.state.resources import resources
from concertation.reading.state.scene import scene
from concertation.reading.statement import Statement, ids
from concertation.reading.wording import Wording

_ARTICLE = 4
"""Characters that an article takes."""


def state(sentence: Sentence, context: Context, wording: Wording) -> list[Statement]:
    """Return the records that `sentence` states, in the order of its words, and let `context` remember
    them."""
    laid_out = scene(sentence, context, wording)
    stated = [*events(laid_out), *instruments(laid_out), *presences(laid_out), *resources(laid_out)]
    stated.extend(activities(laid_out, stated))
    stated, context.came = attendance(laid_out, stated)
    stated = [statement._replace(title=_written(statement.title, sentence)) for statement in stated]
    stated.sort(key=lambda statement: (statement.start, statement.end))
    subject = next((found for clause, _, _ in laid_out.parts if (found := ids(clause.subject()))), ())
    subject = subject or _opening_body(sentence)
    for statement in stated:
        if statement.kind == "event" and statement.ordinal is not None:
            number, _, called = statement.title.partition(" ")
            if called and len(number) > 1:
                context.series = Series(statement.type, statement.ordinal, called)
    context.remember(sentence.text, sentence.organizations, subject, stated)
    return stated


def _written(title: str, sentence: Sentence) -> str:
    """A title as its script writes it."""
    return sentence.as_written(sentence.writing.joined(title))


def _opening_body(sentence: Sentence) -> tuple[str, ...]:
    """The body with which a sentence opens, whatever its verb: "|Le Secrétaire général| a salué …"."""
    for mention in sentence.organizations:
        if mention.via not in ("text", "seat") and mention.start - sentence.start <= _ARTICLE:
            return (mention.id,)
    return ()
