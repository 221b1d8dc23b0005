"""What the head of a document says about itself: organs, symbols, date, session, agenda, title, summary."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from concertation.reading.document import AgendaItem, Footnote
from concertation.reading.structure.clean import BOLD, Cleaner, Piece
from concertation.reading.structure.flow import Block
from concertation.reading.structure.lines import Lines
from concertation.reading.structure.words import Words

_SYMBOL = re.compile(r"[A-Z]{1,6}(?:/[A-Z0-9][\w.]*)+(?: \([^()]+\))?(?:/(?:Add|Rev|Corr)\.\d+)*")
_SYMBOLS = re.compile(rf"{_SYMBOL.pattern}(?:\s?[-–—]\s?{_SYMBOL.pattern})*")
_BETWEEN_SYMBOLS = re.compile(r"\s?[-–—]\s?(?=[A-Z]{1,6}/)")
_FOOTNOTE = re.compile(r"(?P<mark>\*{1,3}|†)\s+(?P<text>\S.*)")
_MARKS = re.compile(r"\s*\*+$")
_SHOWN = 4
"""Lines that a note quotes."""

_LONGEST_LINE = 300
"""Characters beyond which nothing in the head is a date, a session or a symbol."""

_SHORTEST_PROSE = 40
"""Characters below which a sentence in the head is a line of the head ("Distr. générale.")."""

_LINE_BREAK = rf"{BOLD}|\t\t"
"""What parts two lines of the head that stand in one block."""

_LETTERS = re.compile(r"\(?\b(?P<letter>[a-z]{1,2})\)")
_ITEM = re.compile(r"(?P<number>\d+)(?P<letters>[^\d]*)")


@dataclass
class Masthead:
    """What was found. `prose` holds the blocks that belong to none of it and are running text."""

    organs: tuple[str, ...] = ()
    symbols: tuple[str, ...] = ()
    date: str | None = None
    original_lang: str | None = None
    session: str | None = None
    title: str | None = None
    agenda: tuple[AgendaItem, ...] = ()
    summary: str | None = None
    footnotes: tuple[Footnote, ...] = ()
    notes: list[str] = field(default_factory=list[str])
    prose: list[Block] = field(default_factory=list[Block])


def masthead(blocks: Sequence[Block], lines: Lines, cleaner: Cleaner, words: Words) -> Masthead:
    """Return what `blocks`, all that stands before the body of the document, say about it."""
    head, summary, prose = _split(blocks, lines, cleaner, words)
    found = Masthead(prose=prose)
    found.summary = _summary(summary, lines, cleaner)
    for block in head:
        if block.role in {"masthead", "row"}:
            for piece in _cells(block, cleaner):
                _take(found, piece.replace("’", "'"), words)
    running = [block for block in head if block.role in {"body", "title"}]
    pieces = [piece for block in running for piece in _pieces(block, cleaner)]
    free: list[str] = []
    footnotes: list[Footnote] = []
    agenda_at: int | None = None
    items: list[tuple[str, tuple[str, ...]]] = []
    author_at: int | None = None
    for piece in pieces:
        plain = piece.replace("’", "'")
        if not _take(found, plain, words):
            if match := _FOOTNOTE.fullmatch(piece):
                footnotes.append(Footnote(match["mark"], match["text"]))
            elif (match := words.agenda.fullmatch(plain)) and agenda_at is None:
                items, agenda_at = _items(match["items"], words), len(free)
            elif words.author.fullmatch(plain) and author_at is None and free:
                author_at = len(free)
            else:
                free.append(_MARKS.sub("", piece))
    found.footnotes = tuple(footnotes)
    styled = [block for block in running if block.role == "title"]
    styled = styled or [block for block in running if block.heading == 1][:1]
    titles = [_MARKS.sub("", piece) for block in styled for piece in _pieces(block, cleaner)]
    marked = [title for title in titles if title in free]
    title_at = _title_at(free, marked, agenda_at, author_at)
    title_end = author_at
    if marked:
        found.title = ": ".join(dict.fromkeys(marked))
        title_end = None
    elif title_at is not None:
        title_end = author_at if author_at else len(free) if agenda_at is not None else title_at + 1
        found.title = ": ".join(free[title_at:title_end])
    used: set[str] = set(marked) | set(free[title_at:title_end] if title_at is not None else [])
    if agenda_at is not None:
        end = len(free) if title_at is None else title_at
        found.agenda = _agenda(items, list(dict.fromkeys(free[agenda_at:end])), found.notes)
        used.update(free[agenda_at:end])
    found.notes.extend(_left_over([piece for piece in free if piece not in used]))
    return found


def _left_over(pieces: Sequence[str]) -> list[str]:
    """Say which lines of the head went into no field."""
    if not pieces:
        return []
    shown = ", ".join(f"“{piece[:60]}”" for piece in pieces[:_SHOWN])
    more = f" and {len(pieces) - _SHOWN} more" if len(pieces) > _SHOWN else ""
    return [f"Lines before the first paragraph that were not understood: {shown}{more}."]


def _split(
    blocks: Sequence[Block], lines: Lines, cleaner: Cleaner, words: Words
) -> tuple[list[Block], list[Block], list[Block]]:
    """Cut what stands before the body into the head proper, the summary and other running text."""
    head: list[Block] = []
    summary: list[Block] = []
    prose: list[Block] = []
    target = head
    for block in blocks:
        text = cleaner.clean([(block.start, block.end)])[0].casefold()
        if text in words.summary:
            target = summary
        elif text in words.contents:
            target = []
        elif target is head and block.role == "body" and _is_prose(block, lines):
            prose.append(block)
        else:
            target.append(block)
    return head, summary, prose


def _is_prose(block: Block, lines: Lines) -> bool:
    text = lines.text(block)
    if lines.is_item(block) or block.heading is not None or "**" in text:
        return False
    return len(text) > _SHORTEST_PROSE and text.rstrip().endswith((".", "!", "?", "»", "”"))


def _pieces(block: Block, cleaner: Cleaner) -> list[str]:
    """The lines of a block of the head: bold stretches (``**…**``) that follow one another count as lines."""
    return [
        text
        for piece in cleaner.stretches((block.start, block.end), _LINE_BREAK)
        if (text := cleaner.clean([piece])[0])
    ]


def _cells(block: Block, cleaner: Cleaner) -> list[str]:
    """The lines of a block of the head that the format keeps apart: a running header, a row of a table."""
    lines = cleaner.stretches((block.start, block.end), r" \| |\n")
    return [text for line in lines if (text := cleaner.clean([line])[0])]


def _take(found: Masthead, piece: str, words: Words) -> bool:
    """Note what a line of the head says about the document, and tell whether it said anything."""
    if len(piece) > _LONGEST_LINE:
        return False
    if organs := _organs(piece, words):
        found.organs = tuple(dict.fromkeys(found.organs + organs))
    elif _SYMBOLS.fullmatch(piece):
        symbols = tuple(_BETWEEN_SYMBOLS.split(piece))
        found.symbols = tuple(dict.fromkeys(found.symbols + symbols))
    elif match := words.date.fullmatch(piece):
        if found.date is None:
            month = words.months[match["month"].casefold()]
            found.date = f"{match['year']}-{month:02}-{int(match['day']):02}"
    elif match := words.original.fullmatch(piece):
        found.original_lang = words.languages.get(match["language"].strip().casefold())
    elif words.session.fullmatch(piece):
        found.session = found.session or piece
    else:
        return bool(
            words.distribution.fullmatch(piece)
            or words.year.fullmatch(piece)
            or piece.casefold() in words.languages
            or piece.casefold() in words.house
        )
    return True


def _organs(piece: str, words: Words) -> tuple[str, ...]:
    """The organs whose names make up the whole line, in order; empty where anything else stands there."""
    organs: list[str] = []
    rest = piece.casefold()
    while rest:
        for name, id in words.organs.items():
            if rest == name or rest.startswith(name + " "):
                organs.append(id)
                rest = rest[len(name) :].strip()
                break
        else:
            return ()
    return tuple(organs)


def _title_at(
    free: Sequence[str], marked: Sequence[str], agenda_at: int | None, author_at: int | None
) -> int | None:
    """Where in `free` the title of the document begins: before its author, where a title of the agenda
    stands again, or last in the head."""
    if marked:
        return next((at for at in reversed(range(len(free))) if free[at] == marked[0]), None)
    if author_at:
        return author_at - 1
    if agenda_at is None:
        return 0 if free else None
    seen: set[str] = set()
    for at in range(agenda_at, len(free)):
        if free[at] in seen:
            return at
        seen.add(free[at])
    return len(free) - 1 if len(free) > agenda_at else None


def _items(text: str, words: Words) -> list[tuple[str, tuple[str, ...]]]:
    """Read "129 (a) to (c)" or "137 and 138" as numbers with letters.

    >>> from concertation.reading.structure.words import words
    >>> _items("129 (a) to (d) and (f)", words("en"))
    [('129', ('a', 'b', 'c', 'd', 'f'))]
    """
    items: list[tuple[str, tuple[str, ...]]] = []
    for item in _ITEM.finditer(text):
        letters: list[str] = []
        end = 0
        for match in _LETTERS.finditer(item["letters"]):
            between = item["letters"][end : match.start()].strip(" ()").casefold()
            if (
                letters
                and len(match["letter"]) == 1
                and (between in words.range_words or between in {"-", "–"})
            ):
                letters.extend(chr(code) for code in range(ord(letters[-1]) + 1, ord(match["letter"])))
            letters.append(match["letter"])
            end = match.end()
        items.append((item["number"], tuple(letters)))
    return items


def _agenda(
    items: Sequence[tuple[str, tuple[str, ...]]], titles: Sequence[str], notes: list[str]
) -> tuple[AgendaItem, ...]:
    """Give the titles printed beneath the agenda line to its items."""
    if len(items) != 1:
        if len(titles) != len(items):
            return tuple(AgendaItem(number, letters) for number, letters in items)
        return tuple(
            AgendaItem(n, letters, (title,)) for (n, letters), title in zip(items, titles, strict=True)
        )
    number, letters = items[0]
    title: str | None = None
    if letters and titles and titles[0].endswith(":"):
        title, titles = titles[0].rstrip(" :"), titles[1:]
    if letters and len(letters) != len(titles):
        notes.append(f"Agenda item {number} has {len(letters)} letters but {len(titles)} titles.")
    return (AgendaItem(number, letters, tuple(titles), title),)


def _summary(blocks: Sequence[Block], lines: Lines, cleaner: Cleaner) -> str | None:
    """The text of the summary: its paragraphs one blank line apart, those cut by a page break whole again."""
    paragraphs: list[list[Piece]] = []
    open_before = False
    for block in blocks:
        if not (open_before and paragraphs):
            paragraphs.append([])
        paragraphs[-1].append((block.start, block.end))
        open_before = not lines.closed(block)
    texts = [cleaner.clean(pieces)[0] for pieces in paragraphs]
    return "\n\n".join(text for text in texts if text) or None
