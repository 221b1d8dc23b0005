"""Records in languages beside French and English: what states none, whose record it is, and titles.

The passages with all their records are in `test_records_second_set.py`.
"""

import pytest


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
        ("es", "El Secretario General no visitó Nairobi en mayo de 2018."),
        ("es", "La UNESCO y la OEA nunca firmaron un acuerdo."),
        ("es", "Confío en que la Unión Africana acoja una conferencia en 2022."),
        ("ar", "طلبت الجمعية العامة إلى الأمم المتحدة عقد مؤتمر في عام 2023."),
        ("ar", "تأجل اجتماع الأمم المتحدة وجامعة الدول العربية المقرر عقده في القاهرة في عام 2020."),
        ("ar", "ويعتزم الاتحاد الأفريقي إبرام اتفاق مع الأمم المتحدة في عام 2024."),
        ("ar", "سيدخل الاتفاق بين الأمم المتحدة والاتحاد الأفريقي حيز النفاذ في عام 2025."),
        ("ar", "أحرزت الأمم المتحدة وجامعة الدول العربية تقدما اجتماعيا في عام 2019."),
        ("ru", "ООН и СНГ надеются провести совещание в Минске в 2022 году."),
        ("ru", "Совещание ООН и СНГ в Минске в мае 2020 года не состоялось."),
        ("zh", "联合国应与非洲联盟举行年度会议。"),
        ("zh", "希望双方签署合作协定。"),
        ("zh", "2020年没有举行会议。"),
        ("zh", "本报告介绍2018年至2020年的合作。"),
        ("zh", "根据第73/11号决议，联合国和欧洲安全与合作组织是伙伴。"),
        ("zh", "非洲联盟总部设在亚的斯亚贝巴。"),
        ("zh", "此次会议将有助于加强两组织之间的合作。"),
        ("zh", "该战略的实施需要更多资源。"),
        ("zh", "大会第73/259号决议请秘书长提交关于与非洲联盟合作的报告。"),
        ("zh", "如果资金到位，联合国将与欧洲联盟举办更多讲习班。"),
        ("zh", "2019年，非洲联盟没有与欧洲联盟签署协定。"),
        ("zh", "秘书长鼓励各区域组织在2020年之前制定行动计划。"),
        ("zh", "有鉴于此，双方有必要尽早签署合作协定。"),
        ("zh", "2018年8月至2020年7月期间，联合国与区域组织的合作取得了进展。"),
        ("zh", "联合国同非洲联盟的伙伴关系建立在《联合国宪章》第八章的基础上。"),
        ("zh", "我们希望在2021年举行首脑会议。"),
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
        ("zh", "2021年11月29日，中非合作论坛第八届部长级会议在达喀尔举行。", "中非合作论坛第八届部长级会议"),
        ("zh", "联合国环境规划署与上海合作组织之间的谅解备忘录于2021年7月16日签署。", "谅解备忘录"),
        ("zh", "安全理事会于2018年3月27日通过第2408(2018)号决议。", "第2408(2018)号决议"),
        ("zh", "美洲国家组织与拉丁美洲和加勒比经济委员会定期交流统计数据。", "交流统计数据"),
        ("zh", "2018年12月，大会通过了《安全、有序和正常移民全球契约》。", "安全、有序和正常移民全球契约"),
    ],
)  # fmt: skip
def test_titles_stand_alone(proposals, lang, text, title):
    assert [p.title for p in proposals(text, lang=lang)] == [title]


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("es", "En mayo de 2018 visité la sede de la OEA en Washington.",
         [("event", "visit", "2018-05", ("SG", "OAS"))]),
        ("es", "En septiembre de 2018 me reuní en Viena con el Secretario General de la OSCE.",
         [("event", "meeting", "2018-09", ("SG", "OSCE"))]),
        ("ar", "زرت القاهرة في أيار/مايو 2018.", [("event", "visit", "2018-05", ("SG",))]),
        ("ar", "والتقيت في الرياض في كانون الأول/ديسمبر 2018 برئيس مجلس التعاون لدول الخليج العربية.",
         [("event", "meeting", "2018-12", ("SG", "GCC"))]),
        # "was held" is written as "I held" would be
        ("ar", "وأجريت مشاورات بين اليونسكو والاتحاد الأفريقي في جنيف في أيار/مايو 2018.",
         [("event", "consultation", "2018-05", ("UNESCO", "AU"))]),
    ],
)  # fmt: skip
def test_a_verb_in_the_first_person_is_the_secretary_general_s(proposals, lang, text, expected):
    assert [(p.kind, p.type, p.date, p.actors) for p in proposals(text, lang=lang)] == expected


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("fr", "Les consultations ont abouti à la signature d'un accord du HCR et de l'OSCE en mai 2017.",
         [("instrument", "agreement", ("UNHCR", "OSCE"))]),
        ("fr", "Le Directeur de l'UNESCO a effectué une visite au siège de l'OSCE en mai 2018.",
         [("event", "visit", ("UNESCO", "OSCE"))]),
        ("fr", "La CEEAC a participé, en mai 2018, à un atelier, qui a été organisé par le BRENUAC.",
         [("event", "workshop", ("ECCAS", "UNOCA"))]),
        ("es", "La OSCE participó en mayo de 2018 en un taller sobre el agua organizado por la UNESCO.",
         [("event", "workshop", ("OSCE", "UNESCO"))]),
        ("es", "La OSCE organizó un taller no solo con la UNESCO en Viena en mayo de 2018.",
         [("event", "workshop", ("OSCE", "UNESCO"))]),
        ("es", "En 2018 se aprobó un plan de acción de la UNESCO y la OEA.",
         [("instrument", "plan", ("UNESCO", "OAS"))]),
        ("ar", "وقع الأمين العام ورئيس مفوضية الاتحاد الأفريقي اتفاقا في أيار/مايو 2018.",
         [("instrument", "agreement", ("SG", "AUC"))]),
        ("ar", "دخل الاتفاق بين الأمم المتحدة والمحكمة الجنائية الدولية حيز النفاذ في عام 2004.",
         [("instrument", "agreement", ("UN", "ICC"))]),
        ("ar", "عقد الاتحاد الأفريقي مؤتمرين في نيروبي في أيار/مايو 2018.",
         [("event", "conference", ("AU",))]),
        ("ru", "В мае 2018 года ОДКБ принимала у себя в Бишкеке совещание по борьбе с терроризмом.",
         [("event", "meeting", ("CSTO",))]),
    ],
)  # fmt: skip
def test_whose_record_it_is(proposals, lang, text, expected):
    assert [(p.kind, p.type, p.actors) for p in proposals(text, lang=lang)] == expected
