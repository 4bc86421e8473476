"""Measurements in two states in turns, once more where they differ; in the usual state the single ones are watched too.

A module says what one measurement is, and how a state is brought about. Its facts give ``guard``, ``significance``, ``sigma`` and
``detects`` in %.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, Protocol, TypeVar

from metrology.detection import ModeDifference, far_from_median, intermittent_power, mode_difference
from procedures.findings import Finding
from procedures.investigations.base import Investigation, words_of
from procedures.investigations.comparison import in_turns
from procedures.investigations.evidence import BLANK, Evidence, percent
from procedures.subject import Subject
from procedures.text import NO_TEXT, Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal
    from typing import Any

    from procedures.run import Run

S = TypeVar("S", bound=Subject)


class Measured(Protocol):
    """One measurement."""

    @property
    def error(self) -> Decimal:
        """Its error in %."""
        ...


M = TypeVar("M", bound=Measured)


class StateComparisons(Investigation[S]):
    """Compares states; `usual_values` names those that are on in service, the others are off."""

    usual_values: ClassVar[Mapping[str, int]] = {}

    def __init__(self, subject: S, run: Run) -> None:
        self.usual: list[Measured] = []
        super().__init__(subject, run)

    @property
    def measured_lists(self) -> tuple[list[Any], ...]:
        """Lists to which a measurement is added."""
        return (self.usual,)

    @property
    def pairs(self) -> int:
        """Measurements in each state."""
        raise NotImplementedError

    @property
    def resolution(self) -> Decimal:
        """Resolution of one error in %, from that of the display."""
        raise NotImplementedError

    @property
    def sigma(self) -> float:
        """Standard deviation of one error in %, display included."""
        return float((float(self.facts.number("sigma")) ** 2 + float(self.resolution) ** 2 / 12) ** 0.5)

    def bring_about(self, state: str, value: int) -> None:
        """Switch a state on (1) or off (0)."""
        raise NotImplementedError

    def measurement(self) -> Measured:
        """One measurement; what an interruption cut in two is made again."""
        raise NotImplementedError

    def compare_states(self, state: str) -> None:
        """A state on and off in turns; where the errors differ, all of it once more in the other order."""
        usual = self.usual_values.get(state, 0)
        with self.at(state, words=words_of(self.states[state])):
            rounds = [self.in_turns(state, usual)]
            again = self.only_if(
                self.compared(*rounds[0]).flagged, partial(self.once_more, state), *self.measured_lists
            )
            rounds += [again] if again else []
            tests = [self.compared(*pair) for pair in rounds]
            detects = float(self.facts.number("detects"))
            evidence = self.compared_rounds(tests, percent, self.sigma, detects, f"{detects:g}{BLANK}%")
            self.found(evidence, state=state)

    def in_turns(self, state: str, first: int) -> tuple[list[Measured], list[Measured]]:
        """Measurements in the usual state and in the other one: a, b, b, a, and so on; then back to the usual one."""
        usual, found = self.usual_values.get(state, 0), {0: list[Measured](), 1: list[Measured]()}
        for n, value in in_turns(range(1, self.pairs + 1), first):
            with self.at("on" if value else "off"), self.at(str(n), words=f"第 {n} 次 | measurement {n}"):
                self.bring_about(state, value)
                found[value].append(self.measurement())
        self.bring_about(state, usual)
        self.usual += found[usual]
        return found[usual], found[1 - usual]

    def once_more(self, state: str) -> tuple[list[Measured], list[Measured]]:
        """The same in the other order."""
        with self.at("again"):
            return self.in_turns(state, 1 - self.usual_values.get(state, 0))

    def compared(self, usual: Sequence[Measured], other: Sequence[Measured]) -> ModeDifference:
        """The errors in the other state against those in the usual one."""
        guard, level = self.facts.number("guard"), float(self.facts.number("significance"))
        return mode_difference(errors(other), errors(usual), guard, level, step=self.resolution)

    def usual_series(self, in_all: int) -> None:
        """Measurements in the usual state, until there are so many of them in all."""
        with self.at("usual"):
            for n in range(1, in_all - len(self.usual) + 1):
                with self.at(str(n), words=f"第 {n} 次 | measurement {n}"):
                    self.usual.append(self.measurement())

    def single_ones(self) -> Evidence:
        """Whether single measurements in the usual state are far from the others."""
        number, n = self.facts.number, len(self.usual)
        limit, fraction, short = (float(number(key)) for key in ("far", "fraction", "shortfall"))
        far = far_from_median(errors(self.usual), self.sigma, limit)
        count = len(far.positions)
        return Evidence(
            Finding.OPEN if count else Finding.NONE,
            n,
            Text(f"{count} 次偏离", f"{count} deviate"),
            far.chance,
            intermittent_power(n, fraction / 100, short, self.sigma, limit),
            f"{fraction:g}{BLANK}% × {short:g}{BLANK}%",
            self.facts.text("far") if count else NO_TEXT,
        )


def errors(found: Sequence[Measured]) -> list[Decimal]:
    """Their errors in %."""
    return [one.error for one in found]
