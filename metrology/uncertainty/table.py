"""The budget table that a certificate's annex prints, in Chinese or English."""

from __future__ import annotations

import math
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from metrology.uncertainty.expanded import Expanded
    from metrology.uncertainty.first_order import FirstOrder
    from metrology.uncertainty.input import Input

Language = Literal["zh", "en"]

WORDS: dict[Language, dict[str, str]] = {
    "zh": {
        "heading": "输入量|估计值|单位|标准不确定度|自由度|分布|灵敏系数|不确定度分量|贡献/%|来源",
        "result": "测量结果",
        "uncertainty": "合成标准不确定度",
        "degrees": "有效自由度",
        "undefined": "无定义",
        "expanded": "扩展不确定度",
    },
    "en": {
        "heading": "quantity|estimate|unit|standard uncertainty|ν|distribution|sensitivity|contribution|index/%|source",
        "result": "result",
        "uncertainty": "combined standard uncertainty",
        "degrees": "effective degrees of freedom",
        "undefined": "not defined",
        "expanded": "expanded uncertainty",
    },
}


@dataclass(frozen=True)
class Row:
    """One input's line in the budget.

    Attributes:
        name: Symbol of the input.
        input: What is known of it.
        sensitivity: c = ∂f/∂x.
        contribution: |c|·u(x), in the unit of the measurand.
        index: Share in u_c², percent.
    """

    name: str
    input: Input
    sensitivity: float
    contribution: float
    index: float

    def cells(self, language: Language) -> list[str]:
        """The line as text, one cell a column."""
        one = self.input
        shape = one.shape.zh if language == "zh" else one.shape.en
        sensitivity = "" if math.isnan(self.sensitivity) else f"{self.sensitivity:.6g}"
        return [
            self.name,
            f"{one.estimate:.12g}",
            one.unit,
            f"{one.standard_uncertainty:.4g}",
            _degrees(one.degrees_of_freedom),
            shape,
            sensitivity,
            f"{self.contribution:.4g}",
            f"{self.index:.1f}",
            one.source,
        ]


def table_text(result: FirstOrder, expanded: Expanded, language: Language) -> str:
    """The table with the result beneath.

    Args:
        result: The first-order result.
        expanded: Its expanded uncertainty.
        language: "zh" or "en".

    Returns:
        Lines of aligned columns; a Chinese character counts as two places.
    """
    words = WORDS[language]
    lines = _aligned([words["heading"].split("|"), *(row.cells(language) for row in result.rows)])
    unit = f" {result.budget.unit}" if result.budget.unit else ""
    name = result.budget.name
    try:
        degrees = f"{_degrees(result.effective_degrees_of_freedom)} → {_degrees(result.truncated_degrees_of_freedom)}"
    except ValueError:  # correlated inputs of finite ν: the table is still worth printing, and states it
        degrees = words["undefined"]
    probability = "" if expanded.p is None else f", p = {expanded.p:g}"
    lines += [
        f"{words['result']}: {name} = {result.estimate:.12g}{unit}",
        f"{words['uncertainty']}: u({name}) = {result.combined_standard_uncertainty:.4g}{unit}",
        f"{words['degrees']}: ν = {degrees}",
        f"{words['expanded']}: U = {expanded.value:.4g}{unit}, k = {expanded.k:.4g}{probability}",
    ]
    return "\n".join(lines)


def _degrees(value: float) -> str:
    """Degrees of freedom, ∞ where they are."""
    return "∞" if value == math.inf else f"{value:.4g}"


def _aligned(rows: list[list[str]]) -> list[str]:
    """Rows with their columns brought below one another."""
    widths = [max(_width(cell) for cell in column) for column in zip(*rows, strict=True)]
    return [
        "  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]


def _width(text: str) -> int:
    """Places a text takes in a fixed-width face."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
