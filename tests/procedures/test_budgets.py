"""Uncertainty budgets of the facts: what a declaration means; the certificate of a multimeter against two oracles."""

import math
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import GTC
import numpy as np
import pytest

from metrology.calibration import CertifiedQuantity, CertifiedRange, Linear
from metrology.rounding import round_uncertainty
from metrology.status import Source, Status
from procedures.errors import AuthorError, NotMeasured
from procedures.kit.budgets import At, budget_of, declared_budget, evaluated
from procedures.kit.value import Origin, Value, mean
from procedures.standards import Standard
from procedures.uncertainty import EvaluatedBudget
from tests.procedures.answers import CONFIG, Judged, judge

D = Decimal
SOURCE = Source("X 1-2026", Status.UNVERIFIED)


def wrong(where: str, problem: str) -> AuthorError:
    return AuthorError(f"{where}: {problem}", "x.toml")


def read(symbol: str, n: int, at: str, role: str = "meter", *, standard: bool = False) -> Value:
    one = Value.constant(D(at), symbol)
    origin = Origin(f"item/point/{symbol}{n}", role, D(at), "V", D(1), standard=standard)
    return Value(one.number, one.formula, one.substitution, one.columns, (origin,))


def certified(mpe: str, U: str) -> Standard:
    limits = CertifiedRange(D(0), D(100), Linear(D(mpe)), None, Linear(D(U)))
    return Standard("S", CertifiedQuantity("V", (limits,)))


def budget(components: Mapping[str, Any], **more: Any) -> Any:
    numbers = {"drift": D("0.003")}
    return declared_budget("b", {"components": components, **more}, SOURCE, numbers.__getitem__, wrong)


def at(x: tuple[str, ...] = ("1.01", "1.02", "1.03"), ref: str = "1", **given: str) -> At:
    """E = x − ref at a standard with an MPE of 0.02 V and U = 0.01 V."""
    xs = [read("x", n, text) for n, text in enumerate(x, 1)]
    zero = read("ref", 0, ref, "source", standard=True)
    run: Any = SimpleNamespace(standards=lambda role: (certified("0.02", "0.01"),) if role == "source" else ())
    errors = [one - zero for one in xs]
    return At(run, mean(errors), "V", errors, {key: D(text) for key, text in given.items()})


def u(components: Mapping[str, Any], where: At | None = None, **more: Any) -> EvaluatedBudget:
    return evaluated(budget(components, **more), where or at())


HALF: dict[str, Any] = {"by": "half_width", "of": "x", "value": D("0.01")}
ONE: dict[str, tuple[dict[str, Any], float]] = {
    "readings of the result": ({"by": "readings"}, 0.01 / math.sqrt(3)),
    "readings of a symbol": ({"by": "readings", "of": "x"}, 0.01 / math.sqrt(3)),
    "resolution": ({"by": "resolution", "of": "x", "value": D("0.01")}, 0.01 / math.sqrt(12)),
    "half-width": (HALF, 0.01 / math.sqrt(3)),
    "triangular": (HALF | {"distribution": "triangular"}, 0.01 / math.sqrt(6)),
    "arcsine": (HALF | {"distribution": "arcsine"}, 0.01 / math.sqrt(2)),
    "standard uncertainty": ({"by": "standard_uncertainty", "of": "x", "value": D("0.01")}, 0.01),
    "expanded": ({"by": "expanded", "of": "x", "value": D("0.01"), "coverage_factor": 3}, 0.01 / 3),
    "certificate": ({"by": "certificate", "of": "ref"}, 0.005),
    "mpe": ({"by": "mpe", "of": "ref"}, 0.02 / math.sqrt(3)),
    "by role": ({"by": "mpe", "of": "source"}, 0.02 / math.sqrt(3)),
    "a number of the facts": ({"by": "half_width", "of": "x", "number": "drift"}, 0.003 / math.sqrt(3)),
    "a sensitivity of its own": ({"by": "half_width", "sensitivity": 2, "value": D("0.01")}, 0.02 / math.sqrt(3)),
}  # fmt: skip


@pytest.mark.parametrize("case", ONE)
def test_one_component(case: str) -> None:
    row, expected = ONE[case]
    found = u({"c": row})
    assert found.result.combined_standard_uncertainty == pytest.approx(expected, rel=1e-12)
    assert found.value == D("0.02")


def test_a_number_of_the_module_stands_before_that_of_the_file() -> None:
    row = {"by": "resolution", "of": "x", "value": D("0.01")}
    assert u({"c": row}, at(c="0.1")).result.combined_standard_uncertainty == pytest.approx(0.1 / math.sqrt(12))


def test_degrees_of_freedom_k_and_coverage() -> None:
    alone = u({"c": {"by": "readings"}})
    assert (alone.expanded.degrees_of_freedom, alone.expanded.k) == (2, pytest.approx(4.53, abs=5e-3))
    judged = {"by": "half_width", "of": "x", "value": D("0.01"), "relative_unreliability": D("0.25")}
    assert u({"c": judged}).expanded.degrees_of_freedom == 8
    stated = {"by": "half_width", "of": "x", "value": D("0.01"), "degrees_of_freedom": 5}
    assert u({"c": stated}, coverage_probability=D("0.95")).expanded.k == pytest.approx(2.571, abs=1e-3)
    assert u({"c": {"by": "mpe", "of": "ref"}}).expanded.k == pytest.approx(2, abs=1e-5)


def test_correlation_that_is_declared_and_that_of_paired_readings() -> None:
    rows = {
        "a": {"by": "half_width", "of": "x", "value": D("0.03")},
        "b": {"by": "half_width", "of": "ref", "value": D("0.03")},
    }
    apart = u(rows).result.combined_standard_uncertainty
    assert apart == pytest.approx(0.03 * math.sqrt(2 / 3))
    assert u(rows, correlations=[["a", "b", 1]]).result.combined_standard_uncertainty == pytest.approx(0, abs=1e-9)
    half = u(rows, correlations=[["a", "b", D("0.5")]]).result.combined_standard_uncertainty
    assert half == pytest.approx(0.03 / math.sqrt(3))
    pairs = [(read("x", n, f"1.0{n}"), read("ref", n, f"1.0{n}")) for n in (1, 2, 3)]
    errors = [x - ref for x, ref in pairs]
    group = {key: {"by": "readings", "of": key, "group": "pair"} for key in ("x", "ref")}
    found = evaluated(budget(group), At(at().run, mean(errors), "V"))
    assert found.result.combined_standard_uncertainty == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize(("row", "told"), [
    ({"by": "guess", "of": "x"}, "none of readings"), ({"by": "mpe"}, "which reading"),
    ({"by": "half_width"}, "needs of"), ({"by": "readings", "off": "x"}, "off: known are"),
])  # fmt: skip
def test_a_component_that_is_not_understood_is_refused(row: Mapping[str, Any], told: str) -> None:
    with pytest.raises(AuthorError, match=told):
        budget({"c": row})


@pytest.mark.parametrize(("stated", "told"), [
    ({"components": {}}, "at least one component"), ({"coverage_probability": D(2)}, "not a probability"),
    ({"correlations": [["c", "d", 1]]}, "d: no component"),
])  # fmt: skip
def test_a_budget_that_is_not_whole_is_refused(stated: Mapping[str, Any], told: str) -> None:
    table = {"components": {"c": {"by": "mpe", "of": "ref"}}} | dict(stated)
    with pytest.raises(AuthorError, match=told):
        declared_budget("b", table, SOURCE, {}.__getitem__, wrong)


@pytest.mark.parametrize(("row", "where", "told"), [
    ({"by": "half_width", "of": "x"}, at(), "no number"), ({"by": "readings", "of": "y"}, at(), "not computed from"),
    ({"by": "readings"}, at(("1",)), "two readings"),
])  # fmt: skip
def test_a_component_without_its_number_is_refused(row: Mapping[str, Any], where: At, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        u({"c": row}, where)


@pytest.mark.parametrize(("of", "expected"), [("t", 2), ("t0", -1)])
def test_a_symbol_that_ends_in_a_digit_is_told_from_the_number_of_a_repetition(of: str, expected: int) -> None:
    pairs = [(read("t", n, "1"), read("t0", n, "1", "source", standard=True)) for n in (1, 2)]
    result = 2 * mean([t for t, _ in pairs]) - mean([t0 for _, t0 in pairs])
    found = evaluated(budget({"c": HALF | {"of": of}}), At(at().run, result, "V"))
    assert found.components[0].sensitivity == expected


def test_without_a_standard_nothing_is_stated() -> None:
    bare = At(SimpleNamespace(standards=lambda _role: ()), at().value, "V")  # type: ignore[arg-type]
    with pytest.raises(NotMeasured):
        u({"c": {"by": "certificate", "of": "ref"}}, bare)


def test_example_S9_of_EA_4_02() -> None:
    """100 V read as 100.1 V by a meter that shows 0.1 V: U = 0.002 V, specification 0.011 V; u = 0.030 V."""
    limits = CertifiedRange(D(0), D(100), Linear(D("0.011")), None, Linear(D("0.002")))
    run: Any = SimpleNamespace(standards=lambda _role: (Standard("S", CertifiedQuantity("V", (limits,))),))
    error = read("x", 1, "100.1") - read("ref", 1, "100", "source", standard=True)
    rows = {
        "resolution": {"by": "resolution", "of": "x", "value": D("0.1")},
        "standard": {"by": "certificate", "of": "ref"}, "specification": {"by": "mpe", "of": "ref"},
    }  # fmt: skip
    found = evaluated(budget(rows), At(run, error, "V"))
    assert round_uncertainty(D(str(found.result.combined_standard_uncertainty))) == D("0.030")
    assert found.result.contributions == pytest.approx([0.029, -0.001, -0.0064], abs=1e-3)


# --- a certificate against GTC and against a Monte Carlo of its own -----------------------------------------------

POINTS = [
    ("dc_voltage", "10V/1V"), ("dc_voltage", "10V/10V"), ("dc_voltage", "1V/0.1V"), ("dc_voltage", "100V/-100V"),
    ("dc_current", "100mA/0.010A"), ("resistance", "10kohm/10000ohm"), ("resistance", "1kohm/100ohm"),
    ("ac_voltage", "10V/50Hz/1V"), ("ac_current", "1A/1kHz/0.1A"),
]  # fmt: skip
SCATTER = (0.0, 1.2, -0.7, 0.4, -1.1)
"""In millionths of the value."""
CERTIFIED = {
    "dc_voltage": (5e-6, 12e-6, 2e-6, 6e-6), "dc_current": (3e-8, 5e-5, 1e-8, 2e-5),
    "resistance": (5e-4, 3e-5, 2e-4, 1e-5), "ac_voltage": (6e-5, 1.5e-4, 2e-5, 6e-5),
    "ac_current": (1e-7, 6e-4, 4e-8, 2e-4),
}  # fmt: skip
STEPS = {"10V": 1e-5, "1V": 1e-6, "100V": 1e-4, "100mA": 1e-7, "10kohm": 0.01, "1kohm": 0.001, "1A": 1e-6}


def nominal(place: str) -> float:
    return float(place.rpartition("/")[2].rstrip("VAohm"))


def shown(place: str) -> list[str]:
    """Five readings that scatter."""
    value = D(str(nominal(place)))
    return [str(value + value * D(str(part)) / 1000000) for part in SCATTER]


@cache
def calibrated() -> Judged:
    given = {f"{item}/{place}/x{n}": text for item, place in POINTS for n, text in enumerate(shown(place), 1)}
    return judge("JJF 1587", "multimeter", CONFIG / "subjects/multimeter.toml", given)


@pytest.mark.parametrize(("item", "place"), POINTS)
def test_every_U_of_a_certificate_agrees_with_GTC(item: str, place: str) -> None:
    """The model once more, built of GTC's uncertain numbers: x̄ + δ_res − (N + δ_cal + δ_spec)."""
    body, value = calibrated().of(item)[place], nominal(place)
    mpe, mpe_part, U, U_part = CERTIFIED[item]
    step = STEPS[place.partition("/")[0]]
    ureal: Any = GTC.ureal
    readings = [float(text) for text in shown(place)]
    s = math.sqrt(sum((r - sum(readings) / 5) ** 2 for r in readings) / 4)
    x = ureal(sum(readings) / 5, s / math.sqrt(5), 4) + ureal(0, step / math.sqrt(12))
    x -= ureal(0, step / math.sqrt(12)) if place.startswith("1kohm") else 0
    ref = ureal(value, (U + U_part * abs(value)) / 2) + ureal(0, (mpe + mpe_part * abs(value)) / math.sqrt(3))
    E = x - ref
    found = body["uncertainty"]
    nu = E.df
    k = GTC.reporting.k_factor(math.floor(nu) if nu < 1e6 else math.inf, p=95.45)  # type: ignore[no-untyped-call]
    assert float(found["combined"]) == pytest.approx(E.u, rel=1e-5)
    assert float(found["k"]) == pytest.approx(k, rel=1e-4)
    assert D(found["U"]) == round_uncertainty(D(repr(k * E.u)))
    assert float(found["stated"]) == pytest.approx(E.x, abs=float(found["U"]) / 10)


@pytest.mark.parametrize(("item", "place"), POINTS)
def test_every_U_of_a_certificate_agrees_with_a_monte_carlo(item: str, place: str) -> None:
    """u is the standard deviation; the source's specification, a rectangle, dominates, so that k = 2 covers more."""
    mpe, mpe_part, U, U_part = CERTIFIED[item]
    value, step, readings = abs(nominal(place)), STEPS[place.partition("/")[0]], [float(text) for text in shown(place)]
    s = np.std(readings, ddof=1) / math.sqrt(5)
    random, trials = np.random.default_rng(20261129), 400_000
    draws = s * random.standard_t(4, trials) + step * (random.random(trials) - 0.5)
    draws += step * (random.random(trials) - 0.5) if place.startswith("1kohm") else 0
    draws -= (U + U_part * value) / 2 * random.standard_normal(trials)
    draws -= (mpe + mpe_part * value) * (2 * random.random(trials) - 1)
    low, high = np.quantile(draws, (0.02275, 0.97725))
    found = calibrated().of(item)[place]["uncertainty"]
    half = float(high - low) / 2
    assert float(found["combined"]) == pytest.approx(float(np.std(draws)), rel=0.01)
    assert half <= float(found["k"]) * float(found["combined"]) <= 1.16 * half


def test_a_normal_budget_agrees_with_its_own_monte_carlo() -> None:
    """Where no rectangle dominates the interval is validated (JCGM 101, clause 8)."""
    rows: dict[str, Any] = {f"c{n}": {"by": "half_width", "of": "x", "value": D("0.01")} for n in range(6)}
    found = u(rows | {"standard": {"by": "expanded", "of": "ref", "value": D("0.03")}})
    sample = found.result.budget.monte_carlo(200_000, seed=1, p=0.9545)
    assert sample.validates(found.result, 1)
    assert sample.standard_uncertainty == pytest.approx(found.result.combined_standard_uncertainty, rel=0.01)


def test_the_facts_name_the_file(tmp_path: Path) -> None:
    from procedures.electricity.jjf_1587_2016 import facts

    assert [budget_of(facts, key).p for key in ("error", "two_wire")] == [0.9545, 0.9545]
    with pytest.raises(AuthorError, match=r"budgets\.none"):
        budget_of(facts, "none")
