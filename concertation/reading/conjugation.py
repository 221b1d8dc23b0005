"""The forms of a verb, from its infinitive and the tables [conjugation] of ``records.toml``.

An ending may have a beginning too, parted from it by a dash: where verbs are listed as "ي-", "يعقد" has the
form "ستعقدان" by "ست-ان". An infinitive with a dash only tells how such verbs are listed.
"""

from collections.abc import Iterator

from concertation.reading.language_data import LanguageError

FORMS = ("infinitive", "participle", "present", "past", "future", "gerund", "passive", "first")
"""`first` is a past form of the first person that needs no pronoun: the report's author acts ("visité",
"زرت"). `passive` is a form that says of its subject, by itself, that something was done to it: "подписан",
"проводилось"."""


def forms(verb: str, conjugations: dict[str, dict[str, list[str]]], code: str) -> Iterator[tuple[str, str]]:
    """Yield every form of a verb with its name (one of `FORMS`): of a phrase, the first word is conjugated.

    Raises `LanguageError` where no table fits.
    """
    word, _, tail = verb.partition(" ")
    fitting = [table for table in conjugations.values() if _fits(word, table["infinitive"][0])]
    if not fitting:
        raise LanguageError(
            f"{code}/records.toml: the verb {verb!r} fits no [conjugation]: add one that ends as it does."
        )
    table = max(fitting, key=lambda table: _precision(table["infinitive"][0]))
    first, last = _parts(table["infinitive"][0])
    stem = word.removeprefix(first).removesuffix(last)
    for form in FORMS:
        for ending in table.get(form, []):
            if form != "infinitive" or "-" not in ending:
                first, last = _parts(ending)
                yield f"{first}{stem}{last} {tail}".strip(), form


def _fits(word: str, ending: str) -> bool:
    first, last = _parts(ending)
    return word.startswith(first) and word.endswith(last)


def _precision(ending: str) -> tuple[bool, int]:
    """How much an ending tells: one with a beginning more than one without, then the longer more."""
    return bool(_parts(ending)[0]), len(ending)


def _parts(ending: str) -> tuple[str, str]:
    """What an ending puts before the stem, and what behind it."""
    before, dash, after = ending.rpartition("-")
    return (before, after) if dash else ("", ending)
