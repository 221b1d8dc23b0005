"""What of a document is cited: the whole, its annex, a paragraph; in one canonical form, with a link.

>>> from concertation.reading.language import load_language
>>> from concertation.reading.symbols import citations
>>> text = "au paragraphe 4 l) de l'annexe à la résolution 58/316 de l'Assemblée générale"
>>> [render(citation) for citation in citations(text, load_language("fr"))]
['A/RES/58/316, annex, para. 4(l)']
>>> symbol_link("S/RES/1809(2008)")
'https://undocs.org/S/RES/1809(2008)'
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from concertation.reading.mention import SymbolMention

LINK = "https://undocs.org/"
_REACH = 90
"""Characters before a citation within which "paragraph 4 of the annex to" begins."""
_LETTERS = r"(?:[ ]?\(?[a-z]{1,4}\))"
_ONE = rf"\d{{1,3}}{_LETTERS}{{0,3}}"
_CANONICAL = re.compile(
    r"(?P<symbol>[A-Z][^,\s]*)(?P<annex>, annex(?: (?P<number>[IVXLC]+))?)?"
    r"(?:, paras?\. (?P<paragraphs>\S.*))?"
)


@dataclass(frozen=True, slots=True)
class Citation(SymbolMention):
    """A document as cited. `annex` is "" for its only annex, "II" for a numbered one, None where none is
    meant; `paragraphs` are numbers and letters in the order of the text: "4(l)", "4-6", "2, 5". The span is
    that of the symbol or of the words that stand for it."""

    annex: str | None = None
    paragraphs: str = ""


def render(citation: Citation) -> str:
    """Return the citation in its canonical form: "A/RES/58/316, annex, para. 4(l)"."""
    annex = "" if citation.annex is None else f", annex {citation.annex}".rstrip()
    several = "s" if re.search("[,-]", citation.paragraphs) else ""
    paragraphs = f", para{several}. {citation.paragraphs}" if citation.paragraphs else ""
    return citation.symbol + annex + paragraphs


def parse(text: str) -> Citation:
    """Return the citation that is written in its canonical form.

    Raises `ValueError` where `text` is none.

    >>> parse("A/RES/58/316, annex II, paras. 4-6").annex
    'II'
    """
    match = _CANONICAL.fullmatch(text)
    if not match or "/" not in match["symbol"]:
        raise ValueError(f"{text!r} is no citation: write it like 'A/RES/58/316, annex, para. 4(l)'.")
    annex = (match["number"] or "") if match["annex"] else None
    return Citation(0, len(text), match["symbol"], annex, match["paragraphs"] or "")


def symbol_link(symbol: str) -> str:
    """Return the address at which the United Nations shows the document in the reader's language.

    >>> symbol_link("A/RES/217(III)A"), symbol_link("A/RES/57/270B")
    ('https://undocs.org/A/RES/217(III)', 'https://undocs.org/A/RES/57/270B')
    """
    # The parts of an old resolution are in one document.
    return LINK + quote(re.sub(r"\)[A-Z]$", ")", symbol), safe="/()")


@dataclass(frozen=True, slots=True)
class PartForms:
    """How a language names the annex and the paragraphs of a document: before the document or after it.
    The patterns are those of ``[parts]`` in ``symbols.toml``; `hint` is a word without which none is named,
    `to` joins the ends of a range, `letters` are those of the language in the order of the Latin ones."""

    before: re.Pattern[str]
    after: re.Pattern[str]
    hint: re.Pattern[str]
    to: re.Pattern[str]
    letters: dict[int, str]

    @classmethod
    def of(cls, data: dict[str, Any], joined: Iterable[str]) -> PartForms:
        """Compile the patterns: {paragraphs} and {annex} in them stand for what is named."""
        own = data.get("letters", "")
        letters = {ord(letter): chr(ord("a") + index) for index, letter in enumerate(own)}
        one = _ONE.replace("a-z", f"a-z{own}")
        words = "|".join(re.escape(word) for word in [*joined, *data["ranges"]])
        paragraphs = rf"(?P<paragraphs>{one}(?:(?:[ ]?[-–][ ]?|,[ ]|,?[ ]?(?:{words})[ ]?){one})*)"
        annex = r"(?:[ ](?P<number>[IVXLC]+|\d))?"
        before, after = (
            re.compile(data[name].replace("{paragraphs}", paragraphs).replace("{annex}", annex))
            for name in ("before", "after")
        )
        to = "|".join(map(re.escape, data["ranges"]))
        return cls(
            before, after, re.compile(data["hint"]), re.compile(rf"[ ]?(?:[-–]|{to})[ ]?(?=\d)"), letters
        )

    def of_document(self, text: str, start: int, end: int) -> tuple[str | None, str]:
        """Return the annex and the paragraphs that `text` names around the document at ``start:end``."""
        # Few texts name a part, and its pattern is slow beside this look.
        if not self.hint.search(text, max(0, start - _REACH), end + _REACH):
            return None, ""
        before = self.before.search(text, max(0, start - _REACH), start)
        match = before or self.after.match(text, end)
        if not match:
            return None, ""
        got = match.groupdict()
        annex = (got.get("number") or "") if got.get("annex") else None
        return annex, self._canonical(got.get("paragraphs") or "")

    def of_mention(self, mention: SymbolMention, text: str) -> Citation:
        """Return `mention` with the annex and paragraphs cited."""
        annex, paragraphs = self.of_document(text, mention.start, mention.end)
        return Citation(mention.start, mention.end, mention.symbol, annex, paragraphs)

    def _canonical(self, paragraphs: str) -> str:
        """ "4 l) à 6" is "4(l)-6"."""
        ranged = self.to.sub("-", paragraphs).translate(self.letters)
        numbers = re.findall(rf"{_ONE}|-", ranged)
        plain = ["-" if part == "-" else re.sub(r"[ ]?\(?([a-z]+)\)", r"(\1)", part) for part in numbers]
        return ", ".join(plain).replace(", -, ", "-")
