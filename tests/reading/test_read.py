"""The whole of reading: what holds for every proposal, whatever the text."""

from hypothesis import given, settings
from hypothesis import strategies as st

from concertation.reading import catalogue
from concertation.reading.document import Document, Paragraph, SourceMap
from concertation.reading.proposal import THEMES, TYPES
from concertation.reading.read import read

WORDS = (
    "l'ONU", "l'Union africaine", "le PNUD", "les deux organisations", "il", "elles", "celle-ci", "a",
    "ont", "qui", "que", "où",
    "tenu", "signé", "collaboré", "s'est rendu", "une réunion", "la deuxième session", "un accord",
    "des consultations", "en mai 2018",
    "le 3 juin 2017", "à Genève", "en Libye", "pour", "afin de", "avec", "et", ",", ";", ".", "(", ")",
    "5 millions de dollars",
    "en détachant", "un bureau de liaison", "lors de", "depuis", "Agenda 2063", "aucune", "Le", "La",
    "1,3 milliard", "«", "»",
)  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), max_size=40))
@settings(max_examples=300, deadline=None)
def test_whatever_the_words_every_proposal_keeps_the_contract(words):
    text = " ".join(words)
    shift = 7
    paragraph = Paragraph("1", text, SourceMap(((0, shift),)))
    for proposal in read(Document("words", "", "fr", (paragraph,)), catalogue.load()):
        assert proposal.quote
        assert proposal.quote == text[proposal.start : proposal.end]
        assert proposal.span == (proposal.start + shift, proposal.end + shift)
        assert proposal.type in TYPES[proposal.kind]
        assert set(proposal.themes) <= set(THEMES)
        assert len(set(proposal.actors)) == len(proposal.actors)
        assert 0 < proposal.confidence < 1
        assert proposal.rule
        assert proposal.title == proposal.title.strip() != ""


def test_paragraphs_come_in_order_and_do_not_leak_into_each_other(proposals):
    found = proposals(
        "L'ONU et l'OSCE ont signé un accord en mai 2018.", "Les deux organisations échangent des données."
    )
    assert [p.para for p in found] == ["1"]


def test_a_stop_inside_brackets_or_after_an_abbreviation_ends_no_sentence(proposals):
    (record,) = proposals("L'ONU a signé (voir S/2018/1. Annexe) avec l'OSCE, p. 3, un accord en mai 2018.")
    assert set(record.actors) == {"UN", "OSCE"}


def test_a_year_in_the_name_of_a_text_is_no_date(proposals):
    (record,) = proposals("L'ONU et l'Union africaine ont signé un accord sur l'Agenda 2063 en mai 2018.")
    assert record.date == "2018-05"


def test_a_list_without_a_stop_is_read_piece_by_piece_and_nothing_is_lost(proposals):
    text = "; ".join(["l'ONU et l'OSCE ont signé un accord en mai 2018"] * 400)
    assert len(proposals(text)) == 400
