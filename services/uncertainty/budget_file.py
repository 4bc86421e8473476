"""The file of an uncertainty budget: what it may hold, and every problem of it with its field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from inputs.bounded import BadFile, read_toml
from metrology.uncertainty import Budget, Input, degrees_of_freedom_of_type_b
from metrology.uncertainty.formula import Formula, FormulaError, normal

if TYPE_CHECKING:
    from pathlib import Path


Finite = Annotated[float, Field(allow_inf_nan=False)]
Positive = Annotated[float, Field(gt=0, allow_inf_nan=False)]
NotNegative = Annotated[float, Field(ge=0, allow_inf_nan=False)]


class BudgetFileError(Exception):
    """A budget file cannot be used.

    Args:
        path: The file.
        problems: Each with the field it is about.
    """

    def __init__(self, path: Path, problems: list[str]) -> None:
        super().__init__(f"{path}: {'; '.join(problems)}")
        self.path, self.problems = path, problems


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Stated(_Table):
    """An input quantity, or a component of one; which fields are given says how it is evaluated."""

    estimate: Finite | None = None
    unit: str = ""
    source: str = ""
    degrees_of_freedom: Positive | None = None
    relative_unreliability: Positive | None = None
    correlation_group: str | None = None
    standard_uncertainty: NotNegative | None = None
    distribution: Literal["normal", "rectangular", "triangular", "arcsine", "trapezoidal"] | None = None
    half_width: Positive | None = None
    beta: Annotated[float, Field(ge=0, le=1)] | None = None
    limits: tuple[Finite, Finite] | None = None
    resolution: Positive | None = None
    expanded_uncertainty: NotNegative | None = None
    coverage_factor: Positive | None = None
    coverage_probability: Annotated[float, Field(gt=0, lt=1)] | None = None
    readings: tuple[Finite, ...] | None = None
    components: tuple[Stated, ...] | None = None

    def to_input(self, name: str = "") -> Input:
        """Return the input.

        Raises:
            ValueError: The fields do not say in exactly one way what is known.
        """
        ways = ("standard_uncertainty", "half_width", "limits", "resolution", "expanded_uncertainty", "readings")
        given = [way for way in (*ways, "components") if getattr(self, way) is not None]
        if len(given) != 1:
            raise ValueError(f"state exactly one of {', '.join(ways)}, components; given: {', '.join(given) or 'none'}")
        way = given[0]
        self._only(way, "limits", "readings", without=("estimate",))
        self._only(way, "half_width", "standard_uncertainty", needs=("distribution",))
        self._only(way, "expanded_uncertainty", needs=("coverage_factor", "coverage_probability"))
        if self.beta is not None and self.distribution != "trapezoidal":
            raise ValueError("beta belongs to the trapezoidal distribution")
        return getattr(self, f"_{way}")(name)  # type: ignore[no-any-return]

    def _only(self, way: str, *ways: str, needs: tuple[str, ...] = (), without: tuple[str, ...] = ()) -> None:
        """Refuse fields that do not go with the way chosen."""
        wrong = [field for field in needs if getattr(self, field) is not None and way not in ways]
        wrong += [field for field in without if getattr(self, field) is not None and way in ways]
        if wrong:
            raise ValueError(f"{', '.join(wrong)} does not go with {way}")

    @property
    def _x(self) -> float:
        return 0.0 if self.estimate is None else self.estimate

    def _described(self, name: str) -> dict[str, object]:
        described: dict[str, object] = {"name": name, "unit": self.unit, "source": self.source}
        if self.degrees_of_freedom is not None and self.relative_unreliability is not None:
            raise ValueError("state degrees_of_freedom or relative_unreliability, not both")
        if self.relative_unreliability is not None:
            described["degrees_of_freedom"] = degrees_of_freedom_of_type_b(self.relative_unreliability)
        if self.degrees_of_freedom is not None:
            described["degrees_of_freedom"] = self.degrees_of_freedom
        return described | {"correlation_group": self.correlation_group}

    def _standard_uncertainty(self, name: str) -> Input:
        if self.distribution == "trapezoidal":
            raise ValueError("the trapezoidal distribution is stated by half_width and beta")
        described = self._described(name) | {"distribution": self.distribution}
        return Input(self._x, self.standard_uncertainty or 0.0, **described)  # type: ignore[arg-type]

    def _half_width(self, name: str) -> Input:
        described, a = self._described(name), self.half_width or 0.0
        if self.distribution == "trapezoidal":
            if self.beta is None:
                raise ValueError("the trapezoidal distribution needs beta, the width of its top over that of its base")
            return Input.trapezoidal(self._x, a, self.beta, **described)  # type: ignore[arg-type]
        shape = self.distribution or "rectangular"
        if shape == "normal":
            raise ValueError("a normal distribution has no half_width; state standard_uncertainty")
        return getattr(Input, shape)(self._x, a, **described)  # type: ignore[no-any-return]

    def _limits(self, name: str) -> Input:
        lower, upper = self.limits or (0.0, 0.0)
        if not lower < upper:
            raise ValueError(f"limits: {lower} is not below {upper}")
        return Input.from_limits(lower, upper, **self._described(name))  # type: ignore[arg-type]

    def _resolution(self, name: str) -> Input:
        return Input.resolution(self._x, self.resolution or 0.0, **self._described(name))  # type: ignore[arg-type]

    def _expanded_uncertainty(self, name: str) -> Input:
        k, p = self.coverage_factor, self.coverage_probability
        if (k is None) == (p is None):
            raise ValueError("an expanded_uncertainty needs its coverage_factor or its coverage_probability")
        return Input.expanded(self._x, self.expanded_uncertainty or 0.0, k, p, **self._described(name))  # type: ignore[arg-type]

    def _readings(self, name: str) -> Input:
        if self.degrees_of_freedom is not None or self.relative_unreliability is not None:
            raise ValueError("readings have their own degrees of freedom, one less than their number")
        return Input.from_readings(self.readings or (), **self._described(name))  # type: ignore[arg-type]

    def _components(self, name: str) -> Input:
        parts = [part.to_input() for part in self.components or ()]
        return Input.combined(self._x, parts, **self._described(name))  # type: ignore[arg-type]


class Correlation(_Table):
    """How two inputs are correlated."""

    between: tuple[str, str]
    coefficient: Annotated[float, Field(ge=-1, le=1)]


class BudgetFile(_Table):
    """An uncertainty budget.

    Attributes:
        title: What is measured; printed only.
        name, unit: Symbol and unit of the measurand.
        model: The formula, see `metrology.uncertainty.formula`.
        coverage_probability: Of the intervals.
        trials: Of the Monte Carlo; ``"adaptive"`` for the procedure of JCGM 101 7.9.
        seed: Of the generator.
        digits: Significant digits of u regarded as meaningful in the validation.
        inputs: By name.
        correlations: Those that are not zero.
    """

    title: str = ""
    name: str = "y"
    unit: str = ""
    model: str
    coverage_probability: Annotated[float, Field(gt=0, lt=1)] = 0.95
    trials: Annotated[int, Field(ge=10_000, le=20_000_000)] | Literal["adaptive"] = 1_000_000
    seed: Annotated[int, Field(ge=0, lt=2**63)] = 1
    digits: Literal[1, 2] = 2
    inputs: Annotated[dict[str, Stated], Field(min_length=1, max_length=200)]
    correlations: tuple[Correlation, ...] = ()

    def budget(self) -> Budget:
        """Return the budget.

        Raises:
            ValueError: A list of problems, one a line, each with its field.
        """
        problems, inputs = [], []
        for name, stated in self.inputs.items():
            try:
                inputs.append(stated.to_input(normal(name)))
            except ValueError as error:
                problems.append(f"inputs.{name}: {error}")
        formula = None
        try:
            formula = Formula(self.model, list(self.inputs))
        except FormulaError as error:
            problems.append(f"model: {error}")
        if problems or formula is None:
            raise ValueError("\n".join(problems))
        pairs = {(normal(c.between[0]), normal(c.between[1])): c.coefficient for c in self.correlations}
        try:
            return Budget(formula, inputs, pairs or None, name=self.name, unit=self.unit)
        except ValueError as error:
            raise ValueError(f"correlations: {error}") from None


def read_budget(path: Path) -> tuple[BudgetFile, Budget]:
    """Read a budget file.

    Raises:
        BudgetFileError: It cannot be read, is no TOML, or says something impossible; every problem is named.
    """
    try:
        stated = BudgetFile.model_validate(read_toml(path))
        return stated, stated.budget()
    except BadFile as error:
        raise BudgetFileError(path, [str(error)]) from None
    except ValidationError as error:
        problems = [f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors()]
        raise BudgetFileError(path, problems) from None
    except ValueError as error:
        raise BudgetFileError(path, str(error).splitlines()) from None
