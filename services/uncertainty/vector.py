"""A budget of several results of common inputs: their covariance, evaluated and in words (JCGM 102:2011)."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from inputs.bounded import BadFile, read_toml
from metrology.uncertainty import Budget
from metrology.uncertainty.formula import Formula, FormulaError, normal
from metrology.uncertainty.vector import VectorResult, joint_result
from services.uncertainty.budget_file import BudgetFileError, Correlation, Stated

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from metrology.uncertainty import FirstOrder


class Output(BaseModel):
    """One result: its model and unit."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    model: str
    unit: str = ""


class VectorFile(BaseModel):
    """A budget of several results.

    Attributes:
        title: What is measured.
        coverage_probability: Of the intervals and of the joint region.
        inputs, correlations: As in a budget of one result.
        outputs: The results by their symbols; a model need not contain every input.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    title: str = ""
    coverage_probability: Annotated[float, Field(gt=0, lt=1)] = 0.95
    inputs: Annotated[dict[str, Stated], Field(min_length=1, max_length=200)]
    correlations: tuple[Correlation, ...] = ()
    outputs: Annotated[dict[str, Output], Field(min_length=1, max_length=20)]


@dataclass(frozen=True)
class VectorEvaluation:
    """Several results, evaluated.

    Attributes:
        stated: What the file says.
        results: Each by the law of propagation.
        vector: All with their covariance.
    """

    stated: VectorFile
    results: tuple[FirstOrder, ...]
    vector: VectorResult

    def to_dict(self) -> dict[str, Any]:
        """For programs; a U that is not defined is null."""
        vector, p = self.vector, self.stated.coverage_probability
        return {
            "title": self.stated.title,
            "coverage_probability": p,
            "results": [
                {"name": r.budget.name, "unit": r.budget.unit, "model": self.stated.outputs[r.budget.name].model,
                 "estimate": r.estimate, "standard_uncertainty": u, "expanded_uncertainty": expanded_of(r, p)}
                for r, u in zip(self.results, vector.standard_uncertainties, strict=True)
            ],
            "covariance": [list(row) for row in vector.covariance],
            "correlation": [list(row) for row in vector.correlation],
            "ellipsoid_factor": vector.ellipsoid_factor(p),
            "box_factor": vector.box_factor(p),
        }  # fmt: skip


def read_vector(path: Path) -> VectorFile | None:
    """The budget of several results; None where the file is one of a single result.

    Raises:
        BudgetFileError: It cannot be read or says something impossible.
    """
    try:
        content = read_toml(path)
        return VectorFile.model_validate(content) if "outputs" in content else None
    except BadFile as error:
        raise BudgetFileError(path, [str(error)]) from None
    except ValidationError as error:
        problems = [f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors()]
        raise BudgetFileError(path, problems) from None


def evaluate_vector(stated: VectorFile, path: Path) -> VectorEvaluation:
    """Evaluate each result by the law of propagation, and the covariance of all.

    Raises:
        BudgetFileError: An input, a model or a correlation is not understood, or no result has a value.
    """
    problems, inputs = [], []
    for name, one in stated.inputs.items():
        try:
            inputs.append(one.to_input(normal(name)))
        except ValueError as error:
            problems.append(f"inputs.{name}: {error}")
    models: dict[str, Callable[..., Any]] = {}
    for name, output in stated.outputs.items():
        try:
            models[name] = _with_all(output.model, [normal(n) for n in stated.inputs])
        except FormulaError as error:
            problems.append(f"outputs.{name}.model: {error}")
    texts = [output.model for output in stated.outputs.values()]
    unused = [name for name in stated.inputs if not any(_contains(text, normal(name)) for text in texts)]
    problems += [f"inputs.{name}: no model contains it" for name in unused]
    if problems:
        raise BudgetFileError(path, problems)
    pairs = {(normal(c.between[0]), normal(c.between[1])): c.coefficient for c in stated.correlations}
    try:
        results = tuple(
            Budget(model, inputs, pairs or None, name=name, unit=stated.outputs[name].unit).first_order()
            for name, model in models.items()
        )
        return VectorEvaluation(stated, results, joint_result(results))
    except (ValueError, ArithmeticError) as error:
        raise BudgetFileError(path, [str(error)]) from error


def _with_all(text: str, names: list[str]) -> Callable[..., Any]:
    """A model as a function of all inputs; those that it does not contain change nothing."""
    used = [name for name in names if _contains(text, name)]
    formula = Formula(text, used)
    places = [names.index(name) for name in used]

    def model(*inputs: Any) -> Any:
        return formula(*(inputs[place] for place in places))

    return model


def _contains(text: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", normal(text)) is not None


def expanded_of(result: FirstOrder, p: float) -> float | None:
    """U, where ν_eff is defined."""
    try:
        value = result.expanded(p).value
    except ValueError:
        return None
    return value if math.isfinite(value) else None
