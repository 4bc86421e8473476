"""Budgets: derivatives, correlation, degrees of freedom, tables; GTC as oracle."""

import math
from typing import Any

import GTC
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrology.uncertainty import Budget, Input, NotDifferentiable
from metrology.uncertainty.rational import is_rational

positive = st.floats(0.1, 50)
relative = st.floats(1e-6, 0.02)
entries = st.lists(st.tuples(positive, relative, st.integers(2, 60)), min_size=4, max_size=4)


def quotient(a: Any, b: Any, c: Any, d: Any) -> Any:
    return (a - b) * c / (1 + d * d) + a * d**0.5


@settings(max_examples=40)
@given(entries)
def test_agrees_with_gtc(numbers: list[tuple[float, float, int]]) -> None:
    inputs = [Input(x, x * r, nu) for x, r, nu in numbers]
    result = Budget(quotient, inputs).first_order()
    oracles = [GTC.ureal(x, x * r, nu) for x, r, nu in numbers]  # type: ignore[no-untyped-call]
    y = quotient(*oracles)
    assert result.estimate == pytest.approx(y.x, rel=1e-12, abs=1e-12)
    assert result.combined_standard_uncertainty == pytest.approx(y.u, rel=1e-9)
    assert result.effective_degrees_of_freedom == pytest.approx(y.df, rel=1e-8)
    for part, oracle in zip(result.contributions, oracles, strict=True):
        assert abs(part) == pytest.approx(GTC.component(y, oracle), rel=1e-8, abs=1e-12 * y.u)  # type: ignore[no-untyped-call]


@settings(max_examples=20)
@given(st.lists(st.tuples(st.floats(-5, 5), st.floats(0.01, 3)), min_size=3, max_size=3), st.floats(-0.9, 0.9))
def test_first_order_equals_monte_carlo_on_linear_models(parts: list[tuple[float, float]], r: float) -> None:
    factors = [c for c, _ in parts]
    inputs = {name: Input(1.0, u) for name, (_, u) in zip("abc", parts, strict=True)}
    budget = Budget(lambda a, b, c: factors[0] * a + factors[1] * b + factors[2] * c, inputs, {("a", "b"): r})
    linear, sample = budget.first_order(), budget.monte_carlo(40_000, seed=5)
    u = linear.combined_standard_uncertainty
    assert sample.estimate == pytest.approx(linear.estimate, abs=6 * u / 200 + 1e-12)
    assert sample.standard_uncertainty == pytest.approx(u, rel=0.03, abs=1e-12)
    assert linear.second_order.variance == pytest.approx(0, abs=1e-6 * u * u + 1e-18)


MODELS = [
    (lambda x, y: math.sin(x) * math.exp(y), lambda x, y: np.sin(x) * np.exp(y)),
    (math.hypot, lambda x, y: (x * x + y * y) ** 0.5),
    (lambda x, y: abs(x - 3 * y), lambda x, y: 3 * y - x),  # abs is silent under the complex step
    (lambda x, y: x * y if x > 0.5 else x + y, lambda x, y: x * y),
    (lambda x, y: np.interp(x, [0, 2], [0, 4]) + y, lambda x, y: 2 * x + y),
    (lambda x, y: np.abs(x) * y, lambda x, y: x * y),
    (lambda x, y: math.atan2(y, x), lambda x, y: np.arctan(y / x)),
]


@pytest.mark.parametrize(("model", "analytic"), MODELS)
def test_models_outside_the_complex_plane(model: Any, analytic: Any) -> None:
    inputs = [Input(0.8, 0.01), Input(0.7, 0.02)]
    result, expected = Budget(model, inputs).first_order(), Budget(analytic, inputs).first_order()
    assert result.estimate == pytest.approx(expected.estimate, rel=1e-12)
    assert result.contributions == pytest.approx(expected.contributions, rel=1e-8)


def test_a_kink_at_the_estimate_is_refused() -> None:
    with pytest.raises(NotDifferentiable, match="kink"):
        Budget(abs, [Input(0.0, 1.0)]).first_order()
    with pytest.raises(NotDifferentiable):
        Budget(lambda x: 1.0 if x > 1 else 0.0, [Input(1.0, 0.1)]).first_order()


def test_a_stationary_point_is_no_kink() -> None:
    result = Budget(lambda x: math.pow(x, 2), [Input(0.0, 0.1)]).first_order()
    assert result.combined_standard_uncertainty == pytest.approx(0, abs=1e-15)
    assert result.second_order_standard_uncertainty == pytest.approx(math.sqrt(2) * 0.01, rel=1e-6)
    assert result.second_order.bias == pytest.approx(0.01, rel=1e-6)


def test_tiny_uncertainties_in_si_units() -> None:
    metres = Budget(lambda length, a, t: length * (1 + a * t), [Input(5e-2, 25e-9, 18), Input(11.5e-6), Input(0, 0.03)])
    result = metres.first_order()
    assert result.combined_standard_uncertainty == pytest.approx(math.hypot(25e-9, 5e-2 * 11.5e-6 * 0.03), rel=1e-9)


def test_ten_resistors_compared_with_one_standard() -> None:
    # GUM 5.2.2 example: fully correlated, u adds linearly: 10 · 100 mΩ = 1 Ω, not 0.32 Ω.
    together = [[1.0] * 10 for _ in range(10)]
    budget = Budget(lambda *r: sum(r), [Input(1000, 0.1) for _ in range(10)], together, unit="Ω")
    assert budget.first_order().combined_standard_uncertainty == pytest.approx(1.0)
    assert budget.monte_carlo(20_000, seed=1).standard_uncertainty == pytest.approx(1.0, rel=0.03)
    alone = Budget(lambda *r: sum(r), [Input(1000, 0.1) for _ in range(10)])
    assert alone.first_order().combined_standard_uncertainty == pytest.approx(math.sqrt(10) * 0.1)


def test_line_prediction_with_degrees_of_freedom_of_each_point() -> None:
    x, at, u, nu = [1.0, 2.0, 3.0, 4.0, 5.0], 6.0, 0.2, 7.0
    mean = sum(x) / 5
    squares = sum((v - mean) ** 2 for v in x)
    shares = [1 / 5 + (at - mean) * (v - mean) / squares for v in x]
    budget = Budget(lambda *y: sum(s * v for s, v in zip(shares, y, strict=True)), [Input(v, u, nu) for v in x])
    result = budget.first_order()
    assert result.combined_standard_uncertainty**2 == pytest.approx(u * u * (1 / 5 + (at - mean) ** 2 / squares))
    assert result.effective_degrees_of_freedom == pytest.approx(
        nu * sum(s * s for s in shares) ** 2 / sum(s**4 for s in shares)
    )


def test_correlated_inputs_of_infinite_degrees_enter_only_u() -> None:
    inputs = {"a": Input(1, 1), "b": Input(1, 1), "c": Input(1, 1, 5)}
    result = Budget(lambda a, b, c: a + b + c, inputs, {("a", "b"): 0.1}).first_order()
    assert result.effective_degrees_of_freedom == pytest.approx(3.2**2 / (1 / 5))


def test_correlated_inputs_of_finite_degrees_need_a_group() -> None:
    inputs = {"a": Input(1, 1, 4), "b": Input(1, 1, 4)}
    result = Budget(lambda a, b: a + b, inputs, {("a", "b"): 0.5}).first_order()
    with pytest.raises(ValueError, match="correlation_group"):
        result.expanded(0.95)
    assert "无定义" in result.table("zh")
    assert result.expanded(k=2).value == pytest.approx(2 * math.sqrt(3))
    unequal = {"a": Input(1, 1, 4, correlation_group="g"), "b": Input(1, 1, 5, correlation_group="g")}
    with pytest.raises(ValueError, match="share one number"):
        _ = Budget(lambda a, b: a + b, unequal, {("a", "b"): 0.5}).first_order().effective_degrees_of_freedom


WRONG = [
    ({"a": Input(1, 1), "x": Input(1, 1)}, None, "no parameter x"),
    ({}, None, "at least one input"),
    ([Input(1, 1, name="b"), Input(1, 1, name="a")], None, "place of the parameter a"),
    ([Input(1, 1, name="a"), Input(1, 1, name="a")], None, "two inputs"),
    ([Input(1, 1)] * 3, None, "3 inputs"),
    ({"a": Input(1, 1), "b": Input(1, 1)}, {("a", "c"): 0.1}, "no input is named 'c'"),
    ({"a": Input(1, 1), "b": Input(1, 1)}, {("a", "b"): 1.1}, "between -1 and 1"),
    ({"a": Input(1, 1), "b": Input(1, 1)}, {("a", "b"): 0.1, ("b", "a"): 0.2}, "two different"),
    ({"a": Input(1, 1), "b": Input(1, 1)}, {("a", "a"): 0.1}, "with itself"),
    ({"a": Input(1, 1), "b": Input(1, 1)}, [[1.0]], "2 rows"),
    ({"a": Input(1, 1, correlation_group="g"), "b": Input(1, 1, correlation_group="g")}, None, "paired readings"),
]


@pytest.mark.parametrize(("inputs", "correlations", "message"), WRONG)
def test_problems_that_are_not_stated_right(inputs: Any, correlations: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Budget(lambda a, b: a + b, inputs, correlations)


def test_correlations_that_contradict_each_other() -> None:
    inputs = {"a": Input(1, 1), "b": Input(1, 1), "c": Input(1, 1)}
    with pytest.raises(ValueError, match="contradict"):
        Budget(lambda a, b, c: a + b + c, inputs, {("a", "b"): 0.9, ("b", "c"): 0.9, ("a", "c"): -0.9})


def test_inputs_by_name_in_any_order() -> None:
    swapped = Budget(lambda a, b: a - b, {"b": Input(1, 0.3), "a": Input(5, 0.4)}).first_order()
    assert swapped.estimate == 4
    assert dict(zip(swapped.budget.names, swapped.contributions, strict=True)) == pytest.approx({"b": -0.3, "a": 0.4})


def test_a_model_without_a_number_is_refused() -> None:
    with pytest.raises(ValueError, match="nan"):
        Budget(lambda x: x * math.nan, [Input(1, 1)]).first_order()
    with pytest.raises(ValueError, match="one real number"):
        Budget(lambda x: (x, x), [Input(1, 1)]).first_order()


def test_expanded_uncertainty_as_a_certificate_states_it() -> None:
    result = Budget(lambda a: a, [Input(10.00004, 0.0121, 9)]).first_order()
    expanded = result.expanded(k=2)
    assert [str(number) for number in expanded.rounded()] == ["10.000", "0.024"]
    assert expanded.interval == pytest.approx((9.97584, 10.02424))
    assert result.standard_uncertainty == result.combined_standard_uncertainty == expanded.standard_uncertainty
    with pytest.raises(ValueError, match="not both"):
        result.expanded(p=0.95, k=2)
    with pytest.raises(ValueError, match="positive"):
        result.expanded(k=0)


def test_table_in_both_languages() -> None:
    inputs = {"m": Input.expanded(100.0, 0.002, unit="g", source="证书 F1-7"), "d": Input(0, 0.0005, 9, unit="g")}
    result = Budget(lambda m, d: m + d, inputs, name="m_x", unit="g").first_order()
    chinese, english = result.table("zh", p=0.95).splitlines(), result.table("en", p=0.95).splitlines()
    assert len(chinese) == len(english) == 7
    assert chinese[0].split()[:3] == ["输入量", "估计值", "单位"]
    assert chinese[1].split() == ["m", "100", "g", "0.001", "∞", "正态", "1", "0.001", "80.0", "证书", "F1-7"]
    assert english[2].split() == ["d", "0", "g", "0.0005", "9", "Student", "t", "1", "0.0005", "20.0"]
    assert "ν = 225 → 225" in english[5]
    assert english[6].startswith("expanded uncertainty: U = 0.0022")


RATIONAL: list[tuple[Any, bool]] = [
    (lambda a, b: (a - b) / (2.5 * a) + 3 / b, True),
    (lambda a, b: -a * b, True),
    (lambda a, b: abs(a) * b, False),
    (lambda a, b: a**0.5 + b, False),
    (lambda a, b: a if a == 0 else b, False),
    (lambda a, b: a or b, False),
    (lambda a, b, c=1.0: a + b + c, False),
    (lambda *z: z[0] / z[1], False),
]


@pytest.mark.parametrize(("model", "rational"), RATIONAL)
def test_only_plain_arithmetic_is_spared_the_check(model: Any, rational: bool) -> None:
    assert is_rational(model.__code__, 2) is rational


def test_branches_on_equality_are_caught_by_the_check() -> None:
    # x == 0 is silently false once x carries an imaginary step.
    budget = Budget(lambda x, y: y if x == 0 else x + y + 1, [Input(0.0, 0.1), Input(1.0, 0.1)])
    with pytest.raises(NotDifferentiable):
        budget.first_order()
