"""Plain text becomes headings, numbered paragraphs and what the head says."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from concertation.reading.catalogue import load
from concertation.reading.document import Document, Unreadable
from concertation.reading.formats import text
from concertation.reading.language_data import has_data
from concertation.reading.read import read as proposals
from concertation.reading.structure import structure

ENGLISH = "The members of the two bodies met at the seat of the centre and agreed on a plan"


def read(source: str) -> Document:
    return structure(text.flow(source.encode(), "report.txt"), "report.txt", "")


def sentence(number: int | str, end: str = ".") -> str:
    return f"{number}. {ENGLISH}{end}"


def numbers(document: Document) -> list[str]:
    return [paragraph.number for paragraph in document.paragraphs]


NUMBERINGS = [
    ("one after the other", ["1", "2", "3"], ["1", "2", "3"], 0),
    ("an excerpt begins later", ["45", "46", "47"], ["45", "46", "47"], 1),
    ("a number is missing", ["1", "2", "4", "5"], ["1", "2", "4", "5"], 1),
    ("a number is inserted", ["1", "2", "2 bis", "3"], ["1", "2", "2 bis", "3"], 0),
    ("a year at the head of a line is no number", ["1", "2", "2018", "3"], ["1", "2", "3"], 0),
    (
        "a list inside a paragraph",
        ["1", "2", "3", "4", "1", "2", "5", "6"],
        ["1", "2", "3", "4", "5", "6"],
        0,
    ),
    ("a list as long as its number", ["1", "2", "3", "1", "2", "3", "4"], ["1", "2", "3", "4"], 0),
    ("a number far too large", ["1", "2", "300"], ["1", "2"], 0),
]


@pytest.mark.parametrize(
    ("printed", "kept", "notes"), [c[1:] for c in NUMBERINGS], ids=[c[0] for c in NUMBERINGS]
)
def test_the_sequence_tells_which_numbers_are_those_of_paragraphs(
    printed: list[str], kept: list[str], notes: int
):
    document = read("\n\n".join(map(sentence, printed)))
    assert numbers(document) == kept
    assert len(document.notes) == notes


def test_a_jump_is_stated_plainly():
    document = read("\n\n".join(map(sentence, [1, 2, 4, 5, 9])))
    assert document.notes == (
        "Paragraph 4 follows paragraph 2: is 3 missing?",
        "Paragraph 9 follows paragraph 5: are 6 to 8 missing?",
    )


def test_numbers_of_an_annex_carry_its_name():
    body = [
        *map(sentence, [1, 2]),
        "Annex I",
        "Terms",
        *map(sentence, [1, 2]),
        "Annex II",
        *map(sentence, [1, 2]),
    ]
    document = read("\n\n".join(body))
    assert numbers(document) == ["1", "2", "annex I, 1", "annex I, 2", "annex II, 1", "annex II, 2"]
    assert "starts again at 1" in document.notes[0]


def test_numbers_that_start_again_in_each_section_carry_the_number_of_the_section():
    body = ["I. Past", *map(sentence, [1, 2]), "II. Future", *map(sentence, [1, 2])]
    assert numbers(read("\n\n".join(body))) == ["1", "2", "II, 1", "II, 2"]


def test_numbers_that_start_again_nowhere_in_particular_are_still_unique():
    body = [*map(sentence, [1, 2, 3]), "Second part", *map(sentence, [1, 2, 3])]
    assert len(set(numbers(read("\n\n".join(body))))) == 6


def test_text_without_numbers_is_counted_in_reading_order():
    document = read(
        f"Report of a meeting\n\nPast work\n\n{ENGLISH}.\n\n{ENGLISH}.\n\nFuture work\n\n{ENGLISH}."
    )
    assert numbers(document) == ["¶1", "¶2", "¶3"]
    assert document.title == "Report of a meeting"
    assert [s.title for s in document.sections] == ["Past work", "Future work"]
    assert [p.section for p in document.paragraphs] == [0, 0, 1]
    assert document.notes == ("The paragraphs have no numbers: they are counted ¶1, ¶2 … in reading order.",)


def test_numbered_headings_are_no_paragraphs():
    body = f"1. Introduction\n\n{ENGLISH}.\n\n2. Findings\n\n{ENGLISH}.\n\n3. Next steps\n\n{ENGLISH}."
    document = read(body)
    assert numbers(document) == ["¶1", "¶2", "¶3"]


def test_a_paragraph_without_a_number_among_numbered_ones_is_kept():
    document = read(f"I. Past\n\n{sentence(1)}\n\nII. Future\n\n{ENGLISH} for next year.\n\n{sentence(2)}")
    assert numbers(document) == ["1", "¶1", "2"]
    assert document.paragraphs[1].section == 1
    assert document.notes == ("One paragraph has no number: it is called ¶1.",)


BREAKS = [
    ("a page break in mid-sentence", "and agreed\n\non a plan"),
    ("a form feed", "and agreed\fon a plan"),
    ("a wrapped line", "and agreed\non a plan"),
    ("blanks of every kind", "and\u00a0agreed \u202f on\ta\u2003plan"),
    ("a soft hyphen", "and ag\u00adreed on a plan"),
    ("a link remnant", "and [agreed](#) on a plan"),
    ("a link with an address", "and [agreed](https://example.org/x) on a plan"),
    ("bold type", "and **agreed** on a plan"),
]


@pytest.mark.parametrize("broken", [c[1] for c in BREAKS], ids=[c[0] for c in BREAKS])
def test_a_paragraph_is_one_clean_text(broken: str):
    document = read(f"1. The members of the two bodies met {broken} for the year.\n\n{sentence(2)}")
    assert (
        document.paragraphs[0].text == "The members of the two bodies met and agreed on a plan for the year."
    )


LINKS = [
    (r"[58/316](#)", "58/316"),
    (r"[1809 \(2008\)](#)", "1809 (2008)"),
    (r"([S/PRST/2013/12](#))", "(S/PRST/2013/12)"),
    ("[A/71/160-S/2016/621](#)", "A/71/160-S/2016/621"),
    ("[sic]", "[sic]"),
    ("(see note [3])", "(see note [3])"),
]


@pytest.mark.parametrize(("printed", "clean"), LINKS)
def test_links_are_reduced_to_their_text(printed: str, clean: str):
    document = read(f"1. The members of the body acted under {printed} as it was agreed.\n\n{sentence(2)}")
    assert document.paragraphs[0].text == f"The members of the body acted under {clean} as it was agreed."


def test_words_broken_at_the_end_of_a_line_are_whole_again():
    wrapped = (
        "1. The repre-\nsentatives of the two bodies, who came from Addis-\nAbeba and who "
        "had met in 2016–\n2017, agreed to keep the stay-and-\ndeliver plan that had been made."
    )
    assert read(wrapped).paragraphs[0].text == (
        "The representatives of the two bodies, who came from Addis-Abeba and who had met in 2016–2017, "
        "agreed to keep the stay-and-deliver plan that had been made."
    )


def test_a_text_in_narrow_lines_keeps_paragraphs_and_headings_apart():
    document = read(
        "I. Work of the two bodies in the field of\nculture and of education\n"
        "1. The members of the two bodies met at the\nseat of the centre and agreed on a plan that\n"
        "was to be carried out by the members.\n2. The plan was then carried out by the members\n"
        "of the centre.\nII. Next steps\n3. The members will meet again at the seat of\n"
        "the centre in the year that follows.\n"
    )
    assert [s.title for s in document.sections] == [
        "Work of the two bodies in the field of culture and of education",
        "Next steps",
    ]
    assert [p.text.rsplit(maxsplit=1)[1] for p in document.paragraphs] == ["members.", "centre.", "follows."]
    assert numbers(document) == ["1", "2", "3"]


def test_items_of_a_list_belong_to_their_paragraph():
    document = read(
        f"{sentence(1, ' to:')}\n\na) Meet;\n\nb) Report;\n\n(c) Rest.\n\nNext steps\n\n"
        f"{sentence(2, ':')}\n\n– One thing\n\n– Another thing\n\nLast steps\n\n{sentence(3)}"
    )
    assert numbers(document) == ["1", "2", "3"]
    assert document.paragraphs[0].text.endswith("to: a) Meet; b) Report; (c) Rest.")
    assert [s.title for s in document.sections] == ["Next steps", "Last steps"]


def test_headings_enclose_one_another_by_their_numbers():
    document = read(
        "\n\n".join(
            [
                "I. First",
                "A. Inner",
                sentence(1),
                "B. Other",
                "Unnumbered",
                sentence(2),
                "II. Second",
                sentence(3),
            ]
        )
    )
    assert [(s.level, s.number, s.title, s.parent) for s in document.sections] == [
        (1, "I", "First", None),
        (2, "A", "Inner", 0),
        (2, "B", "Other", 0),
        (3, None, "Unnumbered", 2),
        (1, "II", "Second", None),
    ]
    assert [p.section for p in document.paragraphs] == [1, 3, 4]


def test_the_letter_i_after_h_is_no_roman_numeral():
    letters = [f"{letter}. Part\n\n{sentence(i + 1)}" for i, letter in enumerate("ABCDEFGHIJ")]
    document = read("\n\n".join(["I. All parts", *letters]))
    assert {(s.level, s.parent) for s in document.sections[1:]} == {(2, 0)}


HEAD = """
A/99/12–S/2044/7
General Assembly
Security Council

Distr.: General
3 May 2044

Original: French

Ninety-ninth session
Items 12 (a) to (c) and (e) of the provisional agenda*
Cooperation with other bodies:
Cooperation with the first body
Cooperation with the second body
Cooperation with the third body
Cooperation with the fourth body

* A/99/50.

Work with other bodies

Report of the Secretary-General

Summary

The two bodies worked with each other, and the work of the
bodies was good.

It will go on.

Contents

I. Introduction .......... 2
II. Work ................. 3

I. Introduction

1. The report is about the work of the two bodies.
"""


def test_the_head_of_a_document_of_two_organs():
    document = read(HEAD)
    assert document.symbols == ("A/99/12", "S/2044/7")
    assert document.organs == ("GA", "SC")
    assert document.date == "2044-05-03"
    assert document.original_lang == "fr"
    assert document.session == "Ninety-ninth session"
    assert document.title == "Work with other bodies"
    (item,) = document.agenda
    assert (item.number, item.letters) == ("12", ("a", "b", "c", "e"))
    assert item.title == "Cooperation with other bodies"
    assert [title[-10:] for title in item.titles] == ["first body", "econd body", "third body", "ourth body"]
    assert document.summary == (
        "The two bodies worked with each other, and the work of the bodies was good.\n\nIt will go on."
    )
    assert [(n.mark, n.text) for n in document.footnotes] == [("*", "A/99/50.")]
    assert [(s.number, s.title) for s in document.sections] == [("I", "Introduction")]
    assert document.notes == ()


def test_what_the_head_does_not_state_stays_open():
    document = read(f"Work with other bodies\n\nI. Introduction\n\n{sentence(1)}")
    assert document.title == "Work with other bodies"
    assert (document.symbols, document.organs, document.date, document.session) == ((), (), None, None)
    assert (document.original_lang, document.agenda, document.summary) == (None, (), None)


LANGUAGES = [
    (
        "fr",
        "Les deux organisations ont tenu une réunion et ont adopté des textes pour leur travail.",
    ),
    ("en", "The two organizations held a meeting in the city and they adopted some texts for their work."),
    (
        "es",
        "Las dos organizaciones celebraron una reunión en la ciudad y aprobaron los textos para su trabajo.",
    ),
    ("ru", "Две организации провели заседание в городе и приняли тексты для своей работы."),
    ("ar", "وعقدت المنظمتان اجتماعا في المدينة واعتمدتا نصوصا بشأن عملهما خلال السنة."),
    ("zh", "两个组织在该市举行了会议，并通过了关于其工作的案文。"),
]
OTHERS = [
    ("Italian", "Le due organizzazioni hanno tenuto una riunione nella città e hanno adottato i testi per il loro lavoro, che saranno pubblicati il prossimo anno con l'aiuto dei membri."),  # noqa: E501
    ("Portuguese", "As duas organizações realizaram uma reunião na cidade e aprovaram os textos para o seu trabalho, que serão publicados no próximo ano com a ajuda dos membros."),  # noqa: E501
    ("German", "Die beiden Organisationen hielten eine Tagung in der Stadt ab und nahmen die Texte für ihre Arbeit an, die im nächsten Jahr mit Hilfe der Mitglieder erscheinen."),  # noqa: E501
    ("Dutch", "De twee organisaties hielden een vergadering in de stad en namen de teksten voor hun werk aan, die het volgend jaar met hulp van de leden verschijnen."),  # noqa: E501
    ("numbers alone", "12 14 15 16 17"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text"), LANGUAGES)
def test_the_language_is_told_by_its_small_words(lang: str, text: str):
    assert read(text).lang == lang


@pytest.mark.parametrize(("lang", "text"), [case for case in LANGUAGES if not has_data(case[0], "records")])
def test_a_document_says_that_records_are_not_read_in_its_language(lang: str, text: str):
    document = read(text)
    assert (document.lang, list(proposals(document, load()))) == (lang, [])
    assert any("Records are not read in" in note for note in document.notes)


def test_paragraphs_in_arabic_have_a_dash_after_their_number():
    text = LANGUAGES[4][1]
    assert [p.number for p in read(f"1 - {text}\n\n2 - {text}\n\n3 - {text}").paragraphs] == ["1", "2", "3"]


@pytest.mark.parametrize("word", ["https://example.org/a/b/c", "com\u00admit\u00adtees"])
def test_neither_addresses_nor_soft_hyphens_hide_the_language(word: str):
    assert read(f"1. The members of the body met at {' '.join([word] * 30)} end.").lang == "en"


@pytest.mark.parametrize("text", [c[1] for c in OTHERS], ids=[c[0] for c in OTHERS])
def test_a_text_in_no_language_that_is_read_is_refused(text: str):
    with pytest.raises(Unreadable, match=r"Languages that are read: "):
        read(text)


WORD = st.text("abcdefghijklmnopqrstuvwxyzàéèçœ’", min_size=1, max_size=9)
GAP = st.sampled_from([" ", "  ", "\u00a0", "\u202f", "\n", "\n\n", " \n\n\n", "\f", "\t", "\u2009 "])
ODD_WORDS = [
    r"[58/316](#)",
    r"[1809 \(2008\)](#)",
    "**plan**",
    "[site](https://example.org)",
    "ag\u00adreed",
    "2018.",
]
ODD = st.sampled_from(ODD_WORDS)
STRETCH = st.lists(st.tuples(WORD | ODD, GAP), min_size=1, max_size=30)


# Each word stands behind "the", so that any text of them shows its language.
@given(st.lists(STRETCH, min_size=1, max_size=6))
@example([[("a’a’a’a’a", " ")] * 30])
@example([[(ODD_WORDS[3], " ")] * 30])
@example([[(ODD_WORDS[4], "\n")] * 30])
def test_every_word_stands_in_the_source_where_the_map_says(stretches: list[list[tuple[str, str]]]):
    texts = ["".join(f"the {word}{gap}" for word, gap in stretch) for stretch in stretches]
    source = "\n\n".join(
        f"{number}. The members of the body met at {text} end." for number, text in enumerate(texts, start=1)
    )
    document = read(source)
    assert document.paragraphs
    for paragraph in document.paragraphs:
        assert paragraph.text == " ".join(paragraph.text.split())
        assert "](" not in paragraph.text
        for word in re.finditer(r"\w+", paragraph.text):
            start, end = paragraph.source.source(*word.span())
            assert source[start:end].replace("\u00ad", "") == word[0]


@given(st.text(max_size=400))
def test_any_text_is_read_or_refused_with_a_sentence(noise: str):
    try:
        document = read(f"{sentence(1)}\n\n{noise}")
    except Unreadable:
        return
    assert len(set(numbers(document))) == len(document.paragraphs)
