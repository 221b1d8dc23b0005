"""Which of two dates says more, and whether they can both be true."""

from __future__ import annotations

from concertation.register.dates import known_bounds


def more_exact(one: str, other: str) -> bool:
    """Tell whether the date `one` (EDTF) says more exactly what `other` says.

    >>> more_exact("2017-10-05", "2017-10"), more_exact("2017-10", "2018")
    (True, False)
    """
    if one == other:
        return False
    first, last = known_bounds(one)
    begin, end = known_bounds(other)
    if not one or (other and None in (first, last)):
        return False
    inside = (begin is None or (first is not None and begin <= first)) and (
        end is None or (last is not None and last <= end)
    )
    return inside and (first, last) != (begin, end)


def contradict(one: str, other: str) -> bool:
    """Tell whether no reading of one date (EDTF) lies within the other: both cannot be meant.

    >>> contradict("2017-10", "2018"), contradict("2017", "2017-10-05")
    (True, False)
    """
    if not one or not other or one == other:
        return False
    alike = known_bounds(one) == known_bounds(other)
    return not (alike or more_exact(one, other) or more_exact(other, one))
