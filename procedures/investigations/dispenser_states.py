"""Comparison of states of a dispenser: in turns, again where they differ, and before and after power-up."""

from __future__ import annotations

import math
from functools import partial
from statistics import fmean, variance
from typing import TYPE_CHECKING, TypeVar

from metrology.detection import ModeDifference, mode_difference
from procedures.investigations.base import rows_of_evidence, words_of
from procedures.investigations.comparison import in_turns
from procedures.investigations.dispenser_deliveries import (
    STATES,
    SWITCHED,
    USUAL,
    Delivered,
    DispenserDeliveries,
    InvestigatedNozzle,
    errors,
)
from procedures.investigations.evidence import BLANK, percent

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

S = TypeVar("S", bound=InvestigatedNozzle)


class DispenserStates(DispenserDeliveries[S]):
    """The items that compare deliveries in two states."""

    @rows_of_evidence
    def switching(self) -> None:
        """Each state on and off in turns; where the errors differ, all of it once more in the other order."""
        for state in SWITCHED:
            if state not in self.subject.switched:
                continue
            with self.at(state, words=words_of(STATES[state])):
                first = self.in_turns(state, range(1, self.subject.pairs + 1), USUAL.get(state, 0))
                differs = self.compared(*first).flagged
                second = self.only_if(differs, partial(self.once_more, state), self.usual, self.all)
                self.constant_while(state)
                self.conclude_pairs(state, [first, *([second] if second else [])])
        more = self.subject.deliveries - len(self.usual)
        if more > 0:
            with self.at("usual"):
                self.usual_series(range(1, more + 1))
        self.none_compared(SWITCHED, self.subject.switched)

    @rows_of_evidence
    def power_up(self) -> None:
        """The last deliveries in the usual state against as many that follow a power-up each; then the same again."""
        pairs = self.subject.pairs
        before = self.usual[-pairs:]
        after = self.after_power_up(range(1, pairs + 1))
        differs = self.compared(before, after).flagged
        again = self.only_if(differs, partial(self.power_up_again, pairs), self.usual, self.all)
        rounds = [(before, after)]
        if again:
            rounds += [(again[0], after), again]
        with self.at("power", words=words_of(STATES["power"])):
            self.conclude_pairs("power", rounds)

    # --- readings ----------------------------------------------------------------------------------------------------

    def in_turns(self, state: str, numbers: range, first: int) -> tuple[list[Delivered], list[Delivered]]:
        """Deliveries in the usual state and in the other one, in turns: a, b, b, a, a, b."""
        usual, found = USUAL.get(state, 0), {0: list[Delivered](), 1: list[Delivered]()}
        for n, value in in_turns(numbers, first):
            with self.at("on" if value else "off"):
                found[value] += self.series(state, value, range(n, n + 1))
        return found[usual], found[1 - usual]

    def once_more(self, state: str) -> tuple[list[Delivered], list[Delivered]]:
        """The same in the other order."""
        with self.at("again"):
            return self.in_turns(state, range(1, self.subject.pairs + 1), 1 - USUAL.get(state, 0))

    def constant_while(self, state: str) -> None:
        """The pulse constant that the board shows while a state is not the usual one; then back to the usual one."""
        usual = USUAL.get(state, 0)
        self.switch(state, 1 - usual)
        self.check_constant("K")
        self.switch(state, usual)

    def check_constant(self, where: str) -> None:
        """The constant that the board shows now, against that of the certificate."""
        with self.at(where):
            K = self.read_constant()
            self.found(self.happened(self.subject.constant != K, f"K = {K}", "constant"))

    def read_constant(self) -> Decimal:
        """The constant that the board shows."""
        return self.read("K", self.dispenser.constant, expect=self.subject.constant, unit="1", bounded=False).number

    def usual_series(self, numbers: range) -> list[Delivered]:
        """Deliveries in the usual state, with nothing done in between."""
        found = []
        for n in numbers:
            with self.at(str(n), words=f"第 {n} 次 | delivery {n}"):
                found.append(self.investigated(usual=True))
        return found

    def after_power_up(self, numbers: range) -> list[Delivered]:
        """Deliveries each of which is the first after a power-up."""
        found = []
        for n in numbers:
            with self.at("on"), self.at(str(n), words=f"第 {n} 次 | delivery {n}"):
                self.dispenser.power_cycle()
                found.append(self.investigated())
        return found

    def power_up_again(self, pairs: int) -> tuple[list[Delivered], list[Delivered]]:
        """Deliveries until a function that waits for some of them has come back, then both states once more."""
        with self.at("again"):
            with self.at("off"):
                later = self.usual_series(range(1, int(self.facts.number("run_in")) + pairs + 1))[-pairs:]
            return later, self.after_power_up(range(1, pairs + 1))

    # --- conclusions -------------------------------------------------------------------------------------------------

    def compared(self, usual: Sequence[Delivered], other: Sequence[Delivered]) -> ModeDifference:
        """The errors of two states."""
        guard, level = self.facts.number("guard"), float(self.facts.number("significance"))
        return mode_difference(errors(list(usual)), errors(list(other)), guard, level, step=self.resolution)

    def conclude_pairs(self, state: str, rounds: Sequence[tuple[list[Delivered], list[Delivered]]]) -> None:
        """A difference that came back with the same sign each time is reproduced; one that did not has to be examined."""
        tests, detects = [self.compared(*pair) for pair in rounds], float(self.facts.number("detects"))
        spread = max(self.sigma, *(math.sqrt(fmean(variance(map(float, errors(s))) for s in pair)) for pair in rounds))
        evidence = self.compared_rounds(tests, percent, spread, detects, f"{detects:g}{BLANK}%")
        self.found(evidence, state=state)
