"""What the report of a type evaluation shows: the matrix, the errors under each influence, plots, what is not covered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from metrology.exact import plain
from metrology.text import Text
from procedures.campaigns.judgement import Note, Plot, Series, Table
from procedures.campaigns.type_evaluation.judging import (
    BEFORE,
    errors_of,
    shifts,
    temperature_of,
    unit_of,
    zero_of,
)
from procedures.campaigns.type_evaluation.scheme import scheme

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from metrology.decision import Outcome
    from procedures.campaigns.judgement import Section
    from procedures.campaigns.plan import Cell, Plan, Sample
    from procedures.campaigns.results import Results

ABSENT = "—"


def sections(plan: Plan, results: Results) -> list[Section]:
    """Every section."""
    found: list[Section] = [_matrix(plan, results)]
    for sample in plan.samples:
        found += _shifts(plan, sample, results)
    found += _plots(plan, results)
    missing = scheme(plan.parameters["scheme"]).not_covered
    return [*found, Note(Text("方案未含的试验", "Tests that the plan does not have"), missing)]


def _matrix(plan: Plan, results: Results) -> Table:
    """A line for each test with its condition, a column for each sample."""
    rows: dict[str, tuple[Cell, dict[str, Outcome]]] = {}
    for cell in plan.cells:
        row = rows.setdefault(cell.key.removeprefix(f"{cell.sample}/"), (cell, {}))
        if cell.key in results:
            row[1][cell.sample] = results[cell.key].outcome
    heads = (Text("试验", "Test"), Text("条件", "Condition"), *(Text.same(s.key) for s in plan.samples))
    lines: tuple[tuple[str | Text | Outcome, ...], ...] = tuple(
        (cell.name, ", ".join(map(str, cell.levels)), *(found.get(s.key, ABSENT) for s in plan.samples))
        for cell, found in rows.values()
    )
    return Table(Text("试验矩阵", "Matrix of tests"), heads, lines, (3, 3.4, *(1.7 for _ in plan.samples)))


def _shifts(plan: Plan, sample: Sample, results: Results) -> Iterator[Table]:
    """The corrected error with increasing load under each influence, and its shift from that at reference conditions."""
    base = results.get(f"{sample.key}/{BEFORE}")
    if base is None:
        return
    unit = unit_of(sample)
    rows = []
    for cell in plan.cells:
        if (
            cell.sample != sample.key
            or cell.key not in results
            or cell.fields["test"] not in {"temperature", "damp_heat", "voltage", "reference"}
        ):
            continue
        found = {x.load: (x, shift) for x, shift in shifts(base, results[cell.key]) if x.direction == "up"}
        if not found:
            continue
        worst = max(found.values(), key=lambda pair: abs(pair[1]))
        rows.append(
            (
                cell.name,
                ", ".join(map(str, cell.levels)),
                f"{plain(worst[0].load)}",
                plain(worst[0].error),
                plain(worst[1]),
                f"± {plain(worst[0].limit)}",
            )
        )
    heads = (
        Text("试验", "Test"), Text("条件", "Condition"), Text(f"载荷/{unit}", f"Load, {unit}"), Text(f"误差/{unit}", f"Error, {unit}"),
        Text(f"误差偏移/{unit}", f"Shift, {unit}"), Text("MPE", "MPE"),
    )  # fmt: skip
    title = Text(
        f"样品 {sample.key}：误差及对参考条件的最大偏移",
        f"Sample {sample.key}: errors, and the largest shift from reference",
    )
    if rows:
        yield Table(title, heads, tuple(rows), (3, 3.2, 1.3, 1.3, 1.4, 1.2))


def _plots(plan: Plan, results: Results) -> Iterator[Plot]:
    """The error at the largest load, and that at zero, over the temperature; a line for each sample."""
    spans, zeros = [], []
    limit: Decimal | None = None
    for sample in plan.samples:
        span, zero = [], []
        for cell in plan.cells:
            if cell.sample != sample.key or cell.fields["test"] != "temperature" or cell.key not in results:
                continue
            at, found = temperature_of(cell), errors_of(results[cell.key])
            if found:
                top = max(found, key=lambda x: x.load)
                span.append((at, top.error))
                limit = top.limit
            if (e0 := zero_of(results[cell.key])) is not None:
                zero.append((at, e0))
        spans.append(Series(Text.same(sample.key), tuple(sorted(span))))
        zeros.append(Series(Text.same(sample.key), tuple(sorted(zero))))
    if limit is None:
        return
    x, unit = Text("温度/°C", "temperature, °C"), unit_of(plan.samples[0])
    lines = ((Text("+MPE", "+MPE"), limit), (Text("−MPE", "−MPE"), -limit))
    yield Plot(
        Text("最大载荷误差与温度", "Error at the largest load"),
        x,
        Text(f"误差/{unit}", f"error, {unit}"),
        tuple(spans),
        lines,
    )
    yield Plot(Text("零点误差与温度", "Error at zero"), x, Text(f"误差/{unit}", f"error, {unit}"), tuple(zeros))
