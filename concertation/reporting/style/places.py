"""The check of the names of States."""

from __future__ import annotations

from collections.abc import Iterator

from concertation.reporting.style.finding import Finding, Rule
from concertation.reporting.style.section import Section, found

_BRACKETED = (" (", "\u00a0(")


def countries(section: Section, rule: Rule) -> Iterator[Finding]:
    """ "in Vietnam": the United Nations writes "Viet Nam"."""
    index = section.style.countries
    if index.pattern is None:
        return
    for passage in section.passages:
        for match in index.pattern.finditer(passage.text):
            written = match[0].replace("’", "'").replace("\u00a0", " ")
            name = index.wrong.get(written)
            # "Iran (Islamic Republic of)" is the right name in another order.
            if name is None or passage.text.startswith(_BRACKETED, match.end()):
                continue
            if passage.is_kept(*match.span()) or passage.in_name(*match.span()):
                continue
            suggestion = (
                _with_article(section, passage.text, match.start(), name)
                if written in index.certain
                else None
            )
            yield found(rule, passage, *match.span(), suggestion, name=name)


def _with_article(section: Section, text: str, at: int, name: str) -> str:
    article = "the "
    if name not in section.style.countries.articles or text[:at].lower().endswith(article):
        return name
    begins = not text[:at].strip() or text[:at].rstrip().endswith((".", "!", "?"))
    return (article.capitalize() if begins else article) + name
