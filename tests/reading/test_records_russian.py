"""Russian: what is no record, what its word order and cases ask of the rules, titles in the first case."""

import pytest

NO_RECORD = {
    "a hope": "Генеральный секретарь надеется, что в 2020 году ООН и ОБСЕ проведут новое совещание в Вене.",
    "a need": "ООН и Африканскому союзу следует подписать в 2020 году новое соглашение.",
    "a condition": "Если в 2020 году ООН и ОБСЕ подпишут соглашение, обмен информацией ускорится.",
    "what did not take place": "В 2018 году совещание ООН и СНГ не проводилось.",
    "what was not signed": "Соглашение между ФАО и ШОС в 2017 году так и не было подписано.",
    "what was proposed": "В мае 2018 года СНГ предложило ООН провести совещание в Минске.",
    "what was agreed to be done": "4 мая 2018 года ОБСЕ и СНГ договорились провести совещание в Минске.",
    "a readiness": "В 2018 году ООН и ОДКБ выразили готовность подписать протокол.",
    "the report itself": "В настоящем докладе описываются совещания ООН и ОБСЕ, проведенные в 2017 году.",
    "a decision is no text": "В мае 2018 года ОБСЕ и СНГ приняли решение расширить сотрудничество.",
    "taken note of": "В мае 2018 года СНГ приняло к сведению план действий ООН.",
    "a text only named": "Осуществление Меморандума о взаимопонимании между ООН и ОДКБ идет успешно.",
    "a programme that exists": "В программе ООН предусмотрены семинары для сотрудников ОБСЕ.",
    "a name that is a meeting": "Совещание по взаимодействию и мерам доверия в Азии насчитывает 27 членов.",
    "a plan without a date": "ООН и ОБСЕ планируют подписать меморандум о взаимопонимании.",
    "in the years": "Число форумов и конференций в этой области растет.",
}

RECORD = {
    "the verb first, the subject behind": (
        "Состоялась 5 мая 2018 года в Вене встреча Генерального секретаря ОБСЕ с главами СНГ.",
        [("event", "meeting", ("OSCE", "CIS"), "2018-05-05", ("Vienna",))],
    ),
    "the object first, the subject behind": (
        "Меморандум о сотрудничестве 5 мая 2018 года подписали ОБСЕ и СНГ.",
        [("instrument", "memorandum", ("OSCE", "CIS"), "2018-05-05", ())],
    ),
    "the short participle without its auxiliary": (
        "5 мая 2018 года между ОБСЕ и СНГ подписан протокол.",
        [("instrument", "protocol", ("OSCE", "CIS"), "2018-05-05", ())],
    ),
    "an agent is known by its case, date and place between": (
        "Протокол был подписан в Вене 5 мая 2018 года ОБСЕ и СНГ.",
        [("instrument", "protocol", ("OSCE", "CIS"), "2018-05-05", ("Vienna",))],
    ),
    "the passive in -ся": (
        "Консультации ОБСЕ и СНГ проводились в Вене в мае 2018 года.",
        [("event", "consultation", ("OSCE", "CIS"), "2018-05", ("Vienna",))],
    ),
    "a participle before the noun keeps its date": (
        "ОБСЕ приняла участие в проведенном СНГ в мае 2018 года в Минске семинаре.",
        [("event", "workshop", ("OSCE", "CIS"), "2018-05", ("Minsk",))],
    ),
    "what will be": (
        "Шестой форум ОБСЕ и СНГ будет проведен в Минске в мае 2030 года.",
        [("event", "forum", ("OSCE", "CIS"), "2030-05", ("Minsk",))],
    ),
    "a clause with but its date and partner gives the first nothing": (
        "ОБСЕ подписала протокол с СНГ в мае 2018 года, а в июне 2019 года — с ШОС.",
        [("instrument", "protocol", ("OSCE", "CIS"), "2018-05", ())],
    ),
    "on an occasion, the date before the verb": (
        "На полях саммита ШОС в Бишкеке 13 июня 2019 года состоялась встреча ОДКБ и СНГ.",
        [("event", "meeting", ("CSTO", "CIS"), "2019-06-13", ("Bishkek",))],
    ),
    "adopted at an event that is named behind": (
        "План действий был принят на восьмом саммите АСЕАН и ООН 7 сентября 2016 года во Вьентьяне.",
        [
            ("instrument", "plan", ("ASEAN", "UN"), "2016-09-07", ()),
            ("event", "summit", ("ASEAN", "UN"), "2016-09-07", ("Vientiane",)),
        ],
    ),
    "the title of a body that no list holds is not the Secretary-General's": (
        "Генеральный секретарь Международного союза музеев и ОБСЕ 5 мая 2018 года встретились в Женеве.",
        [("event", "meeting", ("OSCE",), "2018-05-05", ("Geneva",))],
    ),
    "a body's name ahead of the Secretary-General": (
        "После саммита Африканского союза Генеральный секретарь 5 мая 2018 года посетил Минск.",
        [("event", "visit", ("SG",), "2018-05-05", ("Minsk",))],
    ),
    "who visits takes part": (
        "В рамках визита делегации ОДКБ в Вену 4 октября 2018 года состоялись консультации с ОБСЕ.",
        [("event", "consultation", ("CSTO", "OSCE"), "2018-10-04", ("Vienna",))],
    ),
    "a resolution on cooperation with a body is that body's too": (
        "21 ноября 2018 года Генеральная Ассамблея приняла резолюцию 73/14 о сотрудничестве с ОЧЭС.",
        [("instrument", "resolution", ("GA", "BSEC"), "2018-11-21", ())],
    ),
    "what a text brought about later is not its date": (
        "В 1997 году Интерпол и ООН заключили соглашение, на основе которого в 2004 году открыто бюро.",
        [("instrument", "agreement", ("INTERPOL", "UN"), "1997", ())],
    ),
    "a full stop that abbreviates a town ends no sentence": (
        "5 мая 2018 года в г. Минске ОБСЕ и СНГ провели семинар.",
        [("event", "workshop", ("OSCE", "CIS"), "2018-05-05", ("Minsk",))],
    ),
}

TITLES = {
    "an ordinal and an adjective before a noun in the prepositional": (
        "ОБСЕ приняла участие в третьем рабочем совещании СНГ, состоявшемся в Минске в мае 2018 года.",
        ["третье рабочее совещание СНГ"],
    ),
    "a place before the noun is no part of it": (
        "ОБСЕ и СНГ провели в Минске совместный семинар по правам человека в мае 2018 года.",
        ["совместный семинар по правам человека"],
    ),
    "a visit told by a verb": (
        "В мае 2018 года Генеральный секретарь ОБСЕ посетил Женеву.",
        ["визит в Женеву"],
    ),
    "a feminine noun in the accusative": (
        "ОБСЕ и СНГ провели вторую ежегодную конференцию в Минске в мае 2018 года.",
        ["вторая ежегодная конференция"],
    ),
    "a text keeps its capital": (
        "ОБСЕ и СНГ в мае 2018 года завершили работу над Совместной декларацией и подписали ее, а СНГ и ШОС"
        " подписали Совместную декларацию в июне 2018 года.",
        ["Совместная декларация"],
    ),
    "who is helped stands ahead of the help": (
        "УНП ООН оказывает государствам — членам ШОС техническую помощь в борьбе с терроризмом.",
        ["техническая помощь в борьбе с терроризмом"],
    ),
    "help in the dative": (
        "ПРООН помогает странам СНГ в борьбе с нищетой.",
        ["помощь странам СНГ в борьбе с нищетой"],
    ),
}


@pytest.mark.parametrize("name", NO_RECORD)
def test_no_record(proposals, name):
    found = proposals(NO_RECORD[name], lang="ru")
    assert [(p.kind, p.title, p.date) for p in found if p.kind in ("event", "instrument")] == []


@pytest.mark.parametrize("name", RECORD)
def test_a_record(proposals, name):
    text, expected = RECORD[name]
    assert [(p.kind, p.type, p.actors, p.date, p.place) for p in proposals(text, lang="ru")] == expected


@pytest.mark.parametrize("name", TITLES)
def test_a_title(proposals, name):
    text, expected = TITLES[name]
    assert [p.title for p in proposals(text, lang="ru")] == expected
