"""NIST Statistical Reference Datasets: the certified values, to the digits that double precision holds."""

import math
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from metrology.statistics import fit_line, mean, one_way_anova, standard_deviation


class _Exact(yaml.SafeLoader):
    """Reads decimal numbers with the digits that are written."""


_Exact.add_constructor("tag:yaml.org,2002:float", lambda loader, node: Decimal(loader.construct_scalar(node)))

FOLDER = Path(__file__).parent / "cases"
CASES = yaml.safe_load((FOLDER / "strd.yaml").read_text("utf-8"))
DATA = yaml.load((FOLDER / "strd_data.yaml").read_text("utf-8"), _Exact)  # noqa: S506 - derived from SafeLoader
FULL_PRECISION = 1e-13


def _simon_lesage(name: str) -> list[list[Decimal]]:
    """Build SmLs01 to SmLs09: nine treatments around 1.4, 1.3 and 1.5, readings alternating by 0.1."""
    number = int(name[4:6])
    base = (Decimal(0), Decimal(1_000_000), Decimal(1_000_000_000_000))[(number - 1) // 3]
    pairs = (10, 100, 1000)[(number - 1) % 3]
    centres = [Decimal("0.4"), *[Decimal("0.3"), Decimal("0.5")] * 4]
    offset = base if base else Decimal(1)
    step = Decimal("0.1")
    return [[offset + c, *[offset + c - step, offset + c + step] * pairs] for c in centres]


def _accuracy(base: str) -> list[Decimal]:
    b = Decimal(base)
    return [b + Decimal("0.2"), *[b + Decimal("0.1"), b + Decimal("0.3")] * 500]


UNIVARIATE: dict[str, Callable[[], Sequence[Any]]] = {
    "lew": lambda: DATA["lew"],
    "mavro": lambda: DATA["mavro"],
    "michelson": lambda: DATA["michelson"],
    "numacc1": lambda: [10000001, 10000003, 10000002],
    "numacc2": lambda: _accuracy("1"),
    "numacc3": lambda: _accuracy("1000000"),
    "numacc4": lambda: _accuracy("10000000"),
}


def _of(topic: str) -> list[Any]:
    cases = [case for case in CASES if case["topic"] == topic]
    assert cases
    return [pytest.param(case, id=case["id"]) for case in cases]


@pytest.mark.parametrize("case", _of("strd.univariate"))
def test_univariate(case: dict[str, Any]) -> None:
    names, expected = case["inputs"]["dataset"], case["expected"]
    if isinstance(names, str):
        names, expected = [names], {key: [value] for key, value in expected.items()}
    for i, name in enumerate(names):
        values = UNIVARIATE[name]()
        assert len(values) == case["inputs"]["n"]
        assert mean(values) == pytest.approx(expected["mean"][i], rel=1e-15)
        assert standard_deviation(values) == pytest.approx(expected["sd"][i], rel=FULL_PRECISION)


@pytest.mark.parametrize("case", _of("strd.anova"))
def test_analysis_of_variance(case: dict[str, Any]) -> None:
    name, expected = case["inputs"]["file"].removesuffix(".dat"), case["expected"]
    table = one_way_anova(_simon_lesage(name) if name.startswith("SmLs") else DATA[name])
    assert [table.df_between, table.df_within] == expected["df"]
    # Mean squares of SiRstv are listed in the case file with nine digits, everything else with fifteen.
    digits = 1e-8 if name == "SiRstv" else FULL_PRECISION
    assert table.ms_between == pytest.approx(expected["MSB"], rel=digits)
    assert table.ms_within == pytest.approx(expected["MSW"], rel=digits)
    assert table.f == pytest.approx(expected["F"], rel=FULL_PRECISION)
    assert table.r_squared == pytest.approx(expected["R2"], rel=FULL_PRECISION)
    assert math.sqrt(table.ms_within) == pytest.approx(expected["s_resid"], rel=FULL_PRECISION)


def test_floats_count_as_the_decimals_that_were_typed() -> None:
    """Thirteen constant digits leave a double three, yet its shortest decimal is the reading itself."""
    table = one_way_anova([[float(value) for value in group] for group in _simon_lesage("SmLs07")])
    assert table.f == 21.0


@pytest.mark.parametrize("case", _of("strd.linreg"))
@pytest.mark.parametrize("kind", [Decimal, float])
def test_line(case: dict[str, Any], kind: type) -> None:
    data, expected = DATA[case["inputs"]["file"]], case["expected"]
    fit = fit_line([kind(value) for value in data["x"]], [kind(value) for value in data["y"]])
    assert fit.n == case["inputs"]["n"]
    # The intercept cancels three digits of the slope's float data; Decimal data keep them.
    digits = FULL_PRECISION if kind is Decimal else 1e-12
    assert fit.intercept == pytest.approx(expected["b0"], rel=digits)
    assert fit.slope == pytest.approx(expected["b1"], rel=digits)
    assert fit.intercept_uncertainty == pytest.approx(expected["sd_b0"], rel=digits)
    assert fit.slope_uncertainty == pytest.approx(expected["sd_b1"], rel=digits)
    assert fit.scatter == pytest.approx(expected["s_resid"], rel=digits)
    assert fit.scatter**2 == pytest.approx(expected["MSres"], rel=digits)
    assert (fit.slope / fit.slope_uncertainty) ** 2 == pytest.approx(expected["F"], rel=digits)
    total = fit.chi_squared + expected["MSreg"]
    assert 1 - fit.chi_squared / total == pytest.approx(expected["R2"], rel=digits)
