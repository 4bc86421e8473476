"""Models written as formulas: arithmetic only, read safely."""

import contextlib
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrology.uncertainty import Budget, Input
from metrology.uncertainty.formula import DEEPEST, Formula, FormulaError


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a + b * 2", 7.0),
        ("(a - b) / -b", 1 / 3 * 2),
        ("a ** b", 1.0),
        ("sqrt(a) + exp(0*b) + ln(a) + log10(a)", 2.0),
        ("pi * a * b", 3 * math.pi),
        ("atan2(a, b) + max(a, b) - min(a, b)", math.atan2(1, 3) + 2),
        ("1e3 * a + .5 * b", 1001.5),
    ],
)
def test_values(text: str, value: float) -> None:
    formula = Formula(text, ["a", "b"])
    assert formula(1.0, 3.0) == pytest.approx(value)
    assert formula(np.array([1.0, 1.0]), np.array([3.0, 3.0])) == pytest.approx([value, value])


@pytest.mark.parametrize(
    "text",
    [
        "__import__('os').system('true') + a",
        "a.real",
        "a[0]",
        "(lambda: a)()",
        "[a for _ in 'x']",
        "a if a else a",
        "a < 1",
        "a ^ 2",
        "a // 2",
        "a and a",
        "f'{a}'",
        "'a' * a",
        "True + a",
        "1j * a",
        "sqrt",
        "sqrt(a, a)",
        "atan2(a)",
        "sqrt(x=a)",
        "open(a)",
        "numpy.sin(a)",
        "b + a",
        "a := 1",
        "a; a",
        "a\na",
        "",
        "(",
        "a +",
        "1" + "0" * 400 + " * a",
        "a" + " + a" * 2000,
        "(" * 300 + "a" + ")" * 300 + "+",
        "-" * 3900 + "a",
        "sqrt(" * (DEEPEST + 5) + "a" + ")" * (DEEPEST + 5),
        "a < " + "-" * 1500 + "a",
    ],
)
def test_what_is_not_arithmetic_is_refused(text: str) -> None:
    with pytest.raises(FormulaError):
        Formula(text, ["a"])


@pytest.mark.parametrize("names", [["pi"], ["sqrt"], ["a b"], ["lambda"], ["a", "a"], ["1a"], [""]])
def test_names_that_cannot_stand_in_a_formula(names: list[str]) -> None:
    with pytest.raises(FormulaError):
        Formula(" + ".join(names), names)


@given(st.text(max_size=40))
def test_any_text_is_a_formula_or_refused(text: str) -> None:
    with contextlib.suppress(FormulaError):
        Formula(text, ["a"])


def test_an_input_that_does_not_occur_is_refused() -> None:
    with pytest.raises(FormulaError, match="does not contain the input b"):
        Formula("a * 2", ["a", "b"])


def test_greek_letters_and_both_micro_signs() -> None:
    assert Formula("\u00b5 * 2", ["\u03bc"])(2.0) == 4
    result = Budget(Formula("ρ * V", ["V", "ρ"]), [Input(2, 0.1, name="V"), Input(3, 0.2, name="ρ")]).first_order()
    assert result.combined_standard_uncertainty == pytest.approx(math.hypot(0.3, 0.4))


def test_a_sum_of_a_hundred_terms_is_read() -> None:
    names = [f"x{i}" for i in range(100)]
    assert Formula(" + ".join(names), names)(*[1.0] * 100) == 100
