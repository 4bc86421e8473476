"""Published cases of the statistics, through the public names; each adapter only renames inputs and results."""

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from metrology import statistics as st

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "statistics.yaml").read_text("utf-8"))
Adapter = Callable[[dict[str, Any]], dict[str, Any]]


def _grubbs_pass(found: st.OutlierTest) -> dict[str, Any]:
    return {
        "mean": found.mean,
        "s": found.standard_deviation,
        "G": found.statistic,
        "ESD": found.statistic,
        "G_crit": found.critical_value,
        "G05": found.critical_value,
        "outlier": found.value,
        "removed": found.is_outlier,
    }


def _grubbs(case: dict[str, Any]) -> dict[str, Any]:
    first, level = st.grubbs(case["x"], case.get("alpha", 0.05)), case.get("alpha", 0.05)
    left = [x for i, x in enumerate(case["x"]) if i != first.index]
    after = _grubbs_pass(st.grubbs(left, level)) if first.is_outlier else {}
    return _grubbs_pass(first) | {"second_pass": after, "after": after}


def _anova(case: dict[str, Any]) -> dict[str, Any]:
    table = st.one_way_anova(case["runs"])
    return {
        "F": table.f,
        "F_crit": table.critical_value(),
        "p": table.p_value,
        "repeatability": math.sqrt(table.ms_within),
        "var_between": table.variance_between,
        "SSB": table.ss_between,
        "SSW": table.ss_within,
        "MSB": table.ms_between,
        "MSW": table.ms_within,
    }


def _duplicates(case: dict[str, Any]) -> dict[str, Any]:
    table = st.one_way_anova(list(zip(case["d1"], case["d2"], strict=True)))
    return {
        "mean": table.mean,
        "MSW": table.ms_within,
        "MSB": table.ms_between,
        "F": table.f,
        "s_r": math.sqrt(table.ms_within),
        "s_L": table.between_standard_deviation,
        "s_R": math.hypot(table.between_standard_deviation, math.sqrt(table.ms_within)),
    }


def _line(case: dict[str, Any]) -> dict[str, Any]:
    fit = st.fit_line(case["x"], case["y"])
    half = st.t_critical_value(fit.degrees_of_freedom) * fit.slope_uncertainty
    return {
        "slope": fit.slope,
        "intercept": fit.intercept,
        "u_slope": fit.slope_uncertainty,
        "u_intercept": fit.intercept_uncertainty,
        "var_slope": fit.slope_uncertainty**2,
        "var_intercept": fit.intercept_uncertainty**2,
        "s": fit.scatter,
        "steyx": fit.scatter,
        "t": fit.slope / fit.slope_uncertainty,
        "t_printed": fit.slope / fit.slope_uncertainty,
        "t_crit_999": st.t_critical_value(fit.degrees_of_freedom, 0.999),
        "slope_ci95": [fit.slope - half, fit.slope + half],
        "var_mean_at_1200": fit.predict(1200).standard_uncertainty ** 2,
        "var_pred_at_750": fit.predict(750).standard_uncertainty_single ** 2,
    }


def _stated(case: dict[str, Any]) -> dict[str, Any]:
    fit = st.fit_line(case["x"], case["y"], case.get("u", case.get("u_y")), case.get("u_x"))
    found = {
        "a": fit.intercept,
        "b": fit.slope,
        "u_a": fit.intercept_uncertainty,
        "u_b": fit.slope_uncertainty,
        "cov": fit.covariance,
        "chi2": fit.chi_squared,
    }
    if "y0" in case:
        back = fit.inverse(*case["y0"])
        found |= {"x0": back.value, "u_x0": back.standard_uncertainty_single}
    return found


def _scaled(case: dict[str, Any]) -> dict[str, Any]:
    absolute = _stated(case)
    fit = st.fit_line(case["x"], case["y"], case["u"], weights="relative")
    relative = {"u_a": fit.intercept_uncertainty, "u_b": fit.slope_uncertainty, "cov": fit.covariance}
    return absolute | {"relative_weights": relative, "absolute_weights": absolute}


def _york(case: dict[str, Any]) -> dict[str, Any]:
    u_x, u_y = ([1 / w**0.5 for w in case[key]] for key in ("wx", "wy"))
    fit = st.fit_line(case["x"], case["y"], u_y, u_x, parameter_uncertainty="propagated")
    return {
        "a": fit.intercept,
        "b": fit.slope,
        "u_a": fit.intercept_uncertainty,
        "u_b": fit.slope_uncertainty,
        "reduced_chi2": fit.chi_squared / (fit.n - 2),
    }


def _en(case: dict[str, Any]) -> dict[str, Any]:
    found = st.en_score(case["x"], case["U"], case["ref"], case["U_ref"], independent=case["independent"])
    return {"En": found.value, "satisfactory": found.satisfactory}


def _constants(case: dict[str, Any]) -> dict[str, Any]:
    return {"d2": [st.d2(n) for n in case["n"]], "c4": [st.c4(n) for n in case["n"]]}


def _mean_repeatability(case: dict[str, Any]) -> dict[str, Any]:
    found = st.repeatability(case["x_MHz"], averaged=case["n_reported"])
    return {"s": found.standard_deviation, "u": found.standard_uncertainty}


def _grubbs_table(case: dict[str, Any]) -> dict[str, Any]:
    return {
        name: [st.grubbs_critical_value(n, level, two_sided=not case["one_sided"]) for n in case["n"]]
        for name, level in (("G05", 0.05), ("G01", 0.01))
    }


def _grubbs_dixon(case: dict[str, Any]) -> dict[str, Any]:
    found = st.dixon(case["x"])
    return {
        "G": st.grubbs(case["x"]).statistic,
        "dixon_r11_high": found.high,
        "dixon_r11_low": found.low,
        "outlier": found.is_outlier,
    }


ADAPTERS: dict[str, Adapter] = {
    "stat.grubbs": _grubbs,
    "stat.grubbs_table": _grubbs_table,
    "stat.grubbs+dixon": _grubbs_dixon,
    "stat.anova": _anova,
    "stat.duplicates_anova": _duplicates,
    "stat.linreg": _line,
    "stat.linreg.t_test": _line,
    "stat.steyx": _line,
    "stat.iso28037_wls1": _stated,
    "stat.iso28037_wls2": _stated,
    "stat.iso28037_gdr": _stated,
    "stat.wls_scaled": _scaled,
    "stat.pearson_york": _york,
    "stat.En": _en,
    "stat.d2_c4": _constants,
    "stat.repeatability_of_mean": _mean_repeatability,
}


def _agree(found: Any, expected: Any, tolerance: dict[str, float]) -> None:
    if isinstance(expected, dict):
        for key, value in expected.items():
            _agree(found[key], value, tolerance)
    elif isinstance(expected, list):
        assert len(found) == len(expected)
        for one, other in zip(found, expected, strict=True):
            _agree(one, other, tolerance)
    elif isinstance(expected, bool):
        assert found is expected
    else:
        assert found == pytest.approx(expected, abs=tolerance.get("abs", 0), rel=tolerance.get("rel", 0))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['id']}-{case['topic']}")
def test_published_case(case: dict[str, Any]) -> None:
    _agree(ADAPTERS[case["topic"]](case["inputs"]), case["expected"], case["tolerance"])


def test_every_adapter_meets_a_case() -> None:
    assert {case["topic"] for case in CASES} == set(ADAPTERS)
