"""Every word of the pages is there in every language that they are offered in, and each is written as it is
printed."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from gettext import c2py  # type: ignore[attr-defined]
from pathlib import Path
from typing import Any

import polib
import pytest
from django.conf import settings
from django.utils import translation
from django.utils.translation import to_locale

from concertation.accounts.sharing import Label
from concertation.reading.proposal import THEMES
from concertation.register.themes import themes
from concertation.review.kinds import TYPES
from concertation.review.matching import RULES
from concertation.web import wording
from concertation.web.language import page_language

ROOT = Path(__file__).resolve().parents[3]
CATALOGUES = ROOT / "concertation" / "web" / "locale"
OTHERS = [code for code, _name in settings.LANGUAGES if code != "en"]
NO_BREAK = "\u00a0\u202f"


@pytest.fixture(scope="module")
def wanted(tmp_path_factory) -> set[tuple[str | None, str, str]]:
    """Context, singular and plural of every text in the programs and templates as they are now."""
    copy = tmp_path_factory.mktemp("sources") / "concertation"
    shutil.copytree(
        ROOT / "concertation",
        copy,
        ignore=lambda _folder, names: [
            n for n in names if n in {"static", "__pycache__"} or n.endswith(".po")
        ],
    )
    (copy / "web" / "locale" / "en" / "LC_MESSAGES").mkdir(parents=True, exist_ok=True)
    subprocess.run(
        [sys.executable, "-c", MAKE, str(copy)], check=True, cwd=copy, capture_output=True, timeout=120
    )
    found = polib.pofile(str(copy / "web" / "locale" / "en" / "LC_MESSAGES" / "django.po"))
    return {(entry.msgctxt, entry.msgid, entry.msgid_plural) for entry in found}


MAKE = """
import sys
from django.conf import settings
from django.core.management import call_command
import django
settings.configure(LOCALE_PATHS=[sys.argv[1] + "/web/locale"], USE_I18N=True)
django.setup()
call_command("makemessages", locale=["en"], verbosity=0)
"""


@pytest.mark.parametrize("lang", OTHERS)
def test_no_text_is_missing_or_doubtful_and_none_is_left_over(wanted, lang):
    there = {(entry.msgctxt, entry.msgid, entry.msgid_plural) for entry in catalogue(lang)}
    assert wanted - there == set()
    assert there - wanted == set()
    assert [entry.msgid for entry in catalogue(lang) if not entry.translated()] == []
    assert [entry.msgid for entry in catalogue(lang) if "fuzzy" in entry.flags] == []


def catalogue(lang: str) -> Any:
    return polib.pofile(str(CATALOGUES / to_locale(lang) / "LC_MESSAGES" / "django.po"))


def texts(lang: str) -> list[str]:
    """What is translated, every plural form of it."""
    return [
        text
        for entry in catalogue(lang)
        for text in (entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr])
    ]


def values(text: str) -> set[str]:
    return set(re.findall(r"%\(\w+\)[sd]|%s|%%s", text))


@pytest.mark.parametrize("lang", OTHERS)
def test_a_translation_has_the_same_values_in_it(lang):
    for entry in catalogue(lang):
        if not entry.msgid_plural:
            assert sorted(re.findall(r"%\(\w+\)[sd]|%s|%%s", entry.msgid)) == sorted(
                re.findall(r"%\(\w+\)[sd]|%s|%%s", entry.msgstr)
            ), entry.msgid


@pytest.mark.parametrize("lang", OTHERS)
def test_each_plural_form_says_the_number_where_it_stands_for_several(lang):
    """ "A day" and, in Arabic, a word for two may do without it."""
    form_of = c2py(catalogue(lang).metadata["Plural-Forms"].partition("plural=")[2].rstrip("; "))
    forms = int(re.findall(r"nplurals=(\d+)", catalogue(lang).metadata["Plural-Forms"])[0])
    some = (*range(1, 201), 1_000_000, 2_000_000)
    numbers = {form: {n for n in some if form_of(n) == form} for form in range(forms)}
    for entry in catalogue(lang):
        if not entry.msgid_plural:
            continue
        assert set(entry.msgstr_plural) == set(numbers), entry.msgid
        number = values(entry.msgid_plural) & {"%(n)s", "%(number)s", "%(total)s"}
        for form, text in entry.msgstr_plural.items():
            asked = values(entry.msgid_plural) - (number if len(numbers[form]) <= 1 else set())
            assert asked <= values(text) <= values(entry.msgid_plural), text


@pytest.mark.parametrize("lang", OTHERS)
def test_a_translation_has_the_same_marks_in_it(lang):
    for entry in catalogue(lang):
        for text in [entry.msgstr, *entry.msgstr_plural.values()]:
            if text:
                assert sorted(re.findall("<[^>]*>", entry.msgid)) == sorted(re.findall("<[^>]*>", text)), text


def test_french_is_written_as_french_is_printed():
    for text in texts("fr"):
        assert not re.search(rf"(?<![{NO_BREAK}\d])[;?!»](?!\w)", text), text
        assert not re.search(rf"(?<![{NO_BREAK}\w]):(?!//)|\w: ", re.sub(r"https?:", "", text)), text
        assert "'" not in re.sub(r"<[^>]*>", "", text), text
        assert not re.search(rf"«(?![{NO_BREAK}])", text), text


LATIN = {"Concertation", "TLP", "AMBER", "STRICT", "RED", "PDF", "Word", "CSV", "JSON", "Ctrl", "K", "Escape"}
LATIN |= {
    "CONCERTATION",
    "ADDRESS",
    "AU",
    "USD",
    "EUR",
    "ISO",
    "Pango",
    "Debian",
    "zip",
    "concert",
    "serve",
    "work",
}
"""What stays in Latin letters in a text that is written in others."""


def test_arabic_is_written_in_arabic():
    for text in texts("ar"):
        said = re.sub(
            r"%\(\w+\)[sd]|%%?s|<[^>]*>|\bP\d[YM]\b|Africa/Nairobi|\b(?:en|fr|es|ru|ar|zh)\b|\u2066[^\u2069]*\u2069",
            "",
            text,
        )
        said = re.sub(r"\bA/(?:RES/)?[\d/]+|apt-get install [\w.-]+", "", said)
        assert set(re.findall(r"[A-Za-z]+", said)) <= LATIN, text
        assert not re.search(r"[,;?“”]", said), text


@pytest.mark.parametrize("lang", ["en", *OTHERS])
def test_every_code_has_a_word(lang):
    with translation.override(lang):
        for types in TYPES.values():
            assert all(wording.TYPES[type] for type in types)
        assert set(wording.KINDS) == set(TYPES)
        assert set(wording.REASONS) == {"same_symbol", *(rule.__name__ for rule, _weight in RULES)}
        assert all(themes()[slug].get(page_language()) for slug in THEMES)
        assert all(str(label.words) for label in Label)


def test_words_differ_from_language_to_language():
    for lang, expected in [("en", "Every word has to occur."), ("fr", "Tous les mots doivent figurer.")]:
        with translation.override(lang):
            said = "Every word has to occur. Accents, capitals and endings do not matter."
            assert translation.gettext(said).startswith(expected)


@pytest.mark.parametrize(
    ("code", "lang", "words"),
    [
        ("P1Y", "en", "every year"),
        ("P2Y", "fr", "tous les 2 ans"),
        ("P6M", "fr", "tous les 6 mois"),
        ("P2Y", "ar", "كل سنتين"),
        ("P3Y", "ar", "كل 3 سنوات"),
        ("", "fr", ""),
        ("odd", "en", "odd"),
    ],
)
def test_a_cadence_is_told_in_words(code, lang, words):
    with translation.override(lang):
        assert wording.duration(code) == words
