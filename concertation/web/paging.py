"""One page of many rows, with the numbers of the pages around it."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator


def paged(rows: Any, number: str | None, size: int) -> dict[str, Any]:
    """Return what ``parts/pages.html`` shows: the `page`, the numbers of the `pages` one can go to, and the
    mark that stands for those it `skip`s. A number that is no good means the first or the last page."""
    paginator: Any = Paginator(rows, size)
    page = paginator.get_page(number)
    pages = paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return {"page": page, "pages": pages, "skip": paginator.ELLIPSIS}
