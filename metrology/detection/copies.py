"""Series of readings that are copies of another: the same, at other places, moved by a constant, in another order.

How likely an honest reading repeats after its predecessors did is estimated from the series themselves. From it follows
the length from which on a match is no chance in so many pairs. Stretches of that length are hashed and sorted, so that
the time grows as n log n: no series is compared with every other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from metrology.detection.matches import Symbols, long_matches, rate_of_repetition, shortest_length

if TYPE_CHECKING:
    from collections.abc import Sequence

FORMS: Final = ("exact", "elsewhere", "shifted", "permuted")
LEVEL: Final = 0.001
_FEW: Final = 8
"""Different series from which on a place is judged to be a constant."""
_CONSTANT: Final = 0.5
"""A reading that two of three instruments share is a figure of the model, and tells nothing of a copy."""


class Series(NamedTuple):
    """The readings of one run that an honest instrument need not show, in order.

    Attributes:
        owner: Of which instrument; its own series may repeat.
        together: Of which batch on one bench; its series share the readings of a standard.
        places: A number for each address.
        values: A number for each reading as it was written.
        errors: What each reading differs by from its point, in steps of the last digit.
        all_places, all_errors: The same of every reading, also of those that any good instrument shows: a constant that
            was added to all makes others of them nominal.
    """

    owner: int
    together: int
    places: Any
    values: Any
    errors: Any
    all_places: Any
    all_errors: Any


@dataclass(frozen=True, slots=True)
class Copy:
    """Two series that agree longer than honest ones do.

    Attributes:
        first, second: Positions of the series, the earlier one first.
        form: ``exact``, ``elsewhere`` at other places, ``shifted`` by a constant, ``permuted``.
        length: Readings in a row that agree.
        shift: By how many steps the second lies above the first, where it is shifted.
        chance: A bound of the probability that any two of all honest series agree as long.
    """

    first: int
    second: int
    form: str
    length: int
    shift: int
    chance: float


@dataclass(frozen=True, slots=True)
class Search:
    """What a search found, and what it can find.

    Attributes:
        copies: At most one for each two series, the form with the smallest chance.
        shortest: Readings in a row from which on a copy of each form is found.
        rates: The probability that an honest reading repeats another series' after its predecessor did.
        too_short: Series with fewer readings than any form needs: nothing can be said of them.
    """

    copies: tuple[Copy, ...]
    shortest: dict[str, int]
    rates: dict[str, float]
    too_short: int


def copied_series(series: Sequence[Series], level: float = LEVEL, looks: int = 1) -> Search:
    """Search for series that are copies of another.

    Args:
        series: Comparable ones, such as all of one regulation, the oldest first.
        level: What the probability of any false alarm must stay below.
        looks: How many searches are made, of all of which the level is that of one.
    """
    import numpy as np

    told = _telling(series)
    found: dict[tuple[int, int], Copy] = {}
    shortest, rates = dict[str, int](), dict[str, float]()
    for form in FORMS:
        symbols = Symbols.of([_symbols(s, form) for s in told], [s.owner for s in told], [s.together for s in told])
        rate = rate_of_repetition(symbols, placed=form != "elsewhere")
        rate = max(rate, rates["exact"]) if form == "elsewhere" else rate  # at some distance the points are the same
        factor = looks * len(FORMS)
        least = shortest_length(_pairs(symbols, "permuted") * factor, rate, level)
        pairs = _pairs(symbols, form) * factor
        shortest[form], rates[form] = shortest_length(pairs, rate, level) + (form == "shifted"), rate
        for first, second, at_first, at_second, length in long_matches(symbols, least):
            whole = length == max(symbols.lengths[first], symbols.lengths[second]) and form != "elsewhere"
            looked = _pairs(symbols, "permuted") * factor if whole else pairs
            if (form == "permuted" and not whole) or looked * rate**length > level:
                continue
            shift = _shift(told[first], at_first, told[second], at_second) if form == "shifted" else 0
            if form == "shifted" and not shift:
                continue
            copy = Copy(first, second, form, length + (form == "shifted"), shift, float(looked * rate**length))
            before = found.get((first, second))
            if before is None or (copy.chance < before.chance and copy.length > before.length):
                found[first, second] = copy
    fewest = min(shortest.values(), default=0)
    lengths = np.array([len(s.values) for s in told])
    ordered = tuple(sorted(found.values(), key=lambda c: (c.second, c.first)))
    return Search(ordered, shortest, rates, int((lengths < fewest).sum()))


def _shift(first: Series, at_first: int, second: Series, at_second: int) -> int:
    """By how many steps the second series lies above the first where their changes begin to agree."""
    return int(second.all_errors[_changes(second)[at_second]] - first.all_errors[_changes(first)[at_first]])


def _changes(series: Series) -> Any:
    """Positions after which the error is another one; an ideal instrument has none."""
    import numpy as np

    return np.flatnonzero(np.diff(series.all_errors))


def _telling(series: Sequence[Series]) -> list[Series]:
    """The series without what nearly all instruments show at a place, each different series counted once."""
    import numpy as np

    different = {(s.places.tobytes(), s.values.tobytes()): s for s in series}
    if len(different) < _FEW:
        return list(series)
    places = np.concatenate([s.places for s in different.values()])
    values = np.concatenate([s.values for s in different.values()])
    place, at, times = np.unique(places, return_inverse=True, return_counts=True)
    with np.errstate(over="ignore"):
        _, both, counts = np.unique(
            values * np.uint64(0x9E3779B97F4A7C15) + places, return_inverse=True, return_counts=True
        )
    of = np.zeros(len(counts), dtype=np.int64)
    of[both] = at
    equal = np.bincount(of, weights=counts * (counts - 1.0), minlength=len(place))
    constant = place[(times >= _FEW) & (equal > _CONSTANT * times * np.maximum(times - 1.0, 1))]
    return [_without(s, constant) for s in series] if len(constant) else list(series)


def _without(series: Series, constant: Any) -> Series:
    """A series without the readings at some places."""
    import numpy as np

    told, every = ~np.isin(series.places, constant), ~np.isin(series.all_places, constant)
    return series._replace(
        places=series.places[told], values=series.values[told], errors=series.errors[told],
        all_places=series.all_places[every], all_errors=series.all_errors[every],
    )  # fmt: skip


def _symbols(series: Series, form: str) -> Any:
    """A series as numbers that are equal where a form of copying leaves them equal."""
    import numpy as np

    if form == "elsewhere":
        return series.values
    with np.errstate(over="ignore"):
        if form == "exact":
            return series.values * np.uint64(0x9E3779B97F4A7C15) + series.places
        if form == "shifted":
            at = _changes(series)
            steps = np.diff(series.all_errors)[at].astype(np.uint64)
            return steps * np.uint64(0xC2B2AE3D27D4EB4F) + series.all_places[1:][at]
        ordered = np.sort(series.errors).astype(np.uint64)
        return ordered * np.uint64(0x9E3779B97F4A7C15) + np.arange(len(ordered), dtype=np.uint64)


def _pairs(symbols: Symbols, form: str) -> float:
    """How many pairs of stretches are looked at."""
    n, whole = len(symbols.lengths), float(symbols.lengths.sum())
    if form == "elsewhere":
        return whole * whole / 2
    if form == "permuted":
        return n * n / 2
    return n * whole / 2
