"""An evaluated budget of several results in words: each budget, their correlation, factors of a joint region."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from services.uncertainty.vector import expanded_of

if TYPE_CHECKING:
    from services.uncertainty.vector import VectorEvaluation

WORDS: dict[Literal["zh", "en"], dict[str, str]] = {
    "zh": {
        "head": "测量结果", "correlation": "相关系数", "factor": "联合包含域（p = {p:g}）：椭球 k = {ellipsoid:.3f}，长方体 k = {box:.3f}",
        "model": "测量模型",
    },
    "en": {
        "head": "results", "correlation": "correlation",
        "factor": "joint coverage region (p = {p:g}): ellipsoid k = {ellipsoid:.3f}, box k = {box:.3f}", "model": "model",
    },
}  # fmt: skip


def vector_statement(found: VectorEvaluation, language: Literal["zh", "en"]) -> list[str]:
    """Lines of a report: each budget, the correlation of the results, the factors of a joint region."""
    words, vector, p = WORDS[language], found.vector, found.stated.coverage_probability
    lines = [found.stated.title] if found.stated.title else []
    for result in found.results:
        name = result.budget.name
        lines += ["", f"{words['model']}: {name} = {found.stated.outputs[name].model}"]
        lines += result.table(language, p if expanded_of(result, p) is not None else None).splitlines()
    lines += ["", f"{words['correlation']}:"]
    for i, one in enumerate(vector.names):
        lines += [
            f"r({one}, {vector.names[j]}) = {vector.correlation[i][j]:+.4f}" for j in range(i + 1, len(vector.names))
        ]
    factors = {"p": p, "ellipsoid": vector.ellipsoid_factor(p), "box": vector.box_factor(p)}
    return [*lines, words["factor"].format(**factors)]
