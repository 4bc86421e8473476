"""Uncertainty budgets as the facts of an edition declare them, evaluated at one point by `metrology.uncertainty`.

Layout in the data file::

    [budgets.dc_voltage]
    source = "uncertainty"                    key of [sources]
    coverage_probability = 0.9545             k = t_p(ν_eff); 2.00 for infinite ν
    correlations = [["standard", "drift", 0.5]]
    [budgets.dc_voltage.components]
    repeatability = { name = "中文 | English", of = "x", by = "readings" }
    resolution    = { name = "…", of = "x", by = "resolution" }
    standard      = { name = "…", of = "ref", by = "certificate" }

A component says what is known of an input, and of which one. ``of`` is a symbol that was read, or a role: its sensitivity
is that of the formula of the result. ``sensitivity = 1`` says it instead for what the formula does not hold. ``by`` is one of `WAYS`.
The number comes from ``value``, from ``number`` (a key of ``[numbers]``), or from the module (``given``). Further keys:
``distribution``, ``degrees_of_freedom`` or ``relative_unreliability`` (GUM G.4.2), ``coverage_factor``, ``group``: inputs
that were read together, whose correlation follows from their readings.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from metrology.uncertainty import Budget, Input, degrees_of_freedom_of_type_b
from metrology.units import convert, convert_difference
from procedures.errors import AuthorError, NotMeasured
from procedures.kit.query import expanded
from procedures.standards import measuring
from procedures.text import Text
from procedures.uncertainty import Component, EvaluatedBudget

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from metrology.status import Source
    from procedures.kit.facts import Facts
    from procedures.kit.stated_conditions import Wrong
    from procedures.kit.value import Origin, Value
    from procedures.run import Run
    from procedures.standards import Standard

WAYS: Final = ("readings", "resolution", "half_width", "standard_uncertainty", "expanded", "certificate", "mpe")
OF_STANDARD: Final = ("certificate", "mpe")
_KEYS: Final = frozenset({
    "name", "of", "by", "sensitivity", "value", "number", "distribution", "degrees_of_freedom",
    "relative_unreliability", "coverage_factor", "group",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Declared:
    """One component as declared; see the module."""

    key: str
    name: Text
    by: str
    of: str = ""
    sensitivity: Decimal | None = None
    value: Decimal | None = None
    distribution: str = ""
    degrees_of_freedom: float = math.inf
    coverage_factor: float = 2.0
    group: str | None = None


@dataclass(frozen=True, slots=True)
class DeclaredBudget:
    """A budget as declared.

    Attributes:
        key, source: Its key and its pedigree.
        p: Coverage probability.
        components: In the order of the file.
        correlations: Coefficients by pair of keys.
    """

    key: str
    source: Source
    p: float
    components: tuple[Declared, ...]
    correlations: Mapping[tuple[str, str], float]


def budget_of(facts: Facts, key: str) -> DeclaredBudget:
    """An uncertainty budget of an edition.

    Raises:
        AuthorError: There is none of this key, or a component is not understood.
    """

    def wrong(where: str, problem: str) -> AuthorError:
        return AuthorError(f"{where}: {problem}", str(facts.file))

    table = facts.content.get("budgets", {}).get(key)
    if not isinstance(table, dict):
        raise wrong(f"budgets.{key}", "is missing")
    return declared_budget(key, table, facts.source(str(table.get("source", ""))), facts.number, wrong)


def declared_budget(
    key: str, table: Mapping[str, Any], source: Source, number: Callable[[str], Decimal], wrong: Wrong
) -> DeclaredBudget:
    """Read a table of ``[budgets]``.

    Raises:
        AuthorError: A component is not understood.
    """
    where = f"budgets.{key}"
    p = table.get("coverage_probability", Decimal("0.9545"))
    rows = table.get("components", {})
    if not isinstance(p, Decimal) or not 0 < p < 1:
        raise wrong(f"{where}.coverage_probability", f"is {p!r}, not a probability")
    if not isinstance(rows, dict) or not rows:
        raise wrong(f"{where}.components", "is missing; a budget needs at least one component")
    components = tuple(_declared(name, row, f"{where}.components.{name}", number, wrong) for name, row in rows.items())
    pairs = {(str(a), str(b)): float(r) for a, b, r in table.get("correlations", ())}
    unknown = sorted({name for pair in pairs for name in pair} - set(rows))
    if unknown:
        raise wrong(f"{where}.correlations", f"{', '.join(unknown)}: no component of this budget")
    return DeclaredBudget(key, source, float(p), components, pairs)


def _declared(key: str, row: Mapping[str, Any], where: str, number: Callable[[str], Decimal], wrong: Wrong) -> Declared:
    foreign = sorted(set(row) - _KEYS)
    if foreign:
        raise wrong(where, f"{', '.join(foreign)}: known are {', '.join(sorted(_KEYS))}")
    by, of = str(row.get("by", "")), str(row.get("of", ""))
    if by not in WAYS:
        raise wrong(f"{where}.by", f"{by!r} is none of {', '.join(WAYS)}")
    if by in OF_STANDARD and not of:
        raise wrong(f"{where}.of", "is missing: which reading has the standards behind it")
    if not of and "sensitivity" not in row and by != "readings":
        raise wrong(where, "needs of, the symbol of a reading, or a sensitivity")
    stated = number(str(row["number"])) if "number" in row else row.get("value")
    degrees = float(row.get("degrees_of_freedom", math.inf))
    if "relative_unreliability" in row:
        degrees = degrees_of_freedom_of_type_b(float(row["relative_unreliability"]))
    return Declared(
        key, Text.of(str(row.get("name", key))), by, of, _decimal(row.get("sensitivity")), _decimal(stated),
        str(row.get("distribution", "")), degrees, float(row.get("coverage_factor", 2)), row.get("group"),
    )  # fmt: skip


def _decimal(number: int | Decimal | None) -> Decimal | None:
    return None if number is None else Decimal(number)


@dataclass(frozen=True, slots=True)
class At:
    """A result whose budget is evaluated.

    Attributes:
        run: Knows the standards.
        value: The result; the sensitivities are those of its formula.
        unit: Its unit.
        repeated: The single results that it is the mean of.
        given: Numbers of the module, by component, in the unit of the input.
        formula: How the result was computed, in symbols.
    """

    run: Run
    value: Value
    unit: str
    repeated: Sequence[Value] = ()
    given: Mapping[str, Decimal] | None = None
    formula: str = ""


def evaluated(budget: DeclaredBudget, at: At) -> EvaluatedBudget:
    """Evaluate a budget by the law of propagation; k is t_p(ν_eff).

    Raises:
        NotMeasured: No measurement standard stands behind a reading whose uncertainty is that of a standard.
        ValueError: A component lacks its number or its readings.
    """
    symbols = {*at.value.columns, *(c.of for c in budget.components if c.of)}
    parts = [_part(c, at, symbols) for c in budget.components]
    estimates, sensitivities = [one.estimate for _, one in parts], [c.sensitivity for c, _ in parts]

    def model(*inputs: Any) -> Any:
        """The result as a linear function of the deviations of its inputs (JCGM 100:2008 5.1.2)."""
        terms = zip(sensitivities, inputs, estimates, strict=True)
        return float(at.value.number) + sum(c * (x - x0) for c, x, x0 in terms)

    inputs = [one for _, one in parts]
    result = Budget(model, inputs, budget.correlations or None, name=at.value.formula, unit=at.unit).first_order()
    return EvaluatedBudget(
        budget.key, at.formula or at.value.formula, at.value.substitution, at.value.number, tuple(c for c, _ in parts),
        result, result.expanded(p=budget.p),
    )  # fmt: skip


def _part(c: Declared, at: At, symbols: Collection[str]) -> tuple[Component, Input]:
    """A component with its input."""
    origins = [o for o in at.value.origins if c.of and c.of in {_symbol(o, symbols), o.role}]
    if c.of and not origins:
        raise ValueError(f"component {c.key}: the result {at.value.formula} was not computed from a reading {c.of!r}")
    unit = origins[0].unit if origins else at.unit
    slope = c.sensitivity if c.sensitivity is not None else sum((o.sensitivity for o in origins), Decimal(0))
    if c.by == "readings" and not c.of:
        slope = Decimal(1)
    one = _input(c, at, origins, unit)
    one.name = c.key
    return Component(c.key, c.name, unit, float(slope)), one


def _symbol(origin: Origin, symbols: Collection[str]) -> str:
    """The symbol that was read, without the number of a repetition: t0 of t01."""
    name = origin.address.rpartition("/")[2]
    of = [s for s in symbols if name == s or (name.startswith(s) and name[len(s) :].isdigit())]
    return max(of, key=len, default="")


def _input(c: Declared, at: At, origins: Sequence[Origin], unit: str) -> Input:
    if c.by == "readings":
        readings = [o.at for o in origins] if c.of else [v.number for v in at.repeated]
        return Input.from_readings(readings, correlation_group=c.group)
    number = _of_standard(c, at, origins, unit) if c.by in OF_STANDARD else _number(c, at)
    known: dict[str, Any] = {"degrees_of_freedom": c.degrees_of_freedom, "correlation_group": c.group}
    if c.by in {"certificate", "expanded"}:
        return Input.expanded(0, number, c.coverage_factor, **known)
    if c.by == "standard_uncertainty":
        return Input(0, number, distribution=c.distribution or None, **known)
    if c.by == "resolution":
        return Input.resolution(0, number, **known)
    shape = {"triangular": Input.triangular, "arcsine": Input.arcsine}.get(c.distribution, Input.rectangular)
    return shape(0, number, **known)


def _number(c: Declared, at: At) -> Decimal:
    found = (at.given or {}).get(c.key, c.value)
    if found is None:
        raise ValueError(f"component {c.key}: no number; state value or number, or give it where the result is stated")
    return found


def _of_standard(c: Declared, at: At, origins: Sequence[Origin], unit: str) -> Decimal:
    """U or the MPE of the standards behind a reading, the largest of them and of its repetitions."""
    stated = expanded if c.by == "certificate" else _mpe
    found = [stated(s, o.at, unit) for o in origins for s in measuring(at.run.standards(o.role), unit)]
    if not found:
        raise NotMeasured(Text(f"{c.of} 没有计量标准器", f"no measurement standard stands behind {c.of}"))
    return max(found)


def _mpe(standard: Standard, at: Decimal, unit: str) -> Decimal:
    """Its MPE at a value; a setting may end just past the certified range."""
    value = min(max(convert(at, unit, standard.unit), standard.lower), standard.upper)
    return convert_difference(standard.maximum_permissible_error(value), standard.unit, unit)
