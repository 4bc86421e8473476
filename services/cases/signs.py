"""Whether the instruments of a case err to one side: the sign test over its runs, one result for each instrument."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from metrology.detection import sign_test, sign_test_power
from metrology.exact import divide
from metrology.text import Text
from procedures.findings import ERROR, investigated
from procedures.investigations.evidence import percent
from records.entries import Closed, Conclusion, of_kind, opened
from records.same_instrument import same_instrument, spelt

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from records.entries import Opened
    from records.event import Event

SHARE: Final = 0.99
"""Part of the instruments that is to the disadvantage of the customer, for which the power is stated."""
_VOID: Final = {"", "invalid", "incomplete", "not_applicable"}


class Result(NamedTuple):
    """What one instrument of the case showed.

    Attributes:
        run, instrument: The run, and the instrument with its nozzle where it has several.
        error: Mean error: in %, or as a part of the limit in % where the run was a verification.
        of_limit: Whether it is a part of the limit.
    """

    run: str
    instrument: str
    error: Decimal
    of_limit: bool

    @property
    def shown(self) -> Text:
        """The error as it is printed."""
        number = percent(float(self.error))
        return Text(f"{number} 允差", f"{number} of the MPE") if self.of_limit else Text.same(number)


@dataclass(frozen=True, slots=True)
class Signs:
    """The sign test over the instruments of a case.

    Attributes:
        results: One for each instrument: that of its last run.
        against: Errors to the disadvantage of the customer.
        others: Errors to the other side; an error of zero counts on neither.
        p_value: Probability of so many or more of as many where both sides are equally likely.
        power: Probability that the test finds it where 99 % of the instruments err so.
        flagged: The probability is below 0.001.
    """

    results: tuple[Result, ...]
    against: int
    others: int
    p_value: float
    power: float
    flagged: bool

    @property
    def said(self) -> Text:
        """The result in one sentence."""
        n, chance = self.against + self.others, f"{self.p_value:.2g}"
        zh = "低于偶然水平，应查明" if self.flagged else "可以是偶然"
        en = "less than chance explains: to be examined" if self.flagged else "chance explains it"
        able = Text(
            f"{SHARE:.0%} 的台数偏向一侧时，本案台数的检出概率为 {self.power:.2g}",
            f"where {SHARE:.0%} of the instruments err to one side, so many of them show it with a probability of {self.power:.2g}",
        )
        if not self.power:
            able = Text(
                "台数过少，符号检验不可能显示偏向一侧",
                "so few instruments cannot show by this test that they err to one side",
            )
        return Text(
            f"{n} 台中 {self.against} 台的示值误差对用户不利，偶然概率 {chance}：{zh}；{able.zh}",
            f"{self.against} of {n} errors are to the disadvantage of the customer, probability by chance {chance}: {en};"
            f" {able.en}",
        )

    def to_dict(self) -> dict[str, Any]:
        """For the manifest."""
        rows = [r._asdict() | {"error": f"{r.error:f}"} for r in self.results]
        counts = {"against": self.against, "others": self.others, "p_value": self.p_value, "power": self.power}
        return {"results": rows, **counts, "flagged": self.flagged}


def signs(runs: Mapping[str, Sequence[Event]], disadvantage: str) -> Signs | None:
    """Test the instruments of a case; None where fewer than two of them have an error to compare.

    Source: see `metrology.detection.network`.

    Args:
        runs: Entries of each run, the oldest first.
        disadvantage: Which errors are to the disadvantage of the customer: ``high`` where the instrument shows more than
            was given, ``low`` where it shows less.
    """
    last: list[tuple[Opened, Result]] = []
    for run, events in runs.items():
        for found in _result(run, events):
            first = opened(events)
            last = [*(one for one in last if not _same(one[0], first)), (first, found)]
    results = tuple(found for _, found in last)
    if len(results) < 2:
        return None
    side = -1 if disadvantage == "high" else 1
    tested = sign_test([side * r.error for r in results])
    n = tested.negative + tested.positive
    power = sign_test_power(n, SHARE) if n else 0.0
    return Signs(results, tested.negative, tested.positive, tested.p_value, power, tested.flagged)


def _result(run: str, events: Sequence[Event]) -> Iterable[Result]:
    first, ends = opened(events), of_kind(events, Closed)
    if not ends or str(ends[-1].entry.outcome) in _VOID:
        return
    nozzle = _nozzle(first)
    name = f"{first.subject.maker} {first.subject.model} № {first.subject.serial}{f' / {nozzle}' if nozzle else ''}"
    conclusions = [c for _, c in of_kind(events, Conclusion)]
    of_limit = not investigated(first.kind)
    errors = list(_parts(conclusions) if of_limit else _stated(conclusions))
    if errors:
        yield Result(run, name, divide(sum(errors, Decimal(0)), Decimal(len(errors))), of_limit)


def _nozzle(first: Opened) -> str:
    """The nozzle of an instrument that has several; each counts by itself."""
    return str(first.nameplate.get("nozzle", ""))


def _same(a: Opened, b: Opened) -> bool:
    return same_instrument(a.subject, b.subject) and spelt(_nozzle(a)) == spelt(_nozzle(b))


def _stated(conclusions: Iterable[Conclusion]) -> Iterable[Decimal]:
    """Errors in % that an investigation states."""
    return (Decimal(c.values[ERROR]) for c in conclusions if ERROR in c.values)


def _parts(conclusions: Iterable[Conclusion]) -> Iterable[Decimal]:
    """Errors of a verification with a limit on each side, as parts of that limit in %."""
    for c in conclusions:
        if c.decision is None or not all(c.decision.limit):
            continue
        error, (lower, upper) = Decimal(c.decision.unrounded), map(Decimal, c.decision.limit)
        if lower < 0 < upper:
            yield divide(100 * error, upper if error > 0 else -lower)
