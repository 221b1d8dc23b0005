"""What the rules of style found in written reports stays mended."""

import pytest

from concertation.reporting.telling.facts import Body, Fact, Where
from concertation.reporting.telling.language import load
from concertation.reporting.telling.naming import Naming
from concertation.reporting.telling.tell import tell_alone

NAMES = {("en", "official"): "Shanghai Cooperation Organization", ("en", "acronym"): "SCO"}
BODIES = {"SCO": Body("SCO", "regional", None, NAMES)}


@pytest.mark.parametrize(
    ("title", "place", "words"),
    [
        ("Security Council debate", "", "A Security Council debate"),
        ("Samarkand summit", "Samarkand", "A Samarkand summit"),
        ("Annual meeting", "", "annual meeting"),
        ("SCO summit", "", "An SCO summit"),
        ('"SCO Plus" meeting', "", "An “SCO Plus” meeting"),
    ],
)
def test_a_title_keeps_the_capitals_of_names_and_has_its_marks(title, place, words):
    places = (Where(place, "city", "UZB"),) if place else ()
    fact = Fact("1", "meeting", "meeting", titles={"en": title}, places=places)
    assert words in tell_alone(fact, Naming(load("en"), BODIES))


def test_a_place_that_ends_the_title_is_not_said_again():
    fact = Fact(
        "1",
        "presence",
        "liaison-office",
        titles={"en": "liaison office to the League in Cairo"},
        places=(Where("Cairo", "city", "EGY"),),
        actors=(("SCO", "party"),),
    )
    assert tell_alone(fact, Naming(load("en"), BODIES)).count("in Cairo") == 1


def test_an_acronym_that_the_section_uses_once_is_not_introduced():
    naming = Naming(load("en"), BODIES)
    naming.section()
    told = naming.one("SCO").core
    assert told == "Shanghai Cooperation Organization (SCO)"
    once = naming.used_once(f"The {told} met.")
    assert once == {"SCO"}
    assert naming.used_once(f"The {told} met. SCO met again.") == set()
    naming.section(in_full=once)
    assert [naming.one("SCO").core for _ in range(2)] == ["Shanghai Cooperation Organization"] * 2
