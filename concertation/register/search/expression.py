"""What is looked for in an index, and how each database writes it.

>>> both = All((Row(("mediat·en",)), Any((Row(("au·en",)), Row(("§organization·au",))))))
>>> in_sqlite(both)
'("mediat·en" AND ("au·en" OR "§organization·au"))'
>>> in_postgres(both)
"('mediat·en' & ('au·en' | '§organization·au'))"
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """Tokens that follow one another; with `beginning` the last one may go on. `title`: in a title only."""

    tokens: tuple[str, ...]
    beginning: bool = False
    title: bool = False


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds. There is at least one."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """One of the parts holds. There is at least one."""

    parts: tuple[Expression, ...]


Expression = Row | All | Any


def in_titles(expression: Expression) -> Expression:
    """The same, looked for in titles only; a mark stays where marks are."""
    if isinstance(expression, Row):
        if expression.tokens[0].startswith("§"):
            return expression
        return Row(expression.tokens, expression.beginning, title=True)
    return type(expression)(tuple(in_titles(part) for part in expression.parts))


def in_sqlite(expression: Expression) -> str:
    """Return the expression as FTS5 reads it."""
    if isinstance(expression, Row):
        words = '"' + " ".join(expression.tokens) + '"' + " *" * expression.beginning
        return f"(title : {words})" if expression.title else words
    parts = [in_sqlite(part) for part in expression.parts]
    between = " AND " if isinstance(expression, All) else " OR "
    return parts[0] if len(parts) == 1 else f"({between.join(parts)})"


def in_postgres(expression: Expression) -> str:
    """Return the expression as ``tsquery`` reads it."""
    if isinstance(expression, Row):
        end = ":" + "*" * expression.beginning + "A" * expression.title
        quoted = [f"'{token}'" + (":A" if expression.title else "") for token in expression.tokens[:-1]]
        last = f"'{expression.tokens[-1]}'" + (end if end != ":" else "")
        words = " <-> ".join([*quoted, last])
        return words if len(expression.tokens) == 1 else f"({words})"
    parts = [in_postgres(part) for part in expression.parts]
    between = " & " if isinstance(expression, All) else " | "
    return parts[0] if len(parts) == 1 else f"({between.join(parts)})"
