"""Arabic: what is no record, what its word order and joined words ask of the rules, titles."""

import pytest

NO_RECORD = {
    "a hope": "ويأمل الأمين العام أن تعقد الأمم المتحدة ومنظمة التعاون الإسلامي اجتماعا في جنيف في عام 2020.",
    "an intention": "وتعتزم اليونسكو والألكسو توقيع اتفاق في أيار/مايو 2020.",
    "what did not take place": "ولم تعقد الأمم المتحدة والاتحاد الأفريقي مؤتمرهما السنوي في عام 2020.",
    "postponed": "وأُجّل توقيع الاتفاق، وأُرجئ الاجتماع الذي كان مقررا في القاهرة في آذار/مارس 2020.",
    "a purpose": "وتتشاور المنظمتان من أجل توقيع مذكرة تفاهم في عام 2021.",
    "the report itself": "ويتناول هذا التقرير اجتماعات الأمم المتحدة والألكسو المعقودة في عام 2018.",
    "a decade": "وأعلنت الجمعية العامة عقد الأمم المتحدة للعمل من أجل التغذية في عام 2016.",
    "systems": "وتحتاج الدول الأعضاء في الاتحاد الأفريقي إلى نظم للإنذار المبكر بحلول عام 2020.",
    "taken note of": "وأحاط مجلس الأمن علما بخطة عمل الاتحاد الأفريقي في أيار/مايو 2018.",
    "agreed to hold": "واتفقت الأمم المتحدة وجامعة الدول العربية على عقد اجتماع بشأن الهجرة.",
    "a text only named": "ويسير تنفيذ مذكرة التفاهم بين اليونيسف ومنظمة التعاون الإسلامي سيرا حسنا.",
    "among themselves": "وتتعاون بلدان الجنوب فيما بينها في مجال التجارة.",
    "data": "ونشرت الإسكوا بيانات عن الفقر في عام 2018.",
    "social": "وأحرز الاتحاد الأفريقي تقدما اجتماعيا في عام 2018.",
}

RECORD = {
    "the subject between the verb and its object": (
        "وقّعت اليونسكو والألكسو اتفاقا في تونس العاصمة في 5 أيار/مايو 2018.",
        [("instrument", "agreement", ("UNESCO", "ALECSO"), "2018-05-05")],
    ),
    "a passive looks as the active does": (
        "ووُقِّع الاتفاق من قبل اليونسكو والألكسو في 5 أيار/مايو 2018.",
        [("instrument", "agreement", ("UNESCO", "ALECSO"), "2018-05-05")],
    ),
    "each verb with its own subject": (
        "عقدت الإسكوا منتدى في بيروت في آذار/مارس 2018 ووقعت الألكسو اتفاقا مع اليونسكو في نيسان/أبريل 2018.",
        [
            ("event", "forum", ("ESCWA",), "2018-03"),
            ("instrument", "agreement", ("ALECSO", "UNESCO"), "2018-04"),
        ],
    ),
    "each verb with the same subject": (
        "عقدت الإسكوا منتدى في بيروت في آذار/مارس 2018 ووقعت اتفاقا مع اليونسكو في نيسان/أبريل 2018.",
        [
            ("event", "forum", ("ESCWA",), "2018-03"),
            ("instrument", "agreement", ("ESCWA", "UNESCO"), "2018-04"),
        ],
    ),
    "a text after the occasion and a comma": (
        "واعتمدت منظمة التعاون الإسلامي، في دورتها العاشرة المعقودة في دكا في نيسان/أبريل 2016، إعلانا.",
        [
            ("instrument", "declaration", ("OIC",), "2016-04"),
            ("event", "session", ("OIC",), "2016-04"),
        ],
    ),
    "the date of a signing is not that of the occasion": (
        "وعلى هامش الدورة السبعين للجمعية العامة، وقعت اليونسكو والألكسو في 5 أيار/مايو 2018 اتفاقا.",
        [("instrument", "agreement", ("UNESCO", "ALECSO"), "2018-05-05")],
    ),
    "entry into force, the verb first": (
        "ودخل حيز النفاذ في 5 أيار/مايو 2018 الاتفاق بين اليونسكو والألكسو.",
        [("instrument", "agreement", ("UNESCO", "ALECSO"), "2018-05-05")],
    ),
    "the sign of the person tells who speaks": (
        "وشاركتُ في القمة العربية في تونس العاصمة في 31 آذار/مارس 2019.",
        [("event", "summit", ("SG",), "2019-03-31")],
    ),
    "a State behind the verb": (
        "واستضافت قطر في الدوحة في 5 أيار/مايو 2018 مؤتمرا مع اليونسكو.",
        [("event", "conference", ("QAT", "UNESCO"), "2018-05-05")],
    ),
    "two heads, the first complete": (
        "ترأس نائب الأمين العام ورئيس مفوضية الاتحاد الأفريقي اجتماعا في نيويورك في 5 أيار/مايو 2018.",
        [("event", "meeting", ("DSG", "AUC"), "2018-05-05")],
    ),
    "a generic noun with its article": (
        "وقع مجلس أوروبا اتفاقا في عام 2016. ونظم المجلس مع اليونيسف ندوة في باريس في عام 2017.",
        [
            ("instrument", "agreement", ("COE",), "2016"),
            ("event", "workshop", ("COE", "UNICEF"), "2017"),
        ],
    ),
    "what is under way": (
        "ويقدم برنامج الأمم المتحدة الإنمائي الدعم إلى جماعة شرق أفريقيا.",
        [("activity", "support", ("UNDP", "EAC"), None)],
    ),
}

TITLES = {
    "a pronoun gives way to the article": (
        "وعقدت الأمم المتحدة وجامعة الدول العربية اجتماعهما العام الرابع عشر في جنيف في تموز/يوليه 2018.",
        ["الاجتماع العام الرابع عشر"],
    ),
    "an object and its adjectives lose their ending": (
        "وقعت اليونسكو والألكسو اتفاقا إطاريا مشتركا للتعاون في عام 2018.",
        ["اتفاق إطاري مشترك للتعاون"],
    ),
    "a number stands in the first case": (
        "حضرت اليونسكو الدورة الخامسة والأربعين للمجلس في دكا في أيار/مايو 2018.",
        ["الدورة الخامسة والأربعون للمجلس"],
    ),
    "one of two": (
        "شاركت اليونسكو في الدورتين السابعة والثامنة للمجلس في عامي 2017 و 2018.",
        ["الدورة السابعة للمجلس", "الدورة الثامنة للمجلس"],
    ),
    "help, without who gives it": (
        "وساعدت الإسكوا جامعة الدول العربية على وضع استراتيجية.",
        ["مساعدة جامعة الدول العربية على وضع استراتيجية"],
    ),
    "who met": (
        "واجتمعت اليونسكو والألكسو في القاهرة في أيار/مايو 2018.",
        ["اجتماع بين اليونسكو والألكسو"],
    ),
    "where one went": (
        "وزار الأمين العام لمجلس أوروبا نيويورك في أيلول/سبتمبر 2018.",
        ["زيارة إلى نيويورك"],
    ),
}


@pytest.mark.parametrize("name", NO_RECORD)
def test_no_record(proposals, name):
    assert proposals(NO_RECORD[name], lang="ar") == []


@pytest.mark.parametrize("name", RECORD)
def test_a_record(proposals, name):
    text, expected = RECORD[name]
    assert [(p.kind, p.type, p.actors, p.date) for p in proposals(text, lang="ar")] == expected


@pytest.mark.parametrize("name", TITLES)
def test_a_title(proposals, name):
    text, expected = TITLES[name]
    assert [p.title for p in proposals(text, lang="ar")] == expected


def test_vowel_signs_change_nothing_but_the_quote(proposals):
    plain = "وقعت اليونسكو والألكسو مذكرة تفاهم في عام 2018."
    signed = "وَقَّعَت اليونسكو والألكسو مذكّرةَ تفاهمٍ في عام 2018."
    (first,), (second,) = proposals(plain, lang="ar"), proposals(signed, lang="ar")
    assert (first.title, first.actors, first.date) == (second.title, second.actors, second.date)
    assert second.quote in signed
