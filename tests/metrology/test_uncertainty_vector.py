"""Results with covariance: the analytic case of power from two channels, and what dropping the covariance does."""

import math

import pytest

from metrology.uncertainty import Budget, Input
from metrology.uncertainty.vector import VectorResult, joint_result, propagated

VOLT, AMPERE, PHI, R = 230.0, 5.0, math.pi / 3, 0.8
U_V, U_I, U_PHI = 0.023, 0.0005, 0.0001


def power(r: float) -> VectorResult:
    import numpy as np

    inputs = {"V": Input(VOLT, U_V), "J": Input(AMPERE, U_I), "phi": Input(PHI, U_PHI)}
    pairs = {("V", "J"): r} if r else None
    P = Budget(lambda V, J, phi: V * J * np.cos(phi), inputs, pairs, name="P", unit="W")
    Q = Budget(lambda V, J, phi: V * J * np.sin(phi), inputs, pairs, name="Q", unit="var")
    return joint_result([P.first_order(), Q.first_order()])


def analytic(r: float) -> tuple[float, float, float]:
    """Var P, Var Q, cov(P, Q) written out by hand from P = VI·cos φ and Q = VI·sin φ."""
    common = (AMPERE * U_V) ** 2 + (VOLT * U_I) ** 2 + 2 * r * VOLT * AMPERE * U_V * U_I
    c, s, turn = math.cos(PHI), math.sin(PHI), (VOLT * AMPERE * U_PHI) ** 2
    return c * c * common + s * s * turn, s * s * common + c * c * turn, s * c * (common - turn)


@pytest.mark.parametrize("r", [R, 0.0, -R])
def test_power_of_two_channels(r: float) -> None:
    found, (var_p, var_q, cov) = power(r), analytic(r)
    assert found.covariance[0][0] == pytest.approx(var_p, rel=1e-6)
    assert found.covariance[1][1] == pytest.approx(var_q, rel=1e-6)
    assert (found.covariance[0][1], found.covariance[1][0]) == pytest.approx((cov, cov), rel=1e-5)
    assert found.estimates == pytest.approx((VOLT * AMPERE * math.cos(PHI), VOLT * AMPERE * math.sin(PHI)))


def analytic_apparent(r: float) -> float:
    return (AMPERE * U_V) ** 2 + (VOLT * U_I) ** 2 + 2 * r * VOLT * AMPERE * U_V * U_I


def test_dropping_the_covariance_changes_the_uncertainty() -> None:
    """Of both powers by 2r·VI·u(V)u(I): U(P) = 0.255 W in place of 0.295 W; and of what is computed from them."""
    with_it, without = power(R), power(0.0)
    assert 2 * with_it.standard_uncertainties[0] == pytest.approx(0.2954, abs=5e-4)
    assert 2 * without.standard_uncertainties[0] == pytest.approx(0.2569, abs=5e-4)
    apparent = [math.cos(PHI), math.sin(PHI)]
    u_s = with_it.combined(apparent)
    assert u_s == pytest.approx(math.sqrt(analytic_apparent(R)), rel=1e-5)
    apart = math.hypot(*(c * u for c, u in zip(apparent, with_it.standard_uncertainties, strict=True)))
    assert apart < 0.9 * u_s


def test_the_sum_of_a_matrix_by_hand() -> None:
    assert propagated([[1, 2], [0, -1]], [[4, 1], [1, 9]]) == ((44, -19), (-19, 9))
    with pytest.raises(ValueError, match="2 inputs has 2 columns"):
        propagated([[1, 2, 3]], [[4, 1], [1, 9]])


def test_factors_of_joint_regions() -> None:
    """JCGM 102:2011 6.5: k_p² = χ²(0.95; 2) = 5.991, and 2.241 for two intervals."""
    found = power(R)
    assert found.ellipsoid_factor(0.95) == pytest.approx(math.sqrt(5.991), abs=5e-4)
    assert found.box_factor(0.95) == pytest.approx(2.2414, abs=1e-4)
    assert found.correlation[0][0] == 1


def test_a_vector_has_one_set_of_inputs() -> None:
    one, other = (Budget(lambda x: x, {"x": Input(1, 1)}), Budget(lambda y: y, {"y": Input(1, 1)}))
    with pytest.raises(ValueError, match="same inputs"):
        joint_result([one.first_order(), other.first_order()])


def test_a_result_without_uncertainty_is_correlated_with_nothing() -> None:
    found = VectorResult(("a", "b"), ("", ""), (1.0, 2.0), ((0.0, 0.0), (0.0, 1.0)))
    assert found.correlation == ((1.0, 0.0), (0.0, 1.0))
