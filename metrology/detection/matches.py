"""Stretches that two of many series share, found by hashing; and how likely honest series share them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_PAIRS: Final = 1500
"""Pairs of series from which the rate of repetition is estimated: all where there are no more, else taken at random."""
_BELOW: Final = 0.05
"""The least rate that is assumed, however seldom readings repeat."""
_UNKNOWN: Final = 0.5
"""The rate that is assumed of few series: more than a display shows whose step is half of what its readings scatter."""
_ENOUGH: Final = (100, 200)
"""Repetitions, of one and of three in a row, from which on the estimate, an upper limit, is believed."""
_FIRST: Final = 8
"""Of those that hold one stretch, so many are looked at for one to pair another with."""
_SAME: Final = 0.8
"""Part of a pair that repeats, from which on it may be a copy and is left out of the estimate."""
_BASE: Final = 0x5851F42D4C957F2D
_TAIL: Final = 0.999


@dataclass(frozen=True, slots=True)
class Symbols:
    """Series of numbers, one after the other.

    Attributes:
        flat: All of them.
        starts, lengths: Where each series lies.
        owners, together: Which series are not compared with each other: those that share one of the two.
    """

    flat: Any
    starts: Any
    lengths: Any
    owners: Any
    together: Any

    @classmethod
    def of(cls, series: Sequence[Any], owners: Sequence[int], together: Sequence[int]) -> Symbols:
        """From a list of arrays."""
        import numpy as np

        lengths = np.array([len(s) for s in series], dtype=np.int64)
        flat = np.concatenate([np.zeros(0, dtype=np.uint64), *series]).astype(np.uint64)
        starts = np.concatenate([[0], np.cumsum(lengths)[:-1]]) if len(series) else lengths
        return cls(flat, starts, lengths, np.array(owners), np.array(together))

    def one(self, at: int) -> Any:
        """One of the series."""
        return self.flat[self.starts[at] : self.starts[at] + self.lengths[at]]

    def compared(self, first: Any, second: Any) -> Any:
        """Whether two series are compared."""
        return (self.owners[first] != self.owners[second]) & (self.together[first] != self.together[second])


def rate_of_repetition(symbols: Symbols, *, placed: bool) -> float:
    """An upper limit of the probability that an honest symbol equals another series' where its predecessors did.

    Of pairs taken at random, those that agree everywhere are left out: whether they are honest is the question. The
    rate is the larger one of those after one and after three repetitions, with the limit of Clopper and Pearson.

    Args:
        symbols: The series.
        placed: Whether a symbol holds its place, so that it is looked for wherever it stands in the other series, which
            may lack what its instrument showed as nominal.
    """
    import numpy as np

    n = len(symbols.lengths)
    if n < 2:
        return _UNKNOWN
    if n * (n - 1) // 2 <= _PAIRS:
        pairs = np.stack(np.triu_indices(n, 1), axis=1)
    else:
        pairs = np.random.default_rng(n).integers(0, n, (_PAIRS, 2))
    pairs = pairs[symbols.compared(pairs[:, 0], pairs[:, 1])]
    known, again = [0, 0], [0, 0]
    for first, second in pairs:
        a, b = symbols.one(first), symbols.one(second)
        equal = np.isin(a, b) if placed else a[: len(b)] == b[: len(a)]
        if len(equal) < 2 or equal.mean() > _SAME:
            continue
        known[0] += int(equal[:-1].sum())
        again[0] += int((equal[:-1] & equal[1:]).sum())
        three = equal[:-3] & equal[1:-2] & equal[2:-1]
        known[1] += int(three.sum())
        again[1] += int((three & equal[3:]).sum())
    if known[0] < _ENOUGH[0]:
        return _UNKNOWN
    rates = [_upper(k, m) for k, m, least in zip(again, known, _ENOUGH, strict=True) if m >= least]
    return max([_BELOW, *rates])


def _upper(times: int, of: int) -> float:
    from scipy.special import betaincinv

    return 1.0 if times == of else float(betaincinv(times + 1, of - times, _TAIL))


def shortest_length(pairs: float, rate: float, level: float) -> int:
    """The length from which on any match among so many pairs is less likely than a level."""
    if rate >= 1:
        return 2**31
    return max(3, math.ceil(math.log(max(pairs, 1) / level) / -math.log(rate)))


def long_matches(symbols: Symbols, least: int) -> Iterator[tuple[int, int, int, int, int]]:
    """The longest stretch that two series share, for every two that share one of a length and are compared.

    Of a stretch that many series hold, each is paired with the first that it is compared with.

    Yields:
        Both series, the earlier one first; where the stretch lies in each; how long it is.
    """
    import numpy as np

    series = np.repeat(np.arange(len(symbols.lengths)), symbols.lengths)
    hashes, at = _stretches(symbols, series, least)
    order = np.argsort(hashes, kind="stable")
    hashes, at = hashes[order], at[order]
    new = np.concatenate([[True], hashes[1:] != hashes[:-1]]) if len(hashes) else np.zeros(0, dtype=bool)
    edges = np.concatenate([np.flatnonzero(new), [len(hashes)]])
    several = np.flatnonzero(np.diff(edges) > 1)
    met: dict[tuple[int, int, int], int] = {}
    for group in several:
        members = at[edges[group] : edges[group + 1]].tolist()
        of = series[members].tolist()
        for position in range(1, len(members)):
            for other in range(min(position, _FIRST)):
                if symbols.compared(of[other], of[position]):
                    left, right = members[other], members[position]
                    met.setdefault((of[other], of[position], right - left), left)
                    break
    best: dict[tuple[int, int], tuple[int, int, int]] = {}
    for (first, second, _), left, right in [(key, left, left + key[2]) for key, left in met.items()]:
        begun = left - int(symbols.starts[first]), right - int(symbols.starts[second])
        found = _grown(symbols.one(first), symbols.one(second), *begun)
        if found[2] >= least and found[2] > best.get((first, second), (0, 0, 0))[2]:
            best[first, second] = found
    for (first, second), (at_first, at_second, length) in best.items():
        yield first, second, at_first, at_second, length


def _stretches(symbols: Symbols, series: Any, length: int) -> tuple[Any, Any]:
    """A hash of every stretch of a length that lies in one series, and where it begins."""
    import numpy as np

    n = len(symbols.flat)
    if length > n:
        return np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.int64)
    with np.errstate(over="ignore"):
        powers = np.cumprod(np.full(n, _BASE, dtype=np.uint64))
        inverse = np.cumprod(np.full(n, pow(_BASE, -1, 2**64), dtype=np.uint64))
        sums = np.concatenate([np.zeros(1, dtype=np.uint64), np.cumsum(symbols.flat * powers, dtype=np.uint64)])
        hashes = (sums[length:] - sums[:-length]) * inverse[: n - length + 1]
    at = np.flatnonzero(series[: n - length + 1] == series[length - 1 :])
    return hashes[at], at


def _grown(a: Any, b: Any, at_a: int, at_b: int) -> tuple[int, int, int]:
    """A shared stretch made as long as it is, in both directions; where it lies in each, and its length."""
    import numpy as np

    back, size = min(at_a, at_b), min(len(a) - at_a, len(b) - at_b)
    apart = np.flatnonzero(a[at_a : at_a + size] != b[at_b : at_b + size])
    end = int(apart[0]) if len(apart) else size
    behind = np.flatnonzero(a[at_a - back : at_a] != b[at_b - back : at_b])
    begin = back - (int(behind[-1]) + 1 if len(behind) else 0)
    return at_a - begin, at_b - begin, begin + end
