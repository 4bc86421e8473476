"""Gauge studies: the components against a second computation with numpy, laws, and what is no study."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrology.statistics.gauge_study import gauge_study
from registers.errors import RegistersError
from services.confirmation.gauge_study import study_of

ROWS = [(p, o, n) for p in range(5) for o in "ABC" for n in range(3)]


def written(path: Path, values: "dict[tuple[int, str, int], str]", head: str = "part,operator,value") -> Path:
    path.write_text("\n".join([head, *(f"P{p},{o},{values[p, o, n]}" for p, o, n in ROWS)]) + "\n", "utf-8")
    return path


def some(seed: int, scatter: float) -> "dict[tuple[int, str, int], str]":
    of = np.random.default_rng(seed)
    parts, people = of.normal(10, 0.5, 5), dict(zip("ABC", of.normal(0, 0.05, 3), strict=True))
    return {(p, o, n): f"{parts[p] + people[o] + of.normal(0, scatter):.4f}" for p, o, n in ROWS}


def second(values: "dict[tuple[int, str, int], str]") -> dict[str, float]:
    """The components from sums of squares, in floats."""
    x = np.array([[[float(values[p, o, n]) for n in range(3)] for o in "ABC"] for p in range(5)])
    total = ((x - x.mean()) ** 2).sum()
    ss_p = 9 * ((x.mean((1, 2)) - x.mean()) ** 2).sum()
    ss_o = 15 * ((x.mean((0, 2)) - x.mean()) ** 2).sum()
    ss_e = ((x - x.mean(2, keepdims=True)) ** 2).sum()
    ms_p, ms_o, ms_i, ms_e = ss_p / 4, ss_o / 2, (total - ss_p - ss_o - ss_e) / 8, ss_e / 30
    inter, oper = max(0.0, (ms_i - ms_e) / 3), max(0.0, (ms_o - ms_i) / 15)
    parts = max(0.0, (ms_p - ms_i) / 9)
    grr = ms_e + inter + oper
    return {"repeatability": ms_e**0.5, "reproducibility": (inter + oper) ** 0.5, "measuring": grr**0.5,
            "parts": parts**0.5, "total": (grr + parts) ** 0.5}  # fmt: skip


@pytest.mark.parametrize(("seed", "scatter"), [(1, 0.02), (2, 0.2), (3, 1.0)])
def test_the_components_equal_those_of_a_second_computation(tmp_path: Path, seed: int, scatter: float) -> None:
    values = some(seed, scatter)
    found = study_of(written(tmp_path / "study.csv", values, "零件,评价人,测得值"), "3")
    expected = second(values)
    assert found["sigma"] == pytest.approx(expected, rel=1e-9, abs=1e-9)
    assert found["grr"] == pytest.approx(expected["measuring"] / expected["total"])
    assert found["of_tolerance"] == pytest.approx(2 * expected["measuring"])
    assert found["categories"] == int(2**0.5 * expected["parts"] / expected["measuring"])
    assert (found["parts"], found["operators"], found["repeats"]) == (5, 3, 3)


@settings(max_examples=30)
@given(st.integers(0, 50), st.integers(-5, 5), st.integers(1, 9))
def test_a_shift_changes_nothing_and_a_factor_scales_all(seed: int, shift: int, factor: int) -> None:
    of = np.random.default_rng(seed).integers(-20, 20, (3, 2, 2)).tolist()
    one = gauge_study(of)
    other = gauge_study([[[factor * v + shift for v in cell] for cell in part] for part in of])
    assert other.measuring == factor**2 * one.measuring
    assert (other.grr, other.categories) == (one.grr, one.categories)


def test_readings_that_do_not_scatter_have_no_figure() -> None:
    study = gauge_study([[[1, 1], [1, 1]], [[1, 1], [1, 1]]])
    assert (study.grr, study.categories) == (None, None)


@pytest.mark.parametrize(("text", "problem"), [
    ("", "its first row needs"),
    ("part,operator,value\n", "there are no readings"),
    ("part,operator,value\nP1,A,x\n", "row 2: needs a part"),
    ("part,operator,value\nP1,A,1e400000\n", "row 2: needs a part"),
    ("part,operator,value\nP1,A,NaN\n", "row 2: needs a part"),
    ("part,operator,value\nP1,A,1\nP1,A,2\n", "two parts, two operators"),
    ("part,operator,value\nP1,A,1\nP1,A,2\nP1,B,1\nP1,B,2\nP2,A,1\nP2,A,2\nP2,B,1\n", "equally often"),
])  # fmt: skip
def test_what_is_no_study_is_refused(tmp_path: Path, text: str, problem: str) -> None:
    file = tmp_path / "study.csv"
    file.write_text(text, "utf-8")
    with pytest.raises(RegistersError, match=problem):
        study_of(file, "")


@pytest.mark.parametrize("width", ["0", "-1", "wide"])
def test_a_tolerance_is_a_positive_number(tmp_path: Path, width: str) -> None:
    with pytest.raises(RegistersError, match="the tolerance must be"):
        study_of(written(tmp_path / "study.csv", some(1, 0.1)), width)
