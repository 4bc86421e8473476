"""What an investigation of a stated design finds, and how large it has to be: computed before anybody drives there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from metrology.detection import (
    alarm_probability,
    cusum_run_length,
    honest_alarms,
    intermittent_power,
    limit_for,
    mode_difference_power,
    pairs_needed,
    runs_needed,
    sign_test,
    sign_test_power,
)
from metrology.text import Text
from sequencer.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Sequence

SURE, LIKELY = 0.99, 0.95


@dataclass(frozen=True, slots=True)
class Design:
    """A design.

    Attributes:
        sigma: Standard deviation of one result, in %.
        difference: Difference between two states to be found, in %.
        guard: What a difference must exceed, in %.
        pairs: Results in each state.
        fraction: Part of the results that is short.
        shortfall: By how much, in %.
        runs: Results in the usual state.
        group: Instruments of one owner.
        share: Part of them that is below zero.
        seconds: Values of a series, one a second.
        shift: Of the series, in its standard deviations.
    """

    sigma: float = 0.03
    difference: float = 0.2
    guard: float = 0.10
    pairs: int = 6
    fraction: float = 0.10
    shortfall: float = 0.5
    runs: int = 60
    group: int = 10
    share: float = 0.99
    seconds: int = 60
    shift: float = 1.0


class NoSuchDesign(Refused):
    """A design whose power cannot be computed."""


class Power(NamedTuple):
    """One test of a design.

    Attributes:
        test: Its name.
        design: Its figures.
        power: Probability that it finds what is stated.
        false: Probability that it is raised where there is nothing.
        needed: What finds it.
    """

    test: Text
    design: Text
    power: float
    false: float
    needed: Text

    def to_dict(self) -> dict[str, Any]:
        """For programs."""
        texts = {key: getattr(self, key).to_dict() for key in ("test", "design", "needed")}
        return {**texts, "power": self.power, "false_alarms": self.false}


def powers(design: Design) -> list[Power]:
    """The power of each test, its false alarms, and what would be enough.

    Raises:
        NoSuchDesign: A figure that cannot be.
    """
    try:
        return [_states(design), _occasional(design), _group(design), _series(design)]
    except (ValueError, ZeroDivisionError) as error:
        zh = f"不能计算：各量应为正，差异应大于保护限 {design.guard:g} %，比例在 0 与 0.5 之间（{error}）"
        en = (
            f"cannot be computed: figures are positive, the difference is above the guard of {design.guard:g} %, a"
            f" fraction is below 0.5 ({error})"
        )
        raise NoSuchDesign([Text(zh, en)]) from error


def signs(errors: Sequence[str]) -> Text:
    """Whether the instruments of one owner err to one side, from their errors.

    Raises:
        NoSuchDesign: An error is no number.
    """
    try:
        found = sign_test(list(errors))
    except ValueError as error:
        zh, en = (
            f'--errors：应为数字，如 "-0.12 -0.05"（{error}）',
            f'--errors: numbers, such as "-0.12 -0.05" ({error})',
        )
        raise NoSuchDesign([Text(zh, en)]) from error
    n = found.positive + found.negative
    zh = "低于偶然水平，应查明" if found.flagged else "可以是偶然"
    en = "less than chance explains: to be examined" if found.flagged else "chance explains it"
    return Text(
        f"{n} 台中 {found.negative} 台示值误差为负，偶然概率 {found.p_value:.2g}：{zh}",
        f"{found.negative} of {n} errors are below zero, probability by chance {found.p_value:.2g}: {en}",
    )


def _states(d: Design) -> Power:
    n = pairs_needed(d.difference, d.sigma, d.guard, SURE)
    return Power(
        Text("状态对比（Welch）", "comparison of states (Welch)"),
        Text(
            f"差异 {d.difference:g} %，σ = {d.sigma:g} %，每种状态 {d.pairs} 次，保护限 {d.guard:g} %",
            f"difference {d.difference:g} %, σ = {d.sigma:g} %, {d.pairs} results in each state, guard {d.guard:g} %",
        ),
        mode_difference_power(d.difference, d.sigma, d.pairs, d.guard),
        mode_difference_power(0, d.sigma, d.pairs, d.guard),
        Text(f"每种状态 {n} 次（{SURE:.0%}）", f"{n} in each state ({SURE:.0%})"),
    )


def _occasional(d: Design) -> Power:
    n = runs_needed(d.fraction, LIKELY)
    return Power(
        Text("偶发偏差（距中位数 5σ）", "occasional deviations (5σ from the median)"),
        Text(
            f"{d.fraction:.0%} 的结果少 {d.shortfall:g} %，σ = {d.sigma:g} %，共 {d.runs} 次",
            f"{d.fraction:.0%} of the results short by {d.shortfall:g} %, σ = {d.sigma:g} %, {d.runs} in all",
        ),
        intermittent_power(d.runs, d.fraction, d.shortfall, d.sigma),
        honest_alarms(d.runs),
        Text(f"{n} 次（{LIKELY:.0%}）", f"{n} ({LIKELY:.0%})"),
    )


def _group(d: Design) -> Power:
    least = next((n for n in range(1, 1000) if sign_test_power(n, d.share) >= LIKELY), None)
    enough = (
        Text(f"{least} 台（{LIKELY:.0%}）", f"{least} ({LIKELY:.0%})") if least else Text("不足", "no number suffices")
    )
    return Power(
        Text("同一用户的计量器具（符号检验）", "instruments of one owner (sign test)"),
        Text(f"{d.group} 台，{d.share:.0%} 为负", f"{d.group} instruments, {d.share:.0%} below zero"),
        sign_test_power(d.group, d.share),
        sign_test_power(d.group, 0.5),
        enough,
    )


def _series(d: Design) -> Power:
    limit = limit_for(d.seconds)
    mean = cusum_run_length(d.shift, limit=limit)
    return Power(
        Text("逐秒累积和", "cumulative sums by the second"),
        Text(
            f"偏移 {d.shift:g}σ，{d.seconds} 个值，k = 0.5，h = {limit:g}",
            f"shift of {d.shift:g}σ, {d.seconds} values, k = 0.5, h = {limit:g}",
        ),
        alarm_probability(d.seconds, d.shift, limit=limit),
        alarm_probability(d.seconds, 0, limit=limit),
        Text(f"平均 {mean:.1f} 个值后报警", f"alarm after {mean:.1f} values on average"),
    )
