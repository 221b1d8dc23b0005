"""Records in languages beside French and English: the passages by which their rules were made, and traps.

The passages of the second set (`cases/records_<code>.toml`) were written by others than who made the rules;
the floors lie under what was measured. Events and instruments count here: each language must read them.
"""

import tomllib
from pathlib import Path

import pytest

CASES = Path(__file__).parent / "cases"
KINDS = ("event", "instrument")


def score(path, proposals, lang) -> tuple[float, float]:
    """Return (precision, F1) of kind, date and number over the passages of a file."""
    found = right = expected = 0
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
        seen = [(p.kind, p.date, p.ordinal) for p in proposals(case["text"], lang=lang) if p.kind in KINDS]
        wanted = [(r["kind"], r.get("date"), r.get("ordinal")) for r in case["record"] if r["kind"] in KINDS]
        found, expected = found + len(seen), expected + len(wanted)
        right += sum(min(seen.count(record), wanted.count(record)) for record in set(wanted))
    return right / found, 2 * right / (found + expected)


@pytest.mark.parametrize(
    ("lang", "file", "floor"),
    [
        ("es", "rules_es.toml", 0.9),
        ("zh", "rules_zh.toml", 0.9),
        ("zh", "records_zh.toml", 0.9),
        ("ar", "rules_ar.toml", 0.9),
    ],
)
def test_records_found_and_nothing_else(proposals, lang, file, floor):
    precision, f1 = score(CASES / file, proposals, lang)
    assert precision >= 0.9
    assert f1 >= floor


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("es", "Las dos organizaciones deberían celebrar una reunión en 2022."),
        ("es", "La Unión Africana espera firmar un acuerdo con las Naciones Unidas."),
        ("es", "De conformidad con la resolución 73/11, la OSCE y las Naciones Unidas son asociadas."),
        ("es", "El apoyo de la Unión Europea es importante para la Comunidad del Caribe."),
        ("es", "No se celebró ninguna cumbre de la OEA en 2020."),
        ("es", "La Organización de los Estados Americanos tiene su sede en Washington."),
        ("ar", "ينبغي للأمم المتحدة والاتحاد الأفريقي عقد اجتماع في عام 2022."),
        ("ar", "ونأمل أن توقع المنظمتان اتفاقا للتعاون."),
        ("ar", "لم يعقد أي اجتماع بين الأمم المتحدة وجامعة الدول العربية في عام 2020."),
        ("ar", "يغطي هذا التقرير التعاون مع الاتحاد الأفريقي في عام 2019."),
        ("ar", "يقع مقر جامعة الدول العربية في القاهرة."),
        ("zh", "联合国应与非洲联盟举行年度会议。"),
        ("zh", "希望双方签署合作协定。"),
        ("zh", "2020年没有举行会议。"),
        ("zh", "本报告介绍2018年至2020年的合作。"),
        ("zh", "根据第73/11号决议，联合国和欧洲安全与合作组织是伙伴。"),
        ("zh", "非洲联盟总部设在亚的斯亚贝巴。"),
    ],
)
def test_what_states_no_record(proposals, lang, text):
    assert proposals(text, lang=lang) == []


@pytest.mark.parametrize(
    ("lang", "text", "title"),
    [
        ("es", "En mayo de 2019, la UNODC organizó en Viena un taller sobre la trata de personas con la OEA.",
         "taller sobre la trata de personas con la OEA"),
        ("es", "La 14ª reunión general de la ONU y la Liga de los Estados Árabes se celebró en Ginebra.",
         "14ª reunión general de la ONU y la Liga de los Estados Árabes"),
        ("ar", "قام الأمين العام لمجلس أوروبا بزيارة إلى نيويورك في أيلول/سبتمبر 2019.", "زيارة"),
        ("ar", "التقى الأمين العام بالأمين العام لجامعة الدول العربية في القاهرة في 2 نيسان/أبريل 2019.",
         "لقاء مع الأمين العام لجامعة الدول العربية"),
        ("zh", "2019年5月，国际移民组织在塔什干举办了关于边境管理的讲习班。", "关于边境管理的讲习班"),
        ("zh", "联合国与非洲联盟第二次年度会议于2018年7月9日在亚的斯亚贝巴举行。", "第二次年度会议"),
    ],
)  # fmt: skip
def test_titles_stand_alone(proposals, lang, text, title):
    assert [p.title for p in proposals(text, lang=lang)] == [title]
