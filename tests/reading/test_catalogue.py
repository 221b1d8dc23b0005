"""The catalogue of organizations: what it knows, and what it says of a row that breaks a rule."""

import re
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from concertation.reading.catalogue import DATA, CatalogueError, load, read_catalogue

LANGUAGES = {"en", "fr", "es", "ru", "ar", "zh"}
CATALOGUE = load()
ORGANIZATIONS = [organization for organization in CATALOGUE if organization.kind != "state"]

# The ids by which records are annotated and that other instances rely on: they never change.
FIXED_IDS = [
    "UN", "AU", "AUC", "ASEAN", "ARF", "BSEC", "CARICOM", "CARICOM-IMPACS", "CDEMA", "CEI", "CSTO", "CIS",
    "CPLP", "COE", "ECHR", "ECCAS", "ECO", "INTERPOL", "IFAS", "IOM", "OIF", "SELA", "LAS", "GUAM", "OSCE",
    "OAS", "CICAD", "CICTE", "OIC", "ICESCO", "SESRIC", "IPHRC", "PIF", "CROP", "SCO", "SCO-RATS", "OPCW",
    "CTBTO", "AALCO", "AfDB", "NEPAD", "APRM", "EU", "UNDP", "UNESCO", "UNICEF", "UNHCR", "OHCHR", "UNODC",
    "UNFPA", "UNWOMEN", "FAO", "WFP", "ILO", "ECA", "ECE", "ECLAC", "ESCAP", "ESCWA", "DESA", "DPA", "DPKO",
    "DFS", "OLA", "OCT", "CTITF", "ODA", "OSAA", "UNDRR", "UNRCCA", "UNRCPD", "UNLIREC", "UNOAU", "UNOCA",
    "UNSMIL", "UNU", "UNU-EGOV", "UNV", "UNAOC", "UNFF", "ILC", "SIXTHCOM", "GA", "SC", "SG", "DSG", "JRC",
    "MINUJUSTH", "UNIOGBIS", "AHRC", "CEIRPP", "CND", "GAF", "OEI", "OSRSG-SVC", "RCM-AFRICA", "ADMM-PLUS",
]  # fmt: skip

PARTNERS = [
    "AU", "OIC", "AALCO", "LAS", "SELA", "OAS", "OSCE", "CARICOM", "ECO", "OIF", "CTBTO", "COE", "ECCAS",
    "OPCW", "BSEC", "PIF", "ASEAN", "CPLP", "SCO", "CSTO", "CEI", "GUAM", "CIS", "IOM", "INTERPOL", "IFAS",
]  # fmt: skip

PRINCIPAL_ORGANS = ["GA", "SC", "ECOSOC", "TC", "ICJ", "SG"]
AGENCIES = [
    "UNDP", "UNEP", "UNFPA", "UN-HABITAT", "UNICEF", "WFP", "FAO", "ICAO", "IFAD", "ILO", "IMF", "IMO", "ITU",
    "UNESCO", "UNIDO", "UNWTO", "UPU", "WHO", "WIPO", "WMO", "WBG", "IAEA", "UNHCR", "UNWOMEN",
]  # fmt: skip


@pytest.mark.parametrize(
    ("id", "lang", "official"),
    [
        ("UN", "fr", "Organisation des Nations Unies"),
        ("UN", "ar", "الأمم المتحدة"),
        ("SG", "fr", "Secrétaire général de l'Organisation des Nations Unies"),
        ("AALCO", "fr", "Organisation juridique consultative pour les pays d'Asie et d'Afrique"),
        ("BSEC", "fr", "Organisation de coopération économique de la mer Noire"),
        ("CDEMA", "fr", "Agence caraïbe pour les secours d'urgence en cas de catastrophe naturelle"),
        ("CROP", "fr", "Conseil des organisations régionales du Pacifique"),
        ("ICESCO", "fr", "Organisation du monde islamique pour l'éducation, les sciences et la culture"),
        ("OPCW", "fr", "Organisation pour l'interdiction des armes chimiques"),
        ("UNDRR", "fr", "Bureau des Nations Unies pour la réduction des risques de catastrophe"),
        ("UNOCA", "fr", "Bureau régional des Nations Unies pour l'Afrique centrale"),
        (
            "UNWOMEN",
            "es",
            "Entidad de las Naciones Unidas para la Igualdad de Género y el Empoderamiento de las Mujeres",
        ),
        ("CSTO", "ru", "Организация Договора о коллективной безопасности"),
        ("LAS", "ar", "جامعة الدول العربية"),
        ("SCO", "zh", "上海合作组织"),
        ("ECOWAS", "fr", "Communauté économique des États de l'Afrique de l'Ouest"),
        ("ECLAC", "es", "Comisión Económica para América Latina y el Caribe"),
        ("WHO", "zh", "世界卫生组织"),
    ],
)
def test_official_names(id: str, lang: str, official: str):
    assert CATALOGUE[id].name(lang) == official


@pytest.mark.parametrize(
    ("text", "lang", "ids"),
    [
        ("OCEMN", "fr", {"BSEC"}),
        ("Ligue des États arabes", "fr", {"LAS"}),
        ("Organisation juridique", "fr", {"AALCO"}),
        ("BRENUAC", "fr", {"UNOCA"}),
        ("MANUL", "fr", {"UNSMIL"}),
        ("CEI", "en", {"CEI"}),
        ("CEI", "fr", {"CIS"}),
        ("CEI", None, {"CEI", "CIS"}),
        ("CEE", "fr", {"ECE"}),
        ("OIM", "fr", {"IOM"}),
        ("UA", "fr", {"AU"}),
        ("AU", "en", {"AU"}),
        ("comité exécutif de la CEI", "fr", {"CIS"}),
        ("Instance régionale de lutte contre le terrorisme", "fr", {"SCO-RATS"}),
        ("UN Women", "en", {"UNWOMEN"}),
        ("République arabe syrienne", "fr", {"SYR"}),
        ("l'Organisation", "fr", set()),
        ("Organisation", "fr", set()),
        ("Comité exécutif", "fr", set()),
        ("Secrétariat", "fr", set()),
    ],
)
def test_a_name_means_a_body_in_its_language(text: str, lang: str | None, ids: set[str]):
    assert {organization.id for organization in CATALOGUE.called(text, lang)} == ids


@pytest.mark.parametrize(
    ("former", "id", "until"),
    [
        ("ISESCO", "ICESCO", "2020-01-30"),
        ("Organisation de la Conférence islamique", "OIC", "2011-06-28"),
        ("Bureau des Nations Unies pour la prévention des catastrophes", "UNDRR", "2019"),
        ("South Pacific Forum", "PIF", "2000"),
        ("Asian-African Legal Consultative Committee", "AALCO", "2001"),
        ("OIE", "WOAH", "2022-05"),
    ],
)
def test_a_former_name_still_finds_its_body_and_is_no_name_of_today(former: str, id: str, until: str):
    [organization] = CATALOGUE.called(former)
    assert organization.id == id
    assert {name.until for name in organization.names if name.text == former} == {until}
    assert former not in {organization.name(lang) for lang in ("en", "fr")}


@pytest.mark.parametrize(
    ("id", "ended", "successor"),
    [
        ("DPA", "2018-12-31", "DPPA"),
        ("DPKO", "2018-12-31", "DPO"),
        ("DFS", "2018-12-31", "DOS"),
        ("OAU", "2002-07-08", "AU"),
        ("MINUSTAH", "2017-10-15", "MINUJUSTH"),
        ("MINUJUSTH", "2019-10-15", "BINUH"),
        ("CTITF", "2018", None),
        ("UNIOGBIS", "2020-12-31", None),
    ],
)
def test_a_body_that_ended_keeps_its_id_and_names_its_successor(id: str, ended: str, successor: str | None):
    assert (CATALOGUE[id].ended, CATALOGUE[id].successor) == (ended, successor)


@pytest.mark.parametrize(
    ("id", "seat", "country"),
    [
        ("AU", "Addis Ababa", "ETH"),
        ("OIC", "Jeddah", "SAU"),
        ("LAS", "Cairo", "EGY"),
        ("ECO", "Tehran", "IRN"),
        ("INTERPOL", "Lyon", "FRA"),
        ("COE", "Strasbourg", "FRA"),
        ("IFAS", None, None),
    ],
)
def test_seats(id: str, seat: str | None, country: str | None):
    assert (CATALOGUE[id].seat, CATALOGUE[id].country) == (seat, country)


def test_the_bodies_of_an_organization_are_its_children():
    assert {o.id for o in CATALOGUE.children("OAS")} >= {"CICAD", "CICTE"}
    assert {o.id for o in CATALOGUE.children("OIC")} >= {"IPHRC", "SESRIC"}
    assert {o.id for o in CATALOGUE.children("ECOSOC")} >= {
        "ECA",
        "ECE",
        "ECLAC",
        "ESCAP",
        "ESCWA",
        "CND",
        "UNFF",
    }
    assert CATALOGUE.children("IFAS") == ()


def test_names_of_a_language_come_with_their_bodies():
    french = {name.text: organization.id for name, organization in CATALOGUE.names("fr")}
    assert french["Communauté des Caraïbes"] == "CARICOM"
    assert "Caribbean Community" not in french


def test_there_are_at_least_600_organizations_of_every_kind():
    kinds = Counter(organization.kind for organization in CATALOGUE)
    assert len(ORGANIZATIONS) >= 600
    assert min(kinds["un"], kinds["regional"], kinds["other"]) >= 90


@pytest.mark.parametrize("id", FIXED_IDS)
def test_fixed_ids_have_names_in_english_and_french(id: str):
    assert CATALOGUE[id].name("en", "official", "short")
    assert CATALOGUE[id].name("fr", "official", "short")


@pytest.mark.parametrize("id", PRINCIPAL_ORGANS + AGENCIES)
def test_the_main_bodies_of_the_united_nations_have_names_in_six_languages(id: str):
    assert [
        lang for lang in ("en", "fr", "es", "ru", "ar", "zh") if not CATALOGUE[id].name(lang, "official")
    ] == []


def test_partners_are_not_of_the_united_nations_kind():
    assert [id for id in PARTNERS if CATALOGUE[id].kind not in ("regional", "other")] == []


def test_every_organization_has_a_source_and_an_english_name():
    assert [o.id for o in CATALOGUE if not o.source or not o.name("en")] == []
    assert [(o.id, n.text) for o in CATALOGUE for n in o.names if not n.source] == []


def test_ids_are_plain_and_names_have_single_blanks_and_straight_apostrophes():
    assert [o.id for o in CATALOGUE if not re.fullmatch(r"[A-Z0-9][A-Za-z0-9-]{0,39}", o.id)] == []
    texts = [name.text for organization in CATALOGUE for name in organization.names]
    assert [text for text in texts if text != " ".join(text.split()) or "’" in text or len(text) > 300] == []


@pytest.mark.parametrize(
    ("lang", "script"), [("ru", "[а-яА-Я]"), ("ar", "[\u0600-\u06ff]"), ("zh", "[\u4e00-\u9fff]")]
)
def test_names_are_in_the_script_of_their_language(lang: str, script: str):
    assert [name.text for name, _ in CATALOGUE.names(lang) if not re.search(script, name.text)] == []


def test_an_organization_has_one_official_name_of_today_in_a_language():
    official = Counter(
        (o.id, n.lang) for o in CATALOGUE for n in o.names if n.kind == "official" and not n.until
    )
    assert [key for key, count in official.items() if count > 1] == []


def test_every_body_leads_up_to_one_that_has_no_parent():
    for organization in ORGANIZATIONS:
        path = [organization.id]
        while parent := CATALOGUE[path[-1]].parent:
            assert parent not in path
            path.append(parent)


@pytest.mark.parametrize(
    ("alpha3", "lang", "short"),
    [
        ("SYR", "fr", "République arabe syrienne"),
        ("COD", "fr", "République démocratique du Congo"),
        ("COG", "fr", "Congo"),
        ("MDA", "fr", "République de Moldova"),
        ("TUR", "fr", "Türkiye"),
        ("CIV", "fr", "Côte d'Ivoire"),
        ("CIV", "en", "Côte d'Ivoire"),
        ("MMR", "en", "Myanmar"),
        ("BIH", "en", "Bosnia and Herzegovina"),
        ("LCA", "en", "Saint Lucia"),
        ("RUS", "es", "Federación de Rusia"),
        ("KOR", "zh", "大韩民国"),
        ("GAB", "ar", "الغابون"),
        ("SEN", "ru", "Сенегал"),
    ],
)
def test_states_have_the_names_that_the_united_nations_uses(alpha3: str, lang: str, short: str):
    state = CATALOGUE[alpha3]
    assert (state.kind, state.country, state.name(lang, "short")) == ("state", alpha3, short)


def test_a_state_keeps_its_usual_name_as_an_alias():
    assert [o.id for o in CATALOGUE.called("Moldavie", "fr")] == ["MDA"]
    assert [o.id for o in CATALOGUE.called("Syria", "en")] == ["SYR"]


def test_all_states_and_areas_are_there_with_names_in_six_languages():
    states = [organization for organization in CATALOGUE if organization.kind == "state"]
    assert len(states) == 249
    for lang in LANGUAGES:
        shorts = Counter(state.name(lang, "short") for state in states)
        assert (shorts.most_common(1)[0][1], shorts[None]) == (1, 0)


SOUND = {
    "organizations.csv": (
        "UN,un,,New York,USA,1945-10-24,,,https://www.un.org,https://www.un.org/en/about-us",
        "AU,regional,,Addis Ababa,ETH,2002-07-09,,,https://au.int,https://au.int",
    ),
    "names.csv": (
        "UN,en,official,United Nations,,,https://www.un.org/en/about-us",
        "AU,en,official,African Union,,,https://au.int",
    ),
    "state_names.csv": ("SYR,fr,République arabe syrienne,https://www.un.org/fr/about-us/member-states",),
}


def write(folder: Path, file: str = "", row: str = "") -> None:
    """Write a sound catalogue of two organizations, with `row` after the last one of `file`."""
    for name, rows in SOUND.items():
        header = (DATA / name).read_text(encoding="utf-8").splitlines()[0]
        added = (row,) if name == file else ()
        (folder / name).write_text("\n".join((header, *rows, *added)) + "\n", encoding="utf-8")


def test_a_folder_with_sound_rows_is_read(tmp_path: Path):
    write(tmp_path)
    catalogue = read_catalogue(tmp_path)
    assert (len(catalogue), catalogue["AU"].name("en")) == (251, "African Union")


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("EU,club,,,,,,,,https://europa.eu", "kind 'club' is none of un, regional, other, state"),
        ("AU,regional,,,,,,,,https://au.int", "the id 'AU' stands there twice"),
        ("EU,regional,,,,,,,,https://europa.eu", "'EU' has no name in names.csv"),
        ("AU,regional,,,ET,,,,,https://au.int", "the country 'ET' is no ISO 3166-1 alpha-3 code"),
        ("AU,regional,,,,2002-13,,,,https://au.int", "founded '2002-13' is no date"),
        ("AU,regional,,,,2002-02-30,,,,https://au.int", "founded '2002-02-30' is no date"),
        ("AU,regional,,,,July 2002,,,,https://au.int", "founded 'July 2002' is no date"),
        ("AU,regional,,,,,soon,,,https://au.int", "ended 'soon' is no date"),
        ("AU,regional,,,,,,,https://au.int,", "the source '' is neither a web address nor a document symbol"),
        ("AU,regional,,,,,,,,by heart", "the source 'by heart' is neither"),
        ("AU,regional,,,,,,UN,,https://au.int", "'AU' has a successor but has not ended"),
        ("AU,regional,,Addis Ababa, Ethiopia,ETH,,,,,https://au.int", "11 fields under 10 columns"),
        ("GAB,regional,,,,,,,,https://au.int", "the id 'GAB' is the code of a State"),
    ],
)
def test_a_broken_row_of_organizations_is_named(tmp_path: Path, row: str, message: str):
    write(tmp_path, "organizations.csv", row)
    assert f"organizations.csv, line 4: {message}" in failure(tmp_path)


@pytest.mark.parametrize("column", ["parent", "successor"])
def test_a_reference_to_no_organization_is_named(tmp_path: Path, column: str):
    write(tmp_path, "names.csv", "EU,en,official,European Union,,,https://europa.eu")
    parent, ended, successor = ("NATO", "", "") if column == "parent" else ("", "2030", "NATO")
    row = f"EU,regional,{parent},,,,{ended},{successor},,https://europa.eu\n"
    with (tmp_path / "organizations.csv").open("a", encoding="utf-8") as file:
        file.write(row)
    assert f"organizations.csv, line 4: 'EU' has the {column} 'NATO', which is no id" in failure(tmp_path)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("AU,en,nickname,Union,,,https://au.int", "kind of name 'nickname' is none of official, short"),
        ("AU,english,short,Union,,,https://au.int", "the language 'english' is no ISO 639-1 code"),
        ("AU,en,short, ,,,https://au.int", "the name is empty"),
        ("AU,en,short,Union,,,", "the source '' is neither"),
        ("AU,en,short,Union,then,,https://au.int", "since 'then' is no date"),
        ("AU,en,former,Union,,2002-7,https://au.int", "until '2002-7' is no date"),
        (
            "AU,en,official,African Union,,,https://au.int",
            "the name 'African Union' of AU stands there",
        ),
        ("AU,en,short,united nations,,,https://au.int", "the name 'united nations' means both UN and AU"),
        ("AU,en,short,Union", "4 fields under 7 columns"),
        ("EU,en,official,European Union,,,https://europa.eu", "'EU' is no id of organizations.csv"),
    ],
)
def test_a_broken_row_of_names_is_named(tmp_path: Path, row: str, message: str):
    write(tmp_path, "names.csv", row)
    assert f"names.csv, line 4: {message}" in failure(tmp_path)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("SYX,fr,Syrie,https://www.un.org/fr", "'SYX' is no alpha-3 code"),
        ("SYR,it,Siria,https://www.un.org/en", "'it' is none of en, fr, es, ru, ar, zh"),
        ("SYR,en,Syrian Arab Republic,", "the source '' is neither"),
    ],
)
def test_a_broken_row_of_states_is_named(tmp_path: Path, row: str, message: str):
    write(tmp_path, "state_names.csv", row)
    found = failure(tmp_path)
    assert found.startswith("state_names.csv, line 3: ")
    assert message in found


def failure(folder: Path) -> str:
    with pytest.raises(CatalogueError) as caught:
        read_catalogue(folder)
    return str(caught.value)


@pytest.mark.parametrize(
    "second",
    [
        "AU,en,acronym,United Nations,,,https://au.int",
        "AU,en,former,United Nations,,1999,https://au.int",
        "AU,en,alias,United Nations,,1999,https://au.int",
        "AU,fr,official,United Nations,,,https://au.int",
    ],
)
def test_acronyms_old_names_and_names_of_another_language_may_coincide(tmp_path: Path, second: str):
    write(tmp_path, "names.csv", second)
    assert len(read_catalogue(tmp_path).called("United Nations")) == 2


def test_loading_takes_a_moment_only():
    """The bar is 150 ms; processor time is counted, so that a busy machine does not matter."""
    started = time.process_time()
    read_catalogue(DATA)
    assert time.process_time() - started < 0.3


def test_the_module_imports_no_library_before_the_catalogue_is_loaded():
    program = "import sys, concertation.reading.catalogue; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert not {"babel", "pycountry", "django"} & set(done.stdout.split())
