"""Right values where a formula is entered with negative, tiny, offset or rescaled numbers."""

import itertools
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrology import risk
from metrology.sampling import zero_failure_size
from metrology.statistics import fit_line

positive = st.floats(0.01, 1000)
shares = st.floats(0.001, 0.2)


@given(positive, shares, st.floats(0.5, 0.999))
def test_acceptance_limit_of_a_negative_limit_mirrors_that_of_a_positive_one(limit: float, r: float, p: float) -> None:
    for side, rule in itertools.product(("upper", "lower"), ("acceptance", "rejection")):
        other = "lower" if side == "upper" else "upper"
        here = risk.acceptance_limit(limit, p, relative_uncertainty=r, side=side, rule=rule)  # type: ignore[arg-type]
        there = risk.acceptance_limit(-limit, p, relative_uncertainty=r, side=other, rule=rule)  # type: ignore[arg-type]
        assert there.value == pytest.approx(-here.value, rel=1e-12)
        inward = (here.value <= limit) if side == "upper" else (here.value >= limit)
        assert inward == (rule == "acceptance") or here.guard_band == 0
        # At the limit found, the guard band is z·u of a value there.
        assert here.guard_band == pytest.approx(here.z * r * abs(here.value), rel=1e-9, abs=1e-12)


def test_acceptance_limits_of_negative_limits() -> None:
    low = risk.acceptance_limit(-100, 0.95, relative_uncertainty=0.02, side="lower")
    assert low.value == pytest.approx(-100 / (1 + 1.6448536 * 0.02), rel=1e-7)
    high = risk.acceptance_limit(-100, 0.95, relative_uncertainty=0.02, side="upper")
    assert high.value == pytest.approx(-100 / (1 - 1.6448536 * 0.02), rel=1e-7)
    with pytest.raises(ValueError, match="no value"):
        risk.acceptance_limit(100, 0.95, relative_uncertainty=0.7, side="lower")
    with pytest.raises(ValueError, match="no value"):
        risk.acceptance_limit(-100, 0.95, relative_uncertainty=0.7, side="upper")


@pytest.mark.parametrize("u", [1e-1, 1e-2, 1e-3, 1e-4, 1e-5])
def test_global_risk_of_a_small_measurement_uncertainty(u: float) -> None:
    process = risk.NormalProcess(0, 1)
    # g₀ is level within a few u of the limit: R = g₀(T)·u·L(w/u), L(z) = φ(z) − z·Φ(−z), the unit normal loss.
    for factor, loss in ((0, 0.3989422804), (1, 0.0833154706), (2, 0.0084907017), (4, 7.145258e-6)):
        found = risk.global_risk(process, u, (None, 1.0), guard_band=factor * u).consumer
        assert found == pytest.approx(0.2419707245 * u * loss, rel=2 * u + 1e-6)


def test_global_risk_of_narrow_processes_and_both_sides() -> None:
    assert risk.global_risk(risk.NormalProcess(0, 1), 1e-3, (None, 1.0), guard_band=4e-3).consumer == pytest.approx(
        1.7286e-9, rel=1e-4
    )
    lower = risk.global_risk(risk.NormalProcess(0, 1), 1e-3, (-1.0, None), guard_band=4e-3).consumer
    assert lower == pytest.approx(1.7286e-9, rel=1e-4)
    narrow = risk.global_risk(risk.NormalProcess(0, 1e-6), 1.0, (-1.0, 1.0))
    assert narrow.accepted == pytest.approx(0.6826894921, rel=1e-9)


def test_probability_far_outside_a_limit_keeps_its_digits() -> None:
    assert risk.specific_risk(risk.NormalProcess(-10, 1), None, 0).above == pytest.approx(7.61985302416e-24, rel=1e-9)
    assert risk.specific_risk(risk.NormalProcess(10, 1), 0, None).below == pytest.approx(7.61985302416e-24, rel=1e-9)


@pytest.mark.parametrize(
    ("p", "confidence", "n"),
    [(0.1, 0.9, 1), (0.1, 0.99, 2), (0.1, 0.999, 3), (0.2, 0.96, 2), (0.3, 0.973, 3), (0.9, 0.19, 2), (0.5, 0.875, 3)],
)
def test_zero_failures_at_an_exact_power(p: float, confidence: float, n: int) -> None:
    assert zero_failure_size(p, confidence) == n


@given(st.integers(1, 99), st.integers(1, 999))
def test_zero_failures_is_the_least_number_that_proves(percent: int, per_mille: int) -> None:
    n = zero_failure_size(percent / 100, per_mille / 1000)
    p, rest = Fraction(percent, 100), 1 - Fraction(per_mille, 1000)
    assert p**n <= rest
    assert n == 1 or p ** (n - 1) > rest


X, Y = [-10, -5, 0, 5, 10], [-9.6, -4.9, 0.2, 5.6, 10.1]
U_X, U_Y = [0.1, 0.1, 0.2, 0.1, 0.3], [0.2, 0.3, 0.2, 0.1, 0.2]


@pytest.mark.parametrize("offset", [0, 10**3, 10**6, 10**9, -(10**9)])
def test_line_through_uncertain_points_does_not_depend_on_a_common_offset(offset: int) -> None:
    moved = [str(Decimal(offset) + Decimal(str(y))) for y in Y]
    there = fit_line([offset + x for x in X], moved, U_Y, U_X)
    here = fit_line(X, [str(y) for y in Y], U_Y, U_X)
    assert there.slope == pytest.approx(here.slope, rel=1e-12)
    assert there.slope_uncertainty == pytest.approx(here.slope_uncertainty, rel=1e-12)
    assert there.chi_squared == pytest.approx(here.chi_squared, rel=1e-9)
    for x in (-10, 3, 12):
        value, other = there.predict(offset + x, 0.1), here.predict(x, 0.1)
        assert value.value - offset == pytest.approx(other.value, abs=1e-12 * max(1, abs(offset)))
        assert value.standard_uncertainty == pytest.approx(other.standard_uncertainty, rel=1e-9)
    assert there.intercept_uncertainty >= here.intercept_uncertainty * 0.99


@pytest.mark.parametrize("u_y", [None, 0.1, [0.1, 0.2, 0.1, 0.2, 0.1]])
def test_predictions_of_any_line_keep_their_uncertainty_far_from_the_origin(u_y: float | list[float] | None) -> None:
    offset = 10**9
    here, there = fit_line(X, Y, u_y), fit_line([offset + x for x in X], Y, u_y)
    for x in (-10, 3, 12):
        u = there.predict(offset + x, 0.1).standard_uncertainty
        assert u == pytest.approx(here.predict(x, 0.1).standard_uncertainty, rel=1e-9)
        assert there.predict(offset + x, 0.1).value == pytest.approx(here.predict(x, 0.1).value, rel=1e-9)
        assert there.inverse(5.0, 0.1).value - offset == pytest.approx(here.inverse(5.0, 0.1).value, abs=1e-6)


def test_level_line_through_uncertain_points_settles() -> None:
    fit = fit_line([1, 2, 3, 4], [5, 5, 5, 5], 0.1, 0.1)
    assert fit.slope == pytest.approx(0, abs=1e-12)
