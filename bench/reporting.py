"""How quickly the consolidated report is written: the register asked, sentences told, the .docx laid out.

usage: python -m bench.reporting [--records 5000] [--lang fr] [--forms .html .xml .xlsx .json .pdf]

The other forms of file are made of the same report; only .docx has a bar.

A register of invented records is made first; that takes longer than what is measured. Peer: python-docx
given the words and rows of that report; the bar is the whole of ours.
"""

import argparse
import os
import random
import resource
import sys
import tempfile
import time
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

BAR = 10.0
"""Seconds for 5,000 records."""
PERIOD = "2016-07-16/2018-08-17"
SUBJECTS = ["jeunesse", "désarmement", "transport", "santé", "migration", "statistique"]


def main() -> None:
    """Print the table; exit with 1 where the bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=5000)
    parser.add_argument("--lang", default="fr")
    parser.add_argument("--forms", nargs="*", default=[".html", ".xml", ".xlsx", ".json"])
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DATABASE_URL"] = f"sqlite:///{folder}/bench.sqlite3"
        os.environ["CONCERTATION_VAR"] = folder
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "concertation.settings")
        import django

        django.setup()
        fill(options.records)
        total = measure(options.lang, Path(folder), options.forms)
    bar = BAR * options.records / 5000
    print(
        f"bar: {bar:.1f} s; memory at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB"
    )
    sys.exit(total > bar)


def measure(lang: str, folder: Path, forms: list[str]) -> float:
    """Time each step once, print it, and return the seconds of the whole."""
    from django.contrib.auth.models import AnonymousUser

    from concertation.reporting.consolidated import compose
    from concertation.reporting.docx.lay_out import lay_out
    from concertation.reporting.edition import Edition
    from concertation.reporting.files import content, put
    from concertation.reporting.report import Form
    from concertation.reporting.select import select
    from concertation.reporting.telling.language import load

    times = [time.perf_counter()]

    def tick() -> None:
        times.append(time.perf_counter())

    load(lang)
    tick()
    selection = select(PERIOD, AnonymousUser())
    tick()
    report, _naming = compose(selection, lang)
    tick()
    edition = Edition(report, Form(), lang, lang, selection.bodies)
    put(lay_out(edition), folder / "ours.docx")
    tick()
    by_python_docx(report, folder / "peer.docx")
    tick()
    seconds = [after - before for before, after in pairwise(times)]
    rows = sum(len(numbered.facts) for numbered in report.paragraphs())
    size = (folder / "ours.docx").stat().st_size / 1e6
    print(f"{len(selection.facts)} records, {sum(1 for _ in report.paragraphs())} paragraphs, {rows} rows")
    print(f"{'step':<28}{'seconds':>9}")
    for name, taken in zip(("load the language", "select", "tell", "lay out"), seconds, strict=False):
        print(f"{name:<28}{taken:>9.2f}")
    total = sum(seconds[:4])
    print(f"{'whole report':<28}{total:>9.2f}   {size:.1f} MB")
    print(f"{'peer: lay out, python-docx':<28}{seconds[4]:>9.2f}")
    for form in forms:
        start = time.perf_counter()
        size = len(content(edition, form)) / 1e6
        print(f"{'the same as ' + form:<28}{time.perf_counter() - start:>9.2f}   {size:.1f} MB")
    return total


def by_python_docx(report: object, out: Path) -> None:
    """Lay out the same words and rows in the usual way (its rows, as its cells take quadratic time)."""
    import docx

    document = docx.Document()
    numbered = list(report.paragraphs())  # type: ignore[attr-defined]
    for paragraph in numbered:
        document.add_paragraph(paragraph.text)
    rows = [
        (str(number), fact.title("fr"), fact.sources[0].quote if fact.sources else "")
        for number, paragraph in enumerate(numbered, start=1)
        for fact in paragraph.facts
    ]
    table = document.add_table(rows=0, cols=3)
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.save(str(out))


def fill(count: int) -> None:
    """Make a register of `count` records of every kind that a report tells, the same each time."""
    from django.core.management import call_command
    from django.db import transaction

    from concertation.reading.catalogue import load
    from concertation.register.catalogue import sync
    from concertation.register.models import Document, Evidence, Organization, Paragraph, Place, Theme
    from concertation.register.recording import enter

    call_command("migrate", verbosity=0)
    sync(load())
    chance = random.Random(73)
    partners = list(Organization.objects.filter(kind="regional").order_by("pk")[:40])
    entities = list(Organization.objects.filter(kind="un").order_by("pk")[:60])
    themes = list(Theme.objects.all())
    places = [
        Place.objects.get_or_create(name=name, kind="city", country=country)[0]
        for name, country in (
            ("Geneva", "CHE"),
            ("Cairo", "EGY"),
            ("Addis Ababa", "ETH"),
            ("New York", "USA"),
        )
    ]
    document = Document.objects.create(
        name="bench.docx", sha256="bench", lang="fr", symbols=["A/73/328"], date="2018-08-17", label="CLEAR"
    )
    with transaction.atomic():
        for number in range(count):
            record, title = invented(number, chance)
            enter(
                record,
                titles={"fr": title},
                organizations=[(chance.choice(entities), "party"), (chance.choice(partners), "party")],
                places=[chance.choice(places)],
                themes=[chance.choice(themes)],
                person=None,
            )
            words = f"L’ONU et l’organisation ont mené la coopération numéro {number} en toute confiance."
            paragraph = Paragraph.objects.create(
                document=document, position=number, number=str(number), text=words
            )
            Evidence.objects.create(
                record=record,
                paragraph=paragraph,
                quote=words,
                start=0,
                end=len(words),
                source_start=0,
                source_end=len(words),
                method="bench",
            )


def invented(number: int, chance: random.Random) -> tuple[object, str]:
    """Return an unsaved record of one kind or another, and its title."""
    from concertation.register.models import Activity, Agreement, Meeting, Pledge, Presence

    day = date(2016, 7, 16) + timedelta(days=chance.randrange(760))
    about = f"la {chance.choice(SUBJECTS)} (volet {number})"
    when = day.isoformat()
    match number % 10:
        case 0 | 1 | 2:
            return Meeting(type="workshop", date=when, label="CLEAR"), f"atelier sur {about}"
        case 3 | 4:
            return Agreement(type="memorandum", date=when, label="CLEAR"), f"accord sur {about}"
        case 5:
            return Presence(type="liaison-office", date=when, label="CLEAR"), f"bureau pour {about}"
        case 6:
            pledge = Pledge(type="pledge", date=when, amount=number + 1, currency="USD", label="CLEAR")
            return pledge, f"annonce pour {about}"
        case _:
            return Activity(type="support", date=when[:7], label="CLEAR"), f"renforcement de {about}"


if __name__ == "__main__":
    main()
