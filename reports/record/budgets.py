"""The uncertainty budget of every calibration result: each component, and what was evaluated from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from metrology.uncertainty import Arcsine, Exponential, Normal, Rectangular, Student, Triangular
from procedures.text import Text
from reports.record.sheet import Sheet, both_languages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from records.entries import Uncertainty
    from reports.view import Conclusion, RunView

NAME = Text("不确定度分量", "Uncertainty budgets")
_SHAPES = {shape.en: shape.zh for shape in (Normal, Rectangular, Triangular, Arcsine, Exponential, Student)}
_TOTAL = Text("合成", "combined")


def budgets(run: RunView) -> Iterator[Sheet]:
    """One sheet, where a result has a budget: a row for each component, then one for the result."""
    heads = (
        Text("序号", "Entry"), Text("项目", "Item"), Text("检定点", "Point"), Text("分量", "Component"),
        Text("标准不确定度", "u"), Text("单位", "Unit"), Text("分布", "Distribution"), Text("自由度", "ν"),
        Text("灵敏系数", "Sensitivity"), Text("贡献 c·u", "Contribution"), Text("包含因子", "k"),
        Text("扩展不确定度", "U"),
    )  # fmt: skip
    rows = tuple(row for c in run.conclusions if c.uncertainty is not None for row in _rows(run, c, c.uncertainty))
    if rows:
        yield Sheet(NAME, heads, rows, frozenset({0, 4, 7, 8, 9, 10, 11}))


def _rows(run: RunView, conclusion: Conclusion, found: Uncertainty) -> Iterator[tuple[str, ...]]:
    item = run.result_of(conclusion.item)
    head = (str(conclusion.seq), item.name.zh if item else conclusion.item, both_languages(conclusion.label))
    for c in found.components:
        name = conclusion.components.get(c.key, Text.same(c.key))
        shape = Text(_SHAPES.get(c.distribution, c.distribution), c.distribution)
        yield (
            *head, both_languages(name), c.standard_uncertainty, c.unit, both_languages(shape),
            c.degrees_of_freedom or "∞", c.sensitivity, c.contribution, "", "",
        )  # fmt: skip
    for pair in found.correlations:
        names = (conclusion.components.get(key, Text.same(key)).zh for key in (pair.first, pair.second))
        yield (*head, f"r({', '.join(names)})", pair.coefficient, "1", "", "", "", "", "", "")
    yield (
        *head, f"{both_languages(_TOTAL)} ({found.budget})", found.combined, found.unit, f"p = {found.p}",
        found.degrees_of_freedom or "∞", "", "", found.k, found.U,
    )  # fmt: skip
