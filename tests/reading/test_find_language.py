"""A language is a folder of data: complete, checked at load, and read once."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concertation.reading import language_data
from concertation.reading.find import find
from concertation.reading.folding import fold
from concertation.reading.language import load_language
from concertation.reading.language_data import LanguageError, available, read_data
from concertation.reading.themes import ThemeIndex


def test_a_language_is_compiled_once() -> None:
    assert load_language("fr") is load_language("fr")


def test_every_language_has_the_same_files() -> None:
    files = {code: {f.name for f in (language_data.LANGUAGES / code).glob("*.toml")} for code in available()}
    assert files["fr"] - {"records.toml", "structure.toml"} <= files["en"]


def test_an_unknown_language_is_refused_with_those_there_are() -> None:
    with pytest.raises(LanguageError, match="'xx': there is ar, en, es, fr"):
        load_language("xx")


def test_an_absent_file_is_named() -> None:
    with pytest.raises(LanguageError, match=r"'fr' has no months\.toml"):
        read_data("fr", "months")


def test_a_broken_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "qq").mkdir()
    (tmp_path / "qq" / "dates.toml").write_text("forms = [", encoding="utf-8")
    monkeypatch.setattr(language_data, "LANGUAGES", tmp_path)
    with pytest.raises(LanguageError, match=r"qq/dates\.toml is no valid TOML"):
        read_data("qq", "dates")


def test_a_theme_that_the_register_does_not_have_is_refused() -> None:
    with pytest.raises(LanguageError, match="there is no theme 'weather'"):
        ThemeIndex.of("fr", {"weather": {"stated": ["pluie"]}}, [])


@given(st.text(max_size=80))
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(
    st.text(alphabet="aàÀ'’ -.,()0123456789ONUéÉœŒ\u00a0deslaSiège", max_size=120),
    st.sampled_from(["fr", "en"]),
)
def test_find_reads_any_text_and_stays_inside_it(text: str, code: str) -> None:
    for mention in find(text, load_language(code)):
        assert 0 <= mention.start < mention.end <= len(text)


def test_mentions_come_sorted() -> None:
    found = find("Le 5 mai 2018, l'ONU et l'OCI ont tenu à Genève la 3e réunion.", load_language("fr"))
    assert [m.start for m in found] == sorted(m.start for m in found)
