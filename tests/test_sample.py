"""The sample report: two languages that state the same, every fact with its source, every word our own."""

import csv
import re
from pathlib import Path

import pytest

from concertation.reading.document import Document
from concertation.reading.formats import load

SAMPLE = Path(__file__).parents[1] / "sample"
FOREIGN = Path(__file__).parents[1] / "../shared/seed/A_73_328_fr.txt"
_FIGURE = re.compile(r"\d{1,3}(?:[ ,\u00a0]\d{3})+(?!\d)|\d+(?:[.,]\d+)*")

RUN = 12
"""From this many words on, a shared run is taken for a copied one."""

OWN_WORDS = {"introduction", "observation"}
"""What a row states where the paragraph rests on no source."""

SOURCE = re.compile(r"https?://\S+|[AS]/(?:RES/|PRST/)?[\w./()-]+")

NAMES = (
    "Organisation juridique consultative pour les pays d'Asie et d'Afrique",
    "Organisation des Nations Unies pour l'alimentation et l'agriculture",
    "Organisation des Nations Unies pour l'éducation, la science et la culture",
    "Commission économique et sociale pour l'Asie et le Pacifique",
    "Bureau des Nations Unies pour la prévention des catastrophes",
    "Office des Nations Unies contre la drogue et le crime",
    "Commission préparatoire de l'Organisation du Traité d'interdiction complète des essais nucléaires",
)
"""Names of bodies are nobody's wording."""


@pytest.fixture(scope="module")
def french() -> Document:
    return load(SAMPLE / "report.fr.md")


@pytest.fixture(scope="module")
def english() -> Document:
    return load(SAMPLE / "report.en.md")


@pytest.fixture(scope="module")
def sources() -> dict[str, list[tuple[str, str]]]:
    """The statements and sources of each paragraph."""
    rows: dict[str, list[tuple[str, str]]] = {}
    with (SAMPLE / "sources.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            rows.setdefault(row["para"], []).append((row["statement"], row["source"]))
    return rows


def test_the_reader_loads_both_and_remarks_only_on_the_lines_of_the_head(
    french: Document, english: Document
) -> None:
    assert (french.lang, english.lang) == ("fr", "en")
    assert [note.split(":")[0] for note in french.notes] == [note.split(":")[0] for note in english.notes]
    assert all(note.startswith("Lines before the first paragraph") for note in french.notes)
    assert french.date == english.date == "2024-12-31"


def test_both_say_that_they_are_samples_and_no_documents_of_the_united_nations(
    french: Document, english: Document
) -> None:
    for document, word in ((french, "échantillon"), (english, "sample")):
        assert document.summary is not None
        assert word in document.summary
        assert word in document.paragraphs[0].text
        assert document.symbols == document.organs == ()


def test_the_paragraphs_are_numbered_from_one_in_both(french: Document, english: Document) -> None:
    numbers = [str(n) for n in range(1, len(french.paragraphs) + 1)]
    assert len(numbers) >= 60
    for document in (french, english):
        assert [paragraph.number for paragraph in document.paragraphs] == numbers


def test_the_headings_stand_over_the_same_paragraphs(french: Document, english: Document) -> None:
    assert len(french.sections) == len(english.sections)
    shapes = [
        [(section.level, section.number, section.parent) for section in document.sections]
        for document in (french, english)
    ]
    assert shapes[0] == shapes[1]
    assert [p.section for p in french.paragraphs] == [p.section for p in english.paragraphs]


def test_the_organizations_stand_in_the_order_of_their_english_names(english: Document) -> None:
    names = [section.title for section in english.sections if section.level == 2]
    assert len(names) >= 14
    assert names == sorted(names)


def test_both_languages_give_the_same_figures_in_each_paragraph(french: Document, english: Document) -> None:
    for ours, theirs in zip(french.paragraphs, english.paragraphs, strict=True):
        assert _figures(ours.text) == _figures(theirs.text), ours.number


def test_each_paragraph_has_a_source_or_is_marked_as_our_own_words(
    french: Document, sources: dict[str, list[tuple[str, str]]]
) -> None:
    assert list(sources) == [paragraph.number for paragraph in french.paragraphs]
    for number, rows in sources.items():
        if rows[0][0] in OWN_WORDS:
            assert len(rows) == 1, number
            assert not rows[0][1], number
            continue
        for statement, source in rows:
            assert statement, number
            assert SOURCE.fullmatch(source), (number, source)


def test_every_resolution_and_statement_cited_is_a_source_of_its_paragraph(
    english: Document, sources: dict[str, list[tuple[str, str]]]
) -> None:
    for paragraph in english.paragraphs:
        known = " ".join(source for _, source in sources[paragraph.number])
        for cited in re.findall(r"S/PRST/\d+/\d+|\b(?:ES-)?\d+/\d+\b|\b\d{4} \(\d{4}\)", paragraph.text):
            assert cited.replace(" ", "") in known, (paragraph.number, cited)


def test_french_blanks_contractions_and_elisions_are_right() -> None:
    text = (SAMPLE / "report.fr.md").read_text(encoding="utf-8")
    assert not re.findall(r"[^\u00a0\s][:;?!»](?=\s)", text)
    assert not re.findall(r" [:;?!%»]|«[^\u00a0]", text)
    assert not re.findall(r"\b(?:de le|de les|à le|à les)\b", text)
    assert not re.findall(r"\b(?:[ldn]e|la|que) (?!onz)[aeiouéèêœ]\w+", text)


def test_meetings_come_back_in_other_paragraphs_as_in_real_reports(french: Document) -> None:
    days: dict[str, set[str]] = {}
    for paragraph in french.paragraphs:
        for day in re.findall(r"\d{1,2}(?:er)? [a-zéû]{3,9} 20\d\d", paragraph.text):
            days.setdefault(day, set()).add(paragraph.number)
    again = set[str]().union(*(numbers for numbers in days.values() if len(numbers) > 1))
    assert len(again) >= 20


@pytest.mark.skipif(not FOREIGN.exists(), reason="the foreign report is no part of the project")
def test_no_paragraph_takes_its_wording_from_the_foreign_report(french: Document) -> None:
    taken = _runs(FOREIGN.read_text(encoding="utf-8"))
    for paragraph in french.paragraphs:
        assert not _runs(paragraph.text) & taken, paragraph.number


def _figures(text: str) -> list[str]:
    """The numbers in digits, in rising order, without what languages write differently."""
    return sorted(re.sub(r"\D", "", found) for found in _FIGURE.findall(text))


def _runs(text: str) -> set[tuple[str, ...]]:
    """Every run of `RUN` words of the text; a name of `NAMES` ends one run and begins another."""
    for name in NAMES:
        text = text.replace(name, "\0")
    runs: set[tuple[str, ...]] = set()
    for part in text.split("\0"):
        words = re.findall(r"\w+", part.lower())
        runs.update(tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1))
    return runs
