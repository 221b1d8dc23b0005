"""Every word of the pages is there in every language, and French is written as French is printed."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.utils import translation
from django.utils.translation import to_locale

from concertation.accounts.sharing import Label
from concertation.reading.proposal import THEMES, TYPES
from concertation.register.themes import themes
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
    catalogue = polib.pofile(str(CATALOGUES / to_locale(lang) / "LC_MESSAGES" / "django.po"))
    there = {(entry.msgctxt, entry.msgid, entry.msgid_plural) for entry in catalogue}
    assert wanted - there == set()
    assert there - wanted == set()
    assert [entry.msgid for entry in catalogue if not entry.translated()] == []
    assert [entry.msgid for entry in catalogue if "fuzzy" in entry.flags] == []


def texts(lang: str) -> list[tuple[str, str]]:
    """What is translated, with its translation; each plural form with the form of its source."""
    catalogue = polib.pofile(str(CATALOGUES / to_locale(lang) / "LC_MESSAGES" / "django.po"))
    pairs = []
    for entry in catalogue:
        if entry.msgid_plural:
            pairs += [(entry.msgid_plural if n else entry.msgid, t) for n, t in entry.msgstr_plural.items()]
        else:
            pairs.append((entry.msgid, entry.msgstr))
    return pairs


@pytest.mark.parametrize("lang", OTHERS)
def test_a_translation_has_the_same_values_in_it(lang):
    for source, text in texts(lang):
        assert sorted(re.findall(r"%\(\w+\)s|%s|%%s", source)) == sorted(
            re.findall(r"%\(\w+\)s|%s|%%s", text)
        ), source


def test_french_is_written_as_french_is_printed():
    for _source, text in texts("fr"):
        assert not re.search(rf"(?<![{NO_BREAK}\d])[;?!»](?!\w)", text), text
        assert not re.search(rf"(?<![{NO_BREAK}\w]):(?!//)|\w: ", re.sub(r"https?:", "", text)), text
        assert "'" not in re.sub(r"<[^>]*>", "", text), text
        assert not re.search(rf"«(?![{NO_BREAK}])", text), text


@pytest.mark.parametrize("lang", ["en", *OTHERS])
def test_every_code_has_a_word(lang):
    with translation.override(lang):
        for types in TYPES.values():
            assert all(wording.TYPES[type] for type in types)
        assert set(wording.KINDS) == set(TYPES)
        assert set(wording.REASONS) == {rule.__name__ for rule, _weight in RULES}
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
        ("", "fr", ""),
        ("odd", "en", "odd"),
    ],
)
def test_a_cadence_is_told_in_words(code, lang, words):
    with translation.override(lang):
        assert wording.duration(code) == words
