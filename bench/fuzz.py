"""Documents broken at random, of every format: none may bring a traceback, a hang, or a quote from nowhere.

usage: python -m bench.fuzz [--format docx ...] [--count 2000] [--seed 1] [--keep FOLDER]

Each case is made from one number: the seed and the number of the case name it again. A case breaks the bytes
of a document, the parts inside a packed one, or the words of its text. What is found is printed, one line a
case; --keep writes the documents that brought it. Exit code 1 where something was found.
"""

import argparse
import io
import json
import random
import signal
import sys
import time
import traceback
import zipfile
from collections.abc import Callable
from copy import deepcopy
from email.message import EmailMessage
from functools import cache
from pathlib import Path
from types import FrameType

import docx
from docx.oxml import parse_xml
from lxml import etree
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from concertation.reading import catalogue
from concertation.reading.archive.record import as_row
from concertation.reading.document import Document, Unreadable
from concertation.reading.formats import documents
from concertation.reading.read import read

HANG = 5
"""Seconds that no document may take."""

SAMPLE = Path(__file__).parent.parent / "sample"
PARAGRAPHS = 14

BYTES = 0.2
"""Share of the documents whose bytes too are broken: most of those are refused at once."""

ODD = [
    "\x00", "\x0b", "\x0c", "\x1b[31m", "\u00a0", "\u00ad", "\u200b", "\u202e", "\ufeff", "\ufffd",
    "\u2028",
    "e\u0301", "ﬁ", "İ", "ß", "ǅ", "ſ", "²", "½", "Ⅻ", "٣", "三", "𝟙", "🇺🇳", "’", "«", "»", "(",
    ")", "[^1]", "[",
    "](#)", "**", "|", "\\", "\n\n", "\n", "\t", "> ", "# ", "II. ", "99999999999999999999. ",
    "0. ", "-1. ",
    "A/73/328", "A/RES/99999999/1", "S/RES/1 (0000)", "31 février 2017", "30 February 2017", "year 0",
    "en 99999", "du 12 au 3 mai", "1" * 400, "1e999 dollars", "0,0000000000001 million de dollars",
    "9" * 60 + " milliards de dollars", "première", "the 3000000th session",
    "M" * 50, "the the the " * 30,
    "(" * 200, "« " * 80, "and " * 60, ", " * 100, "UN" * 100, "l'" * 60, "&#0;", "&#xD800;",
    "<p>", "</w:t>", "<!--",
    "]]>", "&e;", "<!DOCTYPE x>", "=?utf-8?B?////?=", "%PDF-1.4",
]  # fmt: skip


@cache
def texts() -> dict[str, list[str]]:
    """The paragraphs of the sample reports that are broken, by language."""
    found: dict[str, list[str]] = {}
    for lang in ("en", "fr"):
        lines = (SAMPLE / f"report.{lang}.md").read_text(encoding="utf-8").splitlines()
        found[lang] = [line for line in lines if len(line) > 200]
    return found


def text_of(rng: random.Random) -> str:
    """A short report of paragraphs of the sample, in their order."""
    pool = texts()[rng.choice(("en", "fr"))]
    start = rng.randrange(max(1, len(pool) - PARAGRAPHS))
    heading = rng.choice(("", "I. Introduction\n\n", "# Introduction\n\n", "A/73/328\n\nCooperation\n\n"))
    return heading + "\n\n".join(pool[start : start + PARAGRAPHS])


def break_words(text: str, rng: random.Random) -> str:
    """Break the words of a text: drop, double, swap, cut and join them, and put odd ones among them."""
    words = text.split(" ")
    for _ in range(rng.choice((0, 1, 3, 10, 60))):
        at = rng.randrange(len(words))
        match rng.randrange(7):
            case 0:
                words.insert(at, rng.choice(ODD))
            case 1:
                words[at] = rng.choice(ODD) + words[at]
            case 2:
                del words[at : at + rng.randrange(1, 30)]
            case 3:
                words[at:at] = words[at : at + rng.randrange(1, 30)]
            case 4:
                other = rng.randrange(len(words))
                words[at], words[other] = words[other], words[at]
            case 5:
                words[at] = words[at][: rng.randrange(len(words[at]) + 1)]
            case _:
                words[at] = rng.choice((str.upper, str.lower, str.title, lambda word: word[::-1]))(words[at])
        if not words:
            words = ["x"]
    return " ".join(words)


def break_bytes(data: bytes, rng: random.Random) -> bytes:
    """Break bytes: turn, drop, double and move stretches of them."""
    broken = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 5, 20, 200))):
        if not broken:
            break
        at = rng.randrange(len(broken))
        length = rng.choice((1, 1, 4, 50, 1000))
        match rng.randrange(6):
            case 0:
                broken[at] = rng.randrange(256)
            case 1:
                broken[at] ^= 1 << rng.randrange(8)
            case 2:
                del broken[at : at + length]
            case 3:
                broken[at:at] = broken[at : at + length]
            case 4:
                broken[at:at] = rng.randbytes(length)
            case _:
                if rng.random() < 0.1:
                    del broken[at:]
    return bytes(broken)


def break_tree(xml: bytes, rng: random.Random) -> bytes:
    """Break what a well-formed part says and keep it well-formed: move, double, drop and rename elements,
    and change their attributes and texts."""
    root = etree.fromstring(xml)
    for _ in range(rng.choice((1, 3, 10, 40))):
        elements = [element for element in root.iter() if element is not root]
        if len(elements) < 2:
            break
        element, other = rng.choice(elements), rng.choice(elements)
        match rng.randrange(7):
            case 0:
                element.getparent().remove(element)
            case 1:
                element.addnext(deepcopy(other))
            case 2:
                element.append(deepcopy(other))
            case 3:
                element.tag = other.tag
            case 4:
                element.text = "".join(c for c in rng.choice(ODD) if c.isprintable()) + (element.text or "")
            case 5 if element.attrib:
                key = rng.choice(element.keys())
                element.set(
                    key, rng.choice(("", "-1", "99999999999", "x", "true", "decimal", *other.values()))
                )
            case _:
                element.attrib.update(other.attrib)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def break_tags(xml: str, rng: random.Random) -> str:
    """Break a marked-up text but keep it mostly well-formed: move, double and drop whole tags and values."""
    pieces = xml.split("<")
    for _ in range(rng.choice((1, 2, 5, 20))):
        at, other = rng.randrange(len(pieces)), rng.randrange(len(pieces))
        match rng.randrange(5):
            case 0:
                pieces[at], pieces[other] = pieces[other], pieces[at]
            case 1:
                pieces.insert(at, pieces[other])
            case 2:
                del pieces[at]
            case 3:
                pieces[at] = pieces[at].replace('"', rng.choice(('"9', '"-', '" x="', '"x')), 2)
            case _:
                pieces[at] += rng.choice(ODD)
        if not pieces:
            break
    return "<".join(pieces)


def plain(rng: random.Random) -> bytes:
    return break_words(text_of(rng), rng).encode(rng.choice(("utf-8", "utf-8", "utf-16", "cp1252")), "ignore")


NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "v": "urn:schemas-microsoft-com:vml",
    }.items()
)
INNER = "<w:txbxContent><w:p><w:r><w:t>The centre was opened.</w:t></w:r></w:p></w:txbxContent>"
BOX = (
    f"<mc:AlternateContent><mc:Choice Requires='wps'>{INNER}</mc:Choice><mc:Fallback><w:pict><v:shape>"
    f"<v:textbox>{INNER}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent>"
)
"""A text box as Word writes it, in a new and an old form."""


def word(rng: random.Random) -> bytes:
    file = docx.Document()
    for line in break_words(text_of(rng), rng).splitlines():
        kept = "".join(letter for letter in line if letter.isprintable())
        file.add_paragraph(kept, rng.choice((None, None, None, "Heading 1", "List Number", "List Bullet")))
        if rng.random() < 0.1:
            xml = f"<w:p {NAMESPACES}><w:r>{BOX}</w:r></w:p>"
            file.element.body.insert(0, parse_xml(xml))
    table = file.add_table(2, 2)
    table.cell(0, 0).text = "Meeting"
    table.cell(1, 1).text = "In May 2017 in Geneva"
    buffer = io.BytesIO()
    file.save(buffer)
    return buffer.getvalue() if rng.random() < 0.3 else break_parts(buffer.getvalue(), rng)


def break_parts(data: bytes, rng: random.Random) -> bytes:
    """Break what is inside a packed file, and pack it again."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            part = old.read(item)
            if rng.random() < 0.25 or item.filename == "word/document.xml":
                if item.filename.endswith((".xml", ".rels")):
                    part = break_tree(part, rng)
                if rng.random() < 0.05:
                    part = break_bytes(part, rng)
            if rng.random() > 0.005:
                new.writestr(item.filename, part)
    return buffer.getvalue()


def page(rng: random.Random) -> bytes:
    lines = break_words(text_of(rng), rng).splitlines()
    tag = rng.choice(("p", "div", "li", "td", "h2", "section"))
    body = "".join(f"<{tag}>{line}<a href='#n{n}'><sup>{n}</sup></a></{tag}>" for n, line in enumerate(lines))
    notes = "".join(f"<p id='n{n}'>{n} See the plan. <a href='#r{n}'>↩</a></p>" for n in range(len(lines)))
    html = f"<html><head><meta charset='utf-8'></head><body><ol>{body}</ol>{notes}</body></html>"
    return (break_tags(html, rng) if rng.random() < 0.7 else html).encode("utf-8", "replace")


def print_pages(rng: random.Random) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, A4, pageCompression=rng.random() < 0.5)
    y = 780
    for line in break_words(text_of(rng), rng).splitlines():
        printable = line.encode("latin-1", "ignore").decode("latin-1")
        for at in range(0, len(printable), 90):
            canvas.drawString(rng.choice((60, 60, 60, 300)), y, printable[at : at + 90])
            y -= 14
            if y < 60:
                canvas.showPage()
                y = 780
    canvas.save()
    return buffer.getvalue()


def mail(rng: random.Random) -> bytes:
    message = EmailMessage()
    message["Subject"] = "SUBJECT"
    message["Date"] = rng.choice(("Thu, 05 Jul 2018 10:00:00 +0000", "never", "99"))
    clean = break_words(text_of(rng), rng).encode("utf-8", "ignore").decode()
    message.set_content(clean, rng.choice(("plain", "html")), cte=rng.choice(("base64", "quoted-printable")))
    for _ in range(rng.randrange(3)):
        name, make = rng.choice(list(MAKERS.items())[:4])
        message.add_attachment(make(rng), maintype="application", subtype="octet-stream", filename=f"a{name}")
    if rng.random() < 0.2:
        outer = EmailMessage()
        outer["Subject"] = "Forwarded"
        outer.add_attachment(message)
        message = outer
    subject = break_words("A meeting of the bodies", rng).replace("\n", " ")
    return bytes(message).replace(b"SUBJECT", subject.encode("utf-8", "replace"))


def pack(rng: random.Random) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", rng.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))) as packed:
        for number in range(rng.randrange(4)):
            ending, make = rng.choice(list(MAKERS.items())[:6])
            packed.writestr(f"{rng.choice(('', '../', 'a/', '/'))}{number}{ending}", make(rng))
    return buffer.getvalue()


MAKERS: dict[str, Callable[[random.Random], bytes]] = {
    ".txt": plain,
    ".md": plain,
    ".docx": word,
    ".html": page,
    ".pdf": print_pages,
    ".eml": mail,
    ".zip": pack,
}


def case(ending: str, seed: int, number: int) -> bytes:
    """Make the broken document of that number."""
    rng = random.Random(f"{ending} {seed} {number}")
    data = MAKERS[ending](rng)
    return break_bytes(data, rng) if rng.random() < BYTES else data


class Hang(Exception):
    """A document took too long."""


def finding(data: bytes, name: str) -> str | None:
    """Read the document and return what is wrong with how it was read, or None."""
    signal.signal(signal.SIGALRM, _hang)
    signal.setitimer(signal.ITIMER_REAL, HANG)
    try:
        for item in documents(data, name):
            if isinstance(item, Unreadable):
                said = str(item)
                if not said.startswith(name) or not said.endswith(".") or "\n" in said:
                    return f"a refusal that is no sentence about the file: {said!r}"
            elif found := _wrong(item):
                return found
    except Hang:
        return f"hangs at {_place()}"
    except Exception as error:  # what is looked for
        return f"{type(error).__name__}: {error} at {_place()}"
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return None


def _wrong(document: Document) -> str | None:
    paragraphs = {paragraph.number: paragraph for paragraph in document.paragraphs}
    if len(paragraphs) < len(document.paragraphs):
        return "two paragraphs of one number"
    for proposal in read(document, catalogue.load()):
        text = paragraphs[proposal.para].text
        if not proposal.quote or proposal.quote != text[proposal.start : proposal.end]:
            return f"a quote that is not in its paragraph: {proposal.quote!r}"
        if not proposal.span[0] < proposal.span[1]:
            return f"a span of nothing: {proposal.span}"
        json.dumps(as_row(proposal), ensure_ascii=False, allow_nan=False).encode("utf-8")
    return None


def _hang(signal: int, frame: FrameType | None) -> None:
    raise Hang


def _place() -> str:
    """The innermost place of this program in the traceback at hand."""
    frames = traceback.extract_tb(sys.exc_info()[2])
    ours = [frame for frame in frames if "concertation" in frame.filename] or frames
    return f"{Path(ours[-1].filename).name}:{ours[-1].lineno}"


def main() -> None:
    """Print what is found and a line for each format."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--format", action="append", choices=list(MAKERS))
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    total = 0
    for ending in options.format or MAKERS:
        started, slowest, found = time.perf_counter(), 0.0, 0
        for number in range(options.count):
            data = case(ending, options.seed, number)
            before = time.perf_counter()
            wrong = finding(data, f"{number}{ending}")
            slowest = max(slowest, time.perf_counter() - before)
            if wrong is not None:
                found += 1
                print(f"{ending} seed {options.seed} number {number}: {wrong}", flush=True)
                if options.keep:
                    options.keep.mkdir(parents=True, exist_ok=True)
                    (options.keep / f"{options.seed}-{number}{ending}").write_bytes(data)
        spent = time.perf_counter() - started
        print(
            f"{ending}: {options.count} documents, {found} findings, slowest {slowest:.2f} s, {spent:.0f} s",
            flush=True,
        )
        total += found
    sys.exit(1 if total else 0)


if __name__ == "__main__":
    main()
