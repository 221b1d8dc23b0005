"""The forms of a verb, from its infinitive and the tables [conjugation] of ``records.toml``."""

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
    fitting = [table for table in conjugations.values() if word.endswith(table["infinitive"][0])]
    if not fitting:
        raise LanguageError(
            f"{code}/records.toml: the verb {verb!r} fits no [conjugation]: add one that ends as it does."
        )
    table = max(fitting, key=lambda table: len(table["infinitive"][0]))
    stem = word.removesuffix(table["infinitive"][0])
    for form in FORMS:
        for ending in table.get(form, []):
            yield f"{stem}{ending} {tail}".strip(), form
