"""A template is a folder: what it changes, what is answered when it cannot; what a form leaves out."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import pytest

from concertation.reporting.files import content
from concertation.reporting.left_out import left_out
from concertation.reporting.report import Form
from concertation.reporting.template.template import TemplateError, load


def write(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return folder


def test_a_template_says_only_what_differs(an_edition, tmp_path: Path) -> None:
    write(tmp_path, "styles.toml", '[page]\nwidth = 595.3\nheight = 841.9\n[fonts]\nlatin = "Noto Serif"\n')
    write(tmp_path, "languages/en.toml", 'title = "Working together"\n[organs]\nTD = "Trade Conference"\n')
    edition = replace(an_edition(form=Form(symbol="TD/12")), template=load(tmp_path))
    document = docx.Document(BytesIO(content(edition, ".docx")))
    assert document.sections[0].page_width.pt == pytest.approx(595.3, abs=0.1)
    assert document.core_properties.title == "Working together"
    assert "Trade Conference" in [
        cell.text for row in document.sections[0].first_page_header.tables[0].rows for cell in row.cells
    ]
    assert edition.words["author"] == "Report of the Secretary-General"


def test_a_language_sets_up_its_own_pages(tmp_path: Path) -> None:
    template = load(write(tmp_path, "languages/fr.toml", "[page]\nwidth = 595.3\n"))
    assert (template.measures["fr"]["page"]["width"], template.measures["en"]["page"]["width"]) == (
        595.3,
        612,
    )


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("styles.toml", "[page]\nwidht = 612\n", "widht is nothing that a template says"),
        ("styles.toml", '[page]\nwidth = "wide"\n', "width is a number, not 'wide'"),
        ("styles.toml", "[styles.Unknown]\nsize = 3\n", "Unknown is nothing that a template says"),
        ("languages/en.toml", '[masthead]\noriginal = "First in {tongue}"\n', "nothing fills in {tongue}"),
        ("languages/en.toml", "title = 3\n", "title is a text, not 3"),
        ("languages/en.toml", '[masthead]\nmonths = ["May"]\n', "months has 12 entries, not 1"),
        ("languages/ar.toml", 'direction = "down"\n', "direction is one of ltr, rtl, not 'down'"),
        ("languages/en.toml", "title = \n", "languages/en.toml"),
        ("languages/de.toml", 'title = "Zusammenarbeit"\n', "for a new language these are missing"),
        ("readme.txt", "nothing", "a template has a styles.toml"),
    ],
)
def test_what_a_template_cannot_say_is_answered_with_file_and_entry(tmp_path, name, text, said) -> None:
    with pytest.raises(TemplateError) as refused:
        load(write(tmp_path, name, text))
    assert said in str(refused.value)
    assert str(tmp_path) in str(refused.value)


def test_a_folder_that_is_not_there_is_no_template(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="no such folder"):
        load(tmp_path / "none")


@pytest.mark.parametrize("lang", ["ar", "en", "es", "fr", "ru", "zh"])
def test_the_six_languages_say_the_same_things(lang: str) -> None:
    def shape(words: object) -> object:
        return {key: shape(value) for key, value in words.items()} if isinstance(words, dict) else None

    default = load()
    assert shape(default.words(lang)) == shape(default.words("en"))


def test_a_complete_form_leaves_nothing_out(an_edition) -> None:
    assert left_out(an_edition()) == []


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        ({"symbol": ""}, "Symbol:"),
        ({"session": ""}, "Session:"),
        ({"item": ""}, "Agenda item:"),
        ({"agenda": ()}, "Title of the agenda item:"),
        ({"agenda": ("Cooperation",)}, "Titles of the lettered items:"),
        ({"date": None}, "Date of distribution:"),
        ({"original": ""}, "Original language:"),
        ({"job": ""}, "Job number:"),
        ({"listed": ""}, "Document that has the agenda"),
        ({"year": ""}, "Year of the second organ"),
        ({"mandates": ()}, "Mandate:"),
        ({"symbol": "TD/5"}, "Organ: the template has no name for “TD”"),
    ],
)
def test_each_field_that_is_missing_is_named(an_edition, missing, said) -> None:
    form = replace(an_edition().form, **missing)
    assert any(sentence.startswith(said) for sentence in left_out(an_edition(form=form)))
