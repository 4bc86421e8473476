"""The verdict on a type: every cell, the zero between temperatures, the errors at reference before and after."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from metrology.decision import Outcome
from metrology.exact import plain
from metrology.text import Text
from metrology.units import Quantity
from procedures.campaigns.judgement import CampaignJudgement, Requirement
from procedures.campaigns.kind import outcome_of, overall
from procedures.campaigns.type_evaluation.scheme import scheme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from procedures.campaigns.plan import Cell, Plan, Sample
    from procedures.campaigns.results import CellResult, Results
    from procedures.campaigns.type_evaluation.scheme import Scheme

WEIGHING, DISTURBANCE, ZERO_ROW = "weighing", "disturbance", "E0"
BEFORE, AFTER = "reference/1", "reference/2"
ABSENT = "—"


class ErrorAt(NamedTuple):
    """A corrected error of a weighing test.

    Attributes:
        direction: ``up`` or ``down``.
        load, error: In the unit of the instrument.
        limit: What is permitted there.
    """

    direction: str
    load: Decimal
    error: Decimal
    limit: Decimal


def judge(plan: Plan, results: Results) -> CampaignJudgement:
    """The verdict, as far as the results go."""
    by = scheme(plan.parameters["scheme"])
    rows = [_of_cell(cell, results[cell.key], by) for cell in plan.cells if cell.key in results]
    for sample in plan.samples:
        rows += _no_load(plan, sample, results, by)
        rows += _drift(plan, sample, results, by)
    rows += [_left_out(key, reason, by) for key, reason in plan.parameters["left_out"].items()]
    found = overall(rows)
    figures = {"cells": str(len(plan.cells)), "samples": str(len(plan.samples))}
    return CampaignJudgement(found, tuple(rows), _words(found), figures)


def errors_of(result: CellResult) -> list[ErrorAt]:
    """The corrected errors of a weighing test."""
    return [
        ErrorAt("down" if "/down/" in f"/{p.address}/" else "up", p.values["L"], p.values["Ec"], p.limit[1])
        for p in result.of(WEIGHING)
        if "Ec" in p.values and p.limit[1] is not None
    ]


def zero_of(result: CellResult) -> Decimal | None:
    """The error at zero of a weighing test; None where it has none."""
    found = [p.values["E"] for p in result.of(WEIGHING) if p.address.endswith(f"/{ZERO_ROW}") and "E" in p.values]
    return found[0] if found else None


def temperature_of(cell: Cell) -> Decimal:
    """The temperature of a cell, in °C."""
    return next(Decimal(level.value) for level in cell.levels if level.key == "temperature")


def unit_of(sample: Sample) -> str:
    """The unit in which an instrument is judged."""
    return Quantity.parse(str(sample.nameplate["e"])).unit


def interval_of(sample: Sample) -> Decimal:
    """Its verification scale interval e."""
    return Quantity.parse(str(sample.nameplate["e"])).value


def _of_cell(cell: Cell, result: CellResult, by: Scheme) -> Requirement:
    source = by.source(_source_of(cell))
    value, limit = _worst(result)
    name = Text(f"{cell.sample} {cell.name.zh}", f"{cell.sample}: {cell.name.en}")
    return Requirement(
        f"cell/{cell.key}", name, value, limit, result.outcome, source.clause, str(source.status), (cell.key,)
    )


def _source_of(cell: Cell) -> str:
    test = str(cell.fields["test"])
    return test if test in {"examination", "temperature", "voltage", "damp_heat", "disturbance"} else "intrinsic"


def _worst(result: CellResult) -> tuple[str, str]:
    """The comparison of a run that uses up most of what is permitted: value and limit with their unit."""
    best: tuple[Decimal, str, str] | None = None
    for p in result.points:
        symbol = next((s for s in ("Ec", "spread", "dP", "fault", "E") if s in p.values), "")
        if not symbol or p.limit[1] is None or not p.limit[1]:
            continue
        share, unit = abs(p.values[symbol]) / p.limit[1], p.units.get(symbol, "")
        if best is None or share > best[0]:
            sign = "≤" if p.limit[0] is None else "±"
            best = (share, f"{plain(p.values[symbol])} {unit}".strip(), f"{sign} {plain(p.limit[1])} {unit}".strip())
    return (best[1], best[2]) if best is not None else (ABSENT, ABSENT)


def _no_load(plan: Plan, sample: Sample, results: Results, by: Scheme) -> Iterator[Requirement]:
    """The zero changes by at most e for so many kelvins between any two temperatures in turn (3.9.2.3)."""
    cells = [c for c in plan.cells if c.sample == sample.key and c.fields["test"] == "temperature"]
    source = by.source("no_load")
    kelvin = Decimal(by.content["limits"]["no_load"]["kelvin"][str(sample.nameplate["class"])])
    unit, limit = unit_of(sample), by.number("limits", "no_load", "e") * interval_of(sample)
    for first, second in pairwise(cells):
        if first.key not in results or second.key not in results:
            continue
        a, b = zero_of(results[first.key]), zero_of(results[second.key])
        step = abs(temperature_of(second) - temperature_of(first))
        if not step:
            continue
        change = None if a is None or b is None else abs(b - a) * kelvin / step
        span = f"{temperature_of(first)} → {temperature_of(second)} °C"
        yield Requirement(
            f"no_load/{second.key}",
            Text(f"{sample.key} 空载示值温度影响 {span}", f"{sample.key}: effect of temperature at no load {span}"),
            ABSENT if change is None else f"{change:.3f} {unit} / {plain(kelvin)} K", f"≤ {plain(limit)} {unit} / {plain(kelvin)} K",
            Outcome.INCOMPLETE if change is None else outcome_of(conforms=change <= limit), source.clause, str(source.status), (first.key, second.key),
        )  # fmt: skip


def shifts(before: CellResult, after: CellResult) -> list[tuple[ErrorAt, Decimal]]:
    """The errors of a later test that have their like in an earlier one, each with its shift."""
    known = {(x.direction, x.load): x.error for x in errors_of(before)}
    return [(x, x.error - known[x.direction, x.load]) for x in errors_of(after) if (x.direction, x.load) in known]


def _drift(plan: Plan, sample: Sample, results: Results, by: Scheme) -> Iterator[Requirement]:
    """The errors at reference conditions are the same before and after all tests."""
    del plan
    keys = (f"{sample.key}/{BEFORE}", f"{sample.key}/{AFTER}")
    if not all(key in results for key in keys):
        return
    source, e, unit = by.source("drift"), interval_of(sample), unit_of(sample)
    moved = [
        (abs(shift), max(by.number("limits", "drift", "e") * e, by.number("limits", "drift", "mpe") * x.limit), x)
        for x, shift in shifts(results[keys[0]], results[keys[1]])
    ]
    if not moved:
        name = Text(f"{sample.key} 参考条件前后误差变化", f"{sample.key}: change of the errors at reference")
        clause, status = source.clause, str(source.status)
        yield Requirement(f"drift/{sample.key}", name, ABSENT, ABSENT, Outcome.INCOMPLETE, clause, status, keys)
        return
    worst = max(moved, key=lambda row: row[0] / row[1])
    yield Requirement(
        f"drift/{sample.key}",
        Text(f"{sample.key} 参考条件前后误差变化（{plain(worst[2].load)} {unit}）", f"{sample.key}: change of the errors at reference ({plain(worst[2].load)} {unit})"),
        f"{plain(worst[0])} {unit}", f"≤ {plain(worst[1])} {unit}",
        outcome_of(conforms=all(m <= limit for m, limit, _ in moved)), source.clause, str(source.status), keys,
    )  # fmt: skip


def _left_out(key: str, reason: dict[str, Any], by: Scheme) -> Requirement:
    test = next(t for t in by.tests if t.key == key)
    why = Text(f"{test.name.zh}：不做，{reason['zh']}", f"{test.name.en}: left out, {reason['en']}")
    return Requirement(
        f"left_out/{key}",
        why,
        ABSENT,
        ABSENT,
        Outcome.NOT_APPLICABLE,
        by.source("sequence").clause,
        str(by.source("sequence").status),
    )


def _words(found: Outcome) -> Text:
    if found is Outcome.CONFORM:
        return Text(
            "所列试验全部合格。方案未含的试验见下文，型式评价须另行完成。",
            "Every test of the plan conforms. Tests that the plan does not have are listed below and remain to be done.",
        )
    if found is Outcome.NOT_CONFORM:
        return Text("有不合格的试验，该型式不合格。", "A test does not conform: the type does not conform.")
    return Text("有待定的试验，不能判定该型式。", "A test is undecided: nothing is concluded of the type.")
