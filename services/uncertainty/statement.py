"""An evaluated budget in words: the table, both results, their comparison, and a histogram of characters."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from services.uncertainty.evaluation import Evaluation

Language = Literal["zh", "en"]
_BINS, _BAR = 21, 48

WORDS: dict[Language, dict[str, str]] = {
    "zh": {
        "second": "含二阶项的标准不确定度",
        "monte_carlo": "蒙特卡洛法（{trials} 次，种子 {seed}）",
        "estimate": "估计值",
        "u": "标准不确定度",
        "no_u": "无定义",
        "symmetric": "概率对称包含区间",
        "shortest": "最短包含区间",
        "validation": "与传播律区间之差 {low:.2g}、{high:.2g}, 允差 δ = {tolerance:.2g}: {valid}",
        "valid": "通过验证",
        "not_valid": "未通过验证",
        "model": "测量模型",
    },
    "en": {
        "second": "standard uncertainty with second-order terms",
        "monte_carlo": "Monte Carlo ({trials} trials, seed {seed})",
        "estimate": "estimate",
        "u": "standard uncertainty",
        "no_u": "not defined",
        "symmetric": "probabilistically symmetric coverage interval",
        "shortest": "shortest coverage interval",
        "validation": "differences from the interval of the law of propagation {low:.2g}, {high:.2g}, "
        "tolerance δ = {tolerance:.2g}: {valid}",
        "valid": "validated",
        "not_valid": "not validated",
        "model": "model",
    },
}


def statement(evaluation: Evaluation, language: Language) -> list[str]:
    """Return the lines of a report of the evaluation."""
    words, budget = WORDS[language], evaluation.budget
    lines = [evaluation.stated.title] if evaluation.stated.title else []
    lines += [f"{words['model']}: {budget.name} = {evaluation.stated.model}", ""]
    if evaluation.first_order is not None:
        p = evaluation.stated.coverage_probability if evaluation.expanded is not None else None
        lines += evaluation.first_order.table(language, p).splitlines()
        if evaluation.second_order is not None:
            lines.append(f"{words['second']}: {evaluation.second_order:.4g}{_unit(evaluation)}")
        lines.append("")
    lines += _monte_carlo(evaluation, language)
    if (v := evaluation.validation) is not None:
        valid = words["valid" if v.valid else "not_valid"]
        filled = {"low": v.difference_low, "high": v.difference_high, "tolerance": v.tolerance, "valid": valid}
        lines.append(words["validation"].format(**filled))
    lines += [remark[0 if language == "zh" else 1] for remark in evaluation.remarks]
    return [*lines, "", *histogram(evaluation)]


def _monte_carlo(evaluation: Evaluation, language: Language) -> list[str]:
    words, sample, unit = WORDS[language], evaluation.sample, _unit(evaluation)
    places = _places(sample.symmetric.upper - sample.symmetric.lower)
    u = words["no_u"] if sample.without_variance else f"{sample.standard_uncertainty:.4g}{unit}"
    intervals = (("symmetric", sample.symmetric), ("shortest", sample.shortest))
    return [
        words["monte_carlo"].format(trials=sample.trials, seed=sample.seed),
        f"{words['estimate']}: {sample.estimate:.{places}f}{unit}",
        f"{words['u']}: {u}",
        *(f"{words[key]} p = {sample.p:g}: [{i.lower:.{places}f}, {i.upper:.{places}f}]{unit}" for key, i in intervals),
    ]


def histogram(evaluation: Evaluation) -> list[str]:
    """Return the distribution of the measurand as bars of characters; nothing where it has no width."""
    import numpy as np

    shown = evaluation.sample.interval(0.999)
    low, high = shown.lower, shown.upper
    if not low < high:
        return []
    counts, edges = np.histogram(evaluation.sample.values, bins=_BINS, range=(low, high))
    places = _places(high - low)
    labels = [f"{(a + b) / 2:.{places}f}" for a, b in pairwise(edges.tolist())]
    wide = max(map(len, labels))
    bars = ["█" * round(_BAR * count / counts.max()) for count in counts.tolist()]
    return [f"{label:>{wide}}  {bar}".rstrip() for label, bar in zip(labels, bars, strict=True)]


def _places(width: float) -> int:
    """Decimal places that show a width with four digits, which is as many as a million trials hold."""
    return max(0, 3 - math.floor(math.log10(width))) if width > 0 else 6


def _unit(evaluation: Evaluation) -> str:
    return f" {evaluation.budget.unit}" if evaluation.budget.unit else ""
