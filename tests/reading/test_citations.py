"""Citations of UN documents in canonical form: the rows of ``docs/citations.md``, spans, round trips."""

import doctest
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concertation.reading.citation import Citation, parse, render, symbol_link
from concertation.reading.language import load_language
from concertation.reading.symbols import citations

PAGE = Path(__file__).parents[2] / "docs" / "citations.md"
ROW = re.compile(r"^\| (fr|en|es|ru|ar|zh) \| (.+?) \| ?(.*?) ?\|$", re.MULTILINE)
DOCUMENTED = ROW.findall(PAGE.read_text(encoding="utf-8"))
CODES = ("fr", "en", "es", "ru", "ar", "zh")


@pytest.mark.parametrize(("code", "text", "expected"), DOCUMENTED)
def test_the_page_of_citations_tells_what_is_found(code: str, text: str, expected: str) -> None:
    found = [render(citation) for citation in citations(text, load_language(code))]
    assert found == [form for form in expected.split(" · ") if form]


@pytest.mark.parametrize("page", ["citations.md", "adding-a-language.md"])
def test_the_code_of_the_page_runs(page: str) -> None:
    assert doctest.testfile(str(PAGE.with_name(page)), module_relative=False).failed == 0


@pytest.mark.parametrize("code", CODES)
def test_the_page_has_rows_in_every_language(code: str) -> None:
    assert sum(row[0] == code for row in DOCUMENTED) >= 8


CASES = [
    ("fr", "au paragraphe 4 l) de l'annexe à la résolution 58/316 de l'Assemblée générale", ["A/RES/58/316"]),
    ("fr", "En adoptant sa résolution 72/273, l'Assemblée", ["A/RES/72/273"]),
    ("fr", "Dans sa résolution 1809 (2008), le Conseil de sécurité", ["S/RES/1809(2008)"]),
    ("fr", "la résolution 1540\u00a0(2004) du Conseil de sécurité", ["S/RES/1540(2004)"]),
    ("fr", "les résolutions 70/1, 70/296 et 72/273", ["A/RES/70/1", "A/RES/70/296", "A/RES/72/273"]),
    ("fr", "ses résolutions 1631 (2005) et 1809 (2008)", ["S/RES/1631(2005)", "S/RES/1809(2008)"]),
    ("fr", "(résolutions 2193 (XXI), 31/13 et 57/48)", ["A/RES/2193(XXI)", "A/RES/31/13", "A/RES/57/48"]),
    ("fr", "les résolutions 43/12 du 25 octobre 1988 et 44/17 du 1er novembre 1989",
     ["A/RES/43/12", "A/RES/44/17"]),
    ("fr", "la résolution 3066 (XXVIII)", ["A/RES/3066(XXVIII)"]),
    ("fr", "la résolution 28/6 du Conseil des droits de l'homme", ["A/HRC/RES/28/6"]),
    ("fr", "le Conseil des droits de l'homme, dans sa résolution 34/7,", ["A/HRC/RES/34/7"]),
    ("fr", "la résolution 2018/5 du Conseil économique et social", ["E/RES/2018/5"]),
    ("fr", "la résolution ES-10/15", ["A/RES/ES-10/15"]),
    ("fr", "sa décision 71/546", ["A/DEC/71/546"]),
    ("fr", "la déclaration de sa présidente (S/PRST/2013/12)", ["S/PRST/2013/12"]),
    ("fr", "mon précédent rapport (A/71/160-S/2016/621)", ["A/71/160", "S/2016/621"]),
    ("fr", "mon précédent rapport (A/71/160\u2013S/2016/621)", ["A/71/160", "S/2016/621"]),
    ("fr", "(S/2016/780, S/2017/744 et S/2018/678)", ["S/2016/780", "S/2017/744", "S/2018/678"]),
    ("fr", "A/C.5/78/34, ST/SGB/2019/2 et E/2018/50", ["A/C.5/78/34", "ST/SGB/2019/2", "E/2018/50"]),
    ("fr", "le document A/HRC/28/6/Add.1", ["A/HRC/28/6/Add.1"]),
    ("fr", "A/67/280 et Add.1 et Corr.1", ["A/67/280", "A/67/280/Add.1", "A/67/280/Corr.1"]),
    ("fr", "S/RES/1809 (2008) et A/RES/58/316", ["S/RES/1809(2008)", "A/RES/58/316"]),
    ("fr", "A/CONF.151/26/Rev.1 et UNEP/EA.1/10.", ["A/CONF.151/26/Rev.1", "UNEP/EA.1/10"]),
    ("fr", "voir A/73/328.", ["A/73/328"]),
    ("en", "General Assembly resolution 72/273", ["A/RES/72/273"]),
    (
        "en",
        "Security Council resolutions 1540 (2004) and 2250 (2015)",
        ["S/RES/1540(2004)", "S/RES/2250(2015)"],
    ),
    ("en", "Human Rights Council resolution 28/6", ["A/HRC/RES/28/6"]),
    ("en", "Economic and Social Council resolution 2018/5", ["E/RES/2018/5"]),
    ("en", "resolution 60/1 of the General Assembly", ["A/RES/60/1"]),
    ("en", "in its resolution 58/316, the Assembly", ["A/RES/58/316"]),
    (
        "en",
        "the note A/72/5/Add.2/Corr.1 (see also E/CN.4/2004/16)",
        ["A/72/5/Add.2/Corr.1", "E/CN.4/2004/16"],
    ),
    # what cites nothing, or leaves the organ open
    ("fr", "la résolution 28/6", []),
    ("fr", "le système I-24/7 et/ou les 24/7, A/B, le 12/05/2018", []),
    ("fr", "une résolution de l'Assemblée générale", []),
    ("en", "and/or, N/A, S/he, A/he", []),
]  # fmt: skip


@pytest.mark.parametrize(("code", "text", "expected"), CASES)
def test_citations(code: str, text: str, expected: list[str]) -> None:
    assert [c.symbol for c in citations(text, load_language(code))] == expected


def test_a_citation_spans_its_words() -> None:
    text = "Les résolutions 70/1 et 72/273 sont citées."
    spans = [text[c.start : c.end] for c in citations(text, load_language("fr"))]
    assert spans == ["résolutions 70/1", "72/273"]


@given(
    st.sampled_from(["A", "S", "E", "ST"]),
    st.lists(st.integers(1, 2099).map(str), min_size=1, max_size=3),
    st.sampled_from(["", "/Add.1", "/Rev.2", "/Corr.1"]),
    st.sampled_from(["(%s)", "voir %s,", "%s", "« %s »"]),
)
def test_a_symbol_is_read_back_from_any_setting(
    prefix: str, parts: list[str], addition: str, setting: str
) -> None:
    symbol = f"{prefix}/{'/'.join(parts)}{addition}"
    assert [c.symbol for c in citations(setting % symbol, load_language("fr"))] == [symbol]


SYMBOLS = st.one_of(
    st.builds(
        "A/RES/{}/{}{}".format, st.integers(31, 99), st.integers(1, 330), st.sampled_from(["", "A", "B"])
    ),
    st.builds("S/RES/{}({})".format, st.integers(1, 2800), st.integers(1946, 2030)),
    st.builds("A/RES/{}({})".format, st.integers(1, 3500), st.sampled_from(["XX", "XXVIII", "S-VI"])),
    st.builds("A/{}/{}/Add.{}".format, st.integers(31, 99), st.integers(1, 999), st.integers(1, 9)),
    st.sampled_from(["A/C.5/78/34", "ST/SGB/2019/2", "A/HRC/RES/28/6", "S/PRST/2013/12", "A/RES/ES-10/14"]),
)
PARTS = st.one_of(
    st.just(""),
    st.builds("{}({})".format, st.integers(1, 140), st.sampled_from("abcl")),
    st.builds("{}-{}".format, st.integers(1, 9), st.integers(10, 99)),
    st.builds("{}, {}".format, st.integers(1, 9), st.integers(10, 99)),
)


@given(SYMBOLS, st.sampled_from([None, "", "II"]), PARTS)
def test_a_rendered_citation_is_parsed_back(symbol: str, annex: str | None, paragraphs: str) -> None:
    written = render(Citation(0, 0, symbol, annex, paragraphs))
    assert render(parse(written)) == written
    assert (parse(written).symbol, parse(written).annex, parse(written).paragraphs) == (
        symbol,
        annex,
        paragraphs,
    )


@given(SYMBOLS, st.sampled_from([None, "", "II"]), PARTS)
def test_the_canonical_form_is_a_citation_in_english(symbol: str, annex: str | None, paragraphs: str) -> None:
    written = render(Citation(0, 0, symbol, annex, paragraphs))
    assert [render(found) for found in citations(f"see {written}.", load_language("en"))] == [written]


@pytest.mark.parametrize("text", ["", "58/316", "resolution 58/316", "A/RES/58/316, chapter 2"])
def test_what_is_no_canonical_form_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match="write it like"):
        parse(text)


@given(SYMBOLS)
def test_a_link_leads_to_the_symbol(symbol: str) -> None:
    link = symbol_link(symbol)
    assert link.startswith("https://undocs.org/")
    assert " " not in link


@given(st.text(alphabet="第号决议和章73/2 (),é-ARES.قراو", max_size=60), st.sampled_from(CODES))
def test_whatever_the_text_a_citation_stays_inside_it(text: str, code: str) -> None:
    for found in citations(text, load_language(code)):
        assert 0 <= found.start < found.end <= len(text)
