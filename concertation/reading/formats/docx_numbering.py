"""The numbers that Word generates for lists, computed as Word does."""

from dataclasses import dataclass, field

from lxml import etree

from concertation.reading.formats.element import Element

_LEVELS = 9
_PLACEHOLDER = "%"
_ROMAN = [
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: where it starts, how a number is written, and the text around it ("(%1)")."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    legal: bool = False


@dataclass
class _List:
    """A list and how far it has counted. Lists of one definition go on counting together."""

    levels: dict[int, Level]
    counts: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)


@dataclass(frozen=True)
class _Instance:
    """A use of a list (``w:num``): `starts` restart levels the first time it is used."""

    list: _List
    levels: dict[int, Level]
    starts: dict[int, int]


class Numbering:
    """Counts the lists of one document; `number` is to be asked for every paragraph in order."""

    def __init__(self, root: Element | None):
        self._instances: dict[str, _Instance] = {}
        self._used: set[str] = set()
        if root is not None:
            self._read(root)

    def number(self, instance: str, level: int) -> str:
        """Count the paragraph and return what Word prints before it: "5.", "(a)", "•", or "" for nothing."""
        use = self._instances.get(instance)
        if use is None or not 0 <= level < _LEVELS:
            return ""
        counts = use.list.counts
        if instance not in self._used:
            self._used.add(instance)
            for restarted, start in use.starts.items():
                counts[restarted] = start - 1
        levels = use.list.levels | use.levels
        here = levels.get(level, Level())
        before = counts[level]
        counts[level] = here.start if before is None else before + 1
        counts[level + 1 :] = [None] * (_LEVELS - level - 1)
        if here.form == "bullet":
            return "•"
        text = here.text
        for outer in range(level, -1, -1):
            place = f"{_PLACEHOLDER}{outer + 1}"
            if place in text:
                definition = levels.get(outer, Level())
                value = counts[outer]
                if value is None:
                    value = counts[outer] = definition.start
                form = "decimal" if here.legal else definition.form
                text = text.replace(place, written(value, form))
        return text

    def _read(self, root: Element) -> None:
        w = f"{{{etree.QName(root).namespace}}}"
        lists: dict[str, _List] = {}
        styles: dict[str, str] = {}
        links: dict[str, str] = {}
        for definition in root.iter(w + "abstractNum"):
            id = str(definition.get(w + "abstractNumId"))
            lists[id] = _List({_index(level, w): _level(level, w) for level in definition.iter(w + "lvl")})
            if (named := _value(definition, w, "styleLink")) is not None:
                styles[named] = id
            if (link := _value(definition, w, "numStyleLink")) is not None:
                links[id] = link
        for num in root.iter(w + "num"):
            id = _value(num, w, "abstractNumId")
            id = styles.get(links.get(id or "", ""), id)
            if id not in lists:
                continue
            starts: dict[int, int] = {}
            levels: dict[int, Level] = {}
            for override in num.iter(w + "lvlOverride"):
                index = _index(override, w)
                if (start := _value(override, w, "startOverride")) is not None:
                    starts[index] = integer(start, 1)
                if (level := override.find(w + "lvl")) is not None:
                    levels[index] = _level(level, w)
            self._instances[str(num.get(w + "numId"))] = _Instance(lists[id], levels, starts)


def written(value: int, form: str) -> str:
    """Write `value` in one of Word's number forms.

    >>> written(28, "lowerLetter"), written(14, "upperRoman"), written(7, "decimalZero"), written(7, "none")
    ('bb', 'XIV', '07', '')
    """
    match form:
        case "none":
            return ""
        case "lowerLetter" | "upperLetter" if value > 0:
            times, index = divmod(value - 1, 26)
            letters = chr(ord("a") + index) * min(times + 1, 9)
            return letters if form == "lowerLetter" else letters.upper()
        case "lowerRoman" | "upperRoman" if 0 < value < 4000:
            letters = _roman(value)
            return letters if form == "lowerRoman" else letters.upper()
        case "decimalZero":
            return f"{value:02}"
        case _:
            return str(value)


def _roman(value: int) -> str:
    letters: list[str] = []
    for worth, letter in _ROMAN:
        times, value = divmod(value, worth)
        letters.append(letter * times)
    return "".join(letters)


def _level(level: Element, w: str) -> Level:
    return Level(
        start=integer(_value(level, w, "start"), 1),
        form=_value(level, w, "numFmt") or "decimal",
        text=_value(level, w, "lvlText") or "",
        legal=level.find(w + "isLgl") is not None,
    )


def _index(element: Element, w: str) -> int:
    return integer(str(element.get(w + "ilvl")), 0) % _LEVELS


def _value(element: Element, w: str, name: str) -> str | None:
    child = element.find(w + name)
    return None if child is None else child.get(w + "val")


def integer(text: str | None, otherwise: int) -> int:
    """Return the number that an attribute states, or `otherwise` where it states none."""
    try:
        return int(text or "")
    except ValueError:
        return otherwise
