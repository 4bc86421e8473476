"""Two states of an instrument, measured in turns and compared: the order, and what the rounds come to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from procedures.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from metrology.detection import ModeDifference


def in_turns(numbers: range, first: int) -> Iterator[tuple[int, int]]:
    """Number and state, 0 or 1, of each measurement: both states of a number, the first of them in turns.

    >>> list(in_turns(range(1, 4), 0))
    [(1, 0), (1, 1), (2, 1), (2, 0), (3, 0), (3, 1)]
    """
    for n in numbers:
        for state in (first, 1 - first) if n % 2 else (1 - first, first):
            yield n, state


def finding_of(rounds: Sequence[ModeDifference]) -> Finding:
    """A difference that came back with the same sign each time is reproduced; one that did not has to be examined."""
    alike = len({one.difference > 0 for one in rounds}) == 1
    if len(rounds) > 1 and alike and all(one.flagged for one in rounds):
        return Finding.REPRODUCED
    return Finding.OPEN if rounds[0].flagged else Finding.NONE
