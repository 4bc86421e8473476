"""Monte Carlo: distributions, intervals, adaptive trials, validation, correlated inputs, reproducibility."""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrology.uncertainty import (
    Arcsine,
    Budget,
    Distribution,
    Exponential,
    Input,
    Normal,
    Rectangular,
    Student,
    Trapezoidal,
    Triangular,
    coverage_interval,
    numerical_tolerance,
)
from tests.metrology.inexact_limits import CurvilinearTrapezoid, curvilinear_trapezoid

SHAPES: list[Distribution] = [
    Normal(),
    Rectangular(),
    Triangular(),
    Trapezoidal(0.4),
    CurvilinearTrapezoid(0.3),
    Arcsine(),
    Exponential(),
    Student(9, matches_standard_deviation=True),
]


@pytest.mark.parametrize("shape", SHAPES, ids=repr)
def test_each_shape_has_the_stated_mean_and_deviation(shape: Distribution) -> None:
    drawn = shape.draw(np.random.default_rng(1), 5.0, 0.5, 200_000)
    assert drawn.mean() == pytest.approx(5.0, abs=6 * 0.5 / math.sqrt(200_000))
    assert drawn.std() == pytest.approx(0.5, rel=0.02)
    assert shape.standardized(np.random.default_rng(1), 1000).std() == pytest.approx(1, rel=0.15)


@pytest.mark.parametrize("shape", [shape for shape in SHAPES if shape.en != "curvilinear trapezoid"], ids=repr)
def test_quantiles_agree_with_draws(shape: Distribution) -> None:
    probabilities = np.array([0.01, 0.1, 0.3, 0.5, 0.8, 0.97])
    drawn = shape.standardized(np.random.default_rng(2), 400_000)
    assert shape.quantile(probabilities) == pytest.approx(np.quantile(drawn, probabilities), abs=0.02)


def test_student_is_scaled_by_u_as_jcgm_101_says() -> None:
    sample = Budget(lambda x: x, [Input(0, 1, 10)]).monte_carlo(400_000, seed=3)
    assert sample.standard_uncertainty == pytest.approx(math.sqrt(10 / 8), rel=0.01)
    assert sample.symmetric.upper == pytest.approx(2.228, abs=0.03)


def test_t_of_two_degrees_has_an_interval_but_no_variance() -> None:
    sample = Budget(lambda x: x, {"x": Input(0, 1, 2)}).monte_carlo(200_000, seed=3)
    assert sample.symmetric.upper == pytest.approx(4.303, rel=0.03)
    with pytest.raises(ValueError, match="x: a t distribution"):
        _ = sample.standard_uncertainty
    with pytest.raises(ValueError, match="state the trials"):
        Budget(lambda x: x, {"x": Input(0, 1, 2)}).monte_carlo(None)


def test_same_seed_same_bits() -> None:
    budget = Budget(lambda x, y: x * y, [Input(2, 0.1), Input.rectangular(3, 0.2)])
    first, again, other = (budget.monte_carlo(20_000, seed=seed) for seed in (7, 7, 8))
    assert first.values.tobytes() == again.values.tobytes()
    assert first.estimate != other.estimate


def ambiguous(x: Any) -> Any:
    return x if x > 1 else 1.0  # refuses arrays


def mixing(x: Any, y: Any) -> Any:
    return np.max([np.max(x), np.max(y)])  # takes arrays, and makes one number of all trials


def test_models_of_single_numbers_are_evaluated_one_by_one() -> None:
    scalar = Budget(ambiguous, [Input(1, 0.1)]).monte_carlo(20_000, seed=4)
    vector = Budget(lambda x: np.maximum(x, 1.0), [Input(1, 0.1)]).monte_carlo(20_000, seed=4)
    assert (scalar.values == vector.values).all()
    assert scalar.values[0] == 1.0


def test_a_model_that_mixes_trials_is_found_out() -> None:
    inputs = [Input(0, 1), Input(0, 1)]
    mixed = Budget(mixing, inputs).monte_carlo(20_000, seed=4)
    assert (mixed.values == Budget(np.maximum, inputs).monte_carlo(20_000, seed=4).values).all()


@pytest.mark.filterwarnings("ignore:invalid value")
def test_a_trial_without_a_finite_value_is_named() -> None:
    with pytest.raises(ValueError, match=r"no finite number for \d+ of 16384 trials, first at x = -"):
        Budget(np.log, {"x": Input(0.5, 0.3)}).monte_carlo(20_000)


@settings(max_examples=60)
@given(st.lists(st.floats(-1e6, 1e6), min_size=20, max_size=60), st.floats(0.1, 0.9))
def test_intervals_cover_p_and_the_shortest_is_shortest(values: list[float], p: float) -> None:
    ordered = np.sort(np.array(values))
    shortest, symmetric = (coverage_interval(ordered, p, kind) for kind in ("shortest", "symmetric"))
    assert shortest.width <= symmetric.width
    for interval in (shortest, symmetric):
        inside = ((ordered >= interval.lower) & (ordered <= interval.upper)).sum()
        assert inside >= round(p * len(values))


def test_intervals_of_a_hundred_numbers() -> None:
    ordered = np.arange(1.0, 101.0) ** 2
    symmetric, shortest = coverage_interval(ordered, 0.95, "symmetric"), coverage_interval(ordered, 0.95, "shortest")
    assert (symmetric.lower, symmetric.upper) == (3**2, 98**2)  # q = 95, r = 3 (JCGM 101 7.7.2)
    assert (shortest.lower, shortest.upper) == (1, 96**2)
    with pytest.raises(ValueError, match="too few"):
        coverage_interval(ordered, 0.999, "symmetric")
    with pytest.raises(ValueError, match="between 0 and 1"):
        coverage_interval(ordered, 1.0, "symmetric")
    with pytest.raises(ValueError, match="'middle'"):
        coverage_interval(ordered, 0.9, "middle")  # type: ignore[arg-type]


def test_numerical_tolerance_examples() -> None:
    # JCGM 101 7.9.2: u = 0.35 mg is 35·10⁻² mg, δ = ½·10⁻² mg; 2 K with one digit: δ = ½ K.
    assert numerical_tolerance(0.35) == pytest.approx(0.005)
    assert numerical_tolerance(2, 1) == pytest.approx(0.5)
    assert numerical_tolerance(0.0996) == pytest.approx(0.005)  # two digits of it are 10·10⁻²
    with pytest.raises(ValueError, match="no tolerance"):
        numerical_tolerance(0)


def test_adaptive_trials_stop_when_stable() -> None:
    budget = Budget(lambda a, b: a + b, [Input(0, 3), Input(0, 4)])
    one, two = budget.monte_carlo(None, seed=1, digits=1), budget.monte_carlo(None, seed=1, digits=2)
    assert one.trials < two.trials
    assert one.trials % 10_000 == 0
    assert two.standard_uncertainty == pytest.approx(5.0, abs=0.05)
    assert two.symmetric.upper == pytest.approx(9.8, abs=0.1)


def test_validation_of_the_law_of_propagation() -> None:
    linear = Budget(lambda a, b: a + b, [Input(1, 3), Input(1, 4)])
    validation = linear.monte_carlo(1_000_000, seed=2).validates(linear.first_order())
    assert validation
    assert validation.tolerance == pytest.approx(0.05)
    # JCGM 101 9.4: the square of a quantity near zero is not what the law takes it for.
    squared = Budget(lambda a: a * a, [Input(0.5, 1)])
    refused = squared.monte_carlo(100_000, seed=2).validates(squared.first_order())
    assert not refused
    assert max(refused.difference_low, refused.difference_high) > refused.tolerance


SHAPED = [
    (Rectangular(), Rectangular(), 0.7),
    (Triangular(), Arcsine(), -0.5),
    (Normal(), Exponential(), 0.6),
    (Exponential(), Trapezoidal(0.5), 0.4),
    (Rectangular(), Rectangular(), 1.0),
]


@pytest.mark.parametrize(("first", "second", "r"), SHAPED)
def test_correlated_inputs_of_any_shape(first: Distribution, second: Distribution, r: float) -> None:
    inputs = {"a": Input(1, 0.2, distribution=first), "b": Input(2, 0.3, distribution=second)}
    together = {("a", "b"): r}
    for model, estimate in ((lambda a, b: a + 0 * b, 1), (lambda a, b: b + 0 * a, 2)):
        sample = Budget(model, inputs, together).monte_carlo(200_000, seed=6)
        assert sample.estimate == pytest.approx(estimate, abs=0.004)
        assert sample.standard_uncertainty == pytest.approx(0.1 + 0.1 * estimate, rel=0.01)
    # Var(a/u_a + b/u_b) = 2 + 2r.
    sample = Budget(lambda a, b: a / 0.2 + b / 0.3, inputs, together).monte_carlo(200_000, seed=6)
    assert sample.standard_uncertainty**2 / 2 - 1 == pytest.approx(r, abs=0.015)


def test_correlations_that_the_shapes_cannot_have() -> None:
    skew = {"a": Input(1, 1, distribution="exponential"), "b": Input(1, 1, distribution="exponential")}
    with pytest.raises(ValueError, match=r"cannot correlate by -0\.9"):
        Budget(lambda a, b: a + b, skew, {("a", "b"): -0.9}).monte_carlo(1000)
    inexact = {"a": curvilinear_trapezoid(1, 0.5, 0.1), "b": Input(1, 1)}
    with pytest.raises(ValueError, match="common cause"):
        Budget(lambda a, b: a + b, inexact, {("a", "b"): 0.5}).monte_carlo(1000)


def test_readings_taken_together_are_a_multivariate_t() -> None:
    first = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.5]
    second = [2.1, 3.9, 6.2, 8.0, 9.7, 12.1, 15.2]
    inputs = {
        "a": Input.from_readings(first, correlation_group="run"),
        "b": Input.from_readings(second, correlation_group="run"),
    }
    budget = Budget(lambda a, b: b - 2 * a, inputs)
    linear, sample = budget.first_order(), budget.monte_carlo(400_000, seed=9)
    assert linear.effective_degrees_of_freedom == pytest.approx(6)
    low, high = linear.expanded(0.95).interval
    assert (sample.symmetric.lower, sample.symmetric.upper) == pytest.approx((low, high), abs=0.02 * (high - low))


WRONG = [
    (lambda: Budget(lambda a: a, [Input(0, 1)]).monte_carlo(1), "two trials"),
    (lambda: Budget(lambda a: (a, a), [Input(0, 1)]).monte_carlo(100), "several numbers"),
]


@pytest.mark.parametrize(("ask", "message"), WRONG)
def test_questions_that_are_refused(ask: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        ask()
