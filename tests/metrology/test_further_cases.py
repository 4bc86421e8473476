"""Figures that no case file holds: printed examples of standards, and values worked out once by other programs.

The figures of distributions and of the risk integrals were computed with scipy, those of budgets with GTC.
They stand here as numbers, so that no formula is tested against itself.
"""

import math
from collections.abc import Callable
from decimal import Decimal

import pytest

from metrology import meter_rounding, risk, sampling
from metrology import reference_materials as rm
from metrology import statistics as st
from metrology.decision import JJF1094, R111_WEIGHTS, decide
from metrology.limits import Asymmetric, Constant, Greatest, OfReading
from metrology.rounding import plain, round_significant, round_to_interval, round_to_uncertainty, round_uncertainty
from metrology.uncertainty import Budget, Input, coverage_factor

# Value, interval, result: the tables of GB/T 8170-2008 3.2 to 3.4, and ties on either side of zero.
MULTIPLES = """
12.1498 0.1 12.1 | 1268 1E+2 1300 | 10.5002 1 11 | 1.050 0.1 1.0 | 0.35 0.1 0.4 | 2500 1E+3 2000 | 3500 1E+3 4000
0.0325 0.001 0.032 | 32500 1E+3 32000 | -355 10 -360 | -325 10 -320 | -0.0365 0.001 -0.036 | 97.46 1 97 | 15.4546 1 15
60.25 0.5 60.0 | 60.38 0.5 60.5 | -60.75 0.5 -61.0 | 830 20 840 | 842 20 840 | -930 20 -920
0.1 0.2 0.0 | 0.3 0.2 0.4 | -0.25 0.5 0.0 | 6.25 2.5 5.0 | 8.75 2.5 10.0
"""


@pytest.mark.parametrize("row", [row.split() for row in MULTIPLES.replace("\n", "|").split("|") if row.strip()])
def test_multiples_of_intervals(row: list[str]) -> None:
    value, interval, expected = row
    assert plain(round_to_interval(value, interval)) == expected


@pytest.mark.parametrize(
    ("rounded", "expected"),
    [
        (round_significant("0.0995", 2), "0.10"),
        (round_significant("10", 3), "10.0"),
        (round_uncertainty("0.0950", 1, up=True), "0.1"),
        (round_uncertainty("99.5", 2), "100"),
        (round_uncertainty("28.05", 2, up=True), "29"),
        (round_to_uncertainty("123456", "1200"), "123500"),
        (round_to_uncertainty("-0.0049", "0.01"), "0.00"),
        (round_to_uncertainty("5.25", "0.1"), "5.2"),
    ],
)
def test_digits_of_results(rounded: Decimal, expected: str) -> None:
    assert plain(rounded) == expected


@pytest.mark.parametrize(
    ("accuracy_class", "error", "printed"),
    [("0.2", "0.13", "+0.12"), ("0.5", "-0.575", "-0.60"), ("1", "-1.05", "-1.0"), ("2", "-0.1", "-0.0")],
)
def test_errors_of_meters(accuracy_class: str, error: str, printed: str) -> None:
    assert meter_rounding.meter_rounding(accuracy_class).text(error) == printed


@pytest.mark.parametrize(
    ("error", "MPEV", "U", "outcome"),
    [
        ("0.3", "0.3", "0.1", "conform"),  # U = MPEV/3 exactly: direct comparison
        ("0.3", "0.3", "0.10000001", "undecided"),
        ("-0.2", "0.3", "0.1001", "undecided"),
        ("-0.4001", "0.3", "0.1001", "not_conform"),  # the edge MPEV + U itself
        ("0", "0.3", "0.31", "undecided"),  # no room left between the limits less U
    ],
)
def test_three_zones_of_jjf_1094(error: str, MPEV: str, U: str, outcome: str) -> None:
    assert decide(error, MPEV, U, JJF1094).outcome == outcome


def test_weights_whose_uncertainty_exceeds_the_limit_are_never_accepted() -> None:
    assert decide("0", "0.05", "0.06", R111_WEIGHTS).outcome == "not_conform"


@pytest.mark.parametrize(("error", "outcome"), [("-4", "conform"), ("1", "conform"), ("1.0000001", "not_conform")])
def test_limits_that_differ_by_side(error: str, outcome: str) -> None:
    assert decide(error, Asymmetric("-4", "1")).outcome == outcome


def test_greater_of_two_limits_at_a_negative_point() -> None:
    limit = Greatest(OfReading("1"), Constant("0.3"))
    assert [limit.at(point)[1] for point in ("-31", "-30", "29.9")] == [Decimal(x) for x in ("0.31", "0.3", "0.3")]


GLOBAL = [  # mean, u0, u_m, T_L, T_U, A_L, A_U; then conforming, R_C, R_P
    ((0.3, 1, 0.5, -2, 2, -1.5, 1.5), (0.94471042722, 0.00347997571, 0.14345815643)),
    ((0, 1, 3, -1, 1, -1, 1), (0.68268949214, 0.07264477269, 0.50716389888)),
    ((10, 2, 0.3, None, 12, None, 11.5), (0.84134474607, 0.00067966076, 0.07115828053)),
]


@pytest.mark.parametrize(("given", "expected"), GLOBAL)
def test_global_risk(given: tuple[float, ...], expected: tuple[float, ...]) -> None:
    mean, u0, um, low, high, accept_low, accept_high = given
    found = risk.global_risk(risk.NormalProcess(mean, u0), um, (low, high), (accept_low, accept_high))
    assert (found.conforming, found.consumer, found.producer) == pytest.approx(expected, abs=1e-10)


def test_guard_band_rules_at_a_ratio_of_one() -> None:
    assert risk.guard_band_factor("rss", 1) == risk.guard_band_factor("test95", 1) == 0
    assert risk.guard_band_factor("rp10", 1) == 0.25
    assert risk.guard_band_factor("dobbert", 1) == pytest.approx(0.54274825)


REFUSALS: list[Callable[[], object]] = [
    lambda: risk.guard_band_factor("test95", 0.99),
    lambda: st.fit_line([1, 2, 3], [1, 2, 4], [1, 1, 1], weights="Relative"),  # type: ignore[arg-type]
    lambda: st.fit_line([1, 2, 3], [1, math.nan, 4], [1, 1, 1]),
    lambda: decide("1", "2", None, JJF1094),
]


@pytest.mark.parametrize("call", REFUSALS)
def test_refused(call: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match=r"leaves no|weights are|finite|needs the expanded"):
        call()


@pytest.mark.parametrize(("p", "nu", "k"), [(0.99, 16.8, 2.9025024), (0.9545, 50, 2.0512508), (0.6827, 2, 1.3213155)])
def test_coverage_factors(p: float, nu: float, k: float) -> None:
    assert coverage_factor(p, nu) == pytest.approx(k, abs=1e-7)


def test_second_order_of_a_cube() -> None:
    result = Budget(lambda a: a * a * a, [Input(1, 0.5)]).first_order()
    assert result.combined_standard_uncertainty == pytest.approx(1.5)
    assert result.second_order_standard_uncertainty == pytest.approx(math.sqrt(4.5))


def test_correlated_ensemble_beside_an_independent_input() -> None:
    inputs = {
        "a": Input(1, 0.1, 5, correlation_group="set"),
        "b": Input(2, 0.2, 5, correlation_group="set"),
        "c": Input(3, 0.1, 7),
    }
    result = Budget(lambda a, b, c: a * b + c, inputs, {("a", "b"): 0.6}).first_order()
    assert result.combined_standard_uncertainty == pytest.approx(0.37148351242013416)
    assert result.effective_degrees_of_freedom == pytest.approx(5.786540264610898)


@pytest.mark.parametrize(
    ("value", "U", "reference", "U_ref", "independent", "E_n", "satisfactory"),
    [
        (1.05, 0.03, 1, 0.04, True, 1.0, True),  # at the edge, given as binary floats
        (10.05, 0.03, 10.1, 0.04, True, -1.0, True),
        ("1.0500001", "0.03", "1", "0.04", True, 1.000002, False),
        ("0.95", "0.05", "1", "0.03", False, -1.25, False),
    ],
)
def test_normalised_error(
    value: str | float,
    U: str | float,
    reference: str | float,
    U_ref: str | float,
    independent: bool,
    E_n: float,
    satisfactory: bool,
) -> None:
    found = st.en_score(value, U, reference, U_ref, independent=independent)
    assert found.value == pytest.approx(E_n, rel=1e-12)
    assert found.satisfactory is satisfactory


@pytest.mark.parametrize(("n", "G05", "G01"), [(4, 1.463, 1.492), (12, 2.285, 2.550), (30, 2.745, 3.103)])
def test_grubbs_table(n: int, G05: float, G01: float) -> None:
    found = st.grubbs_critical_value(n, 0.05), st.grubbs_critical_value(n, 0.01)
    assert found == pytest.approx((G05, G01), abs=1e-3)


@pytest.mark.parametrize(
    ("lot", "aql", "severity", "plan"),
    [
        (10_000, "2.5", "normal", (200, 10, 11)),
        (10_000, "2.5", "tightened", (200, 8, 9)),
        (10_000, "2.5", "reduced", (80, 6, 7)),
        (100, "0.25", "normal", (50, 0, 1)),  # the arrow leads to another letter and its own n
        (8, "1.5", "normal", (8, 0, 1)),  # the plan found asks for as many as there are: all
    ],
)
def test_acceptance_sampling(lot: int, aql: str, severity: str, plan: tuple[int, int, int]) -> None:
    found = sampling.single_sampling_plan(lot, aql, "II", severity)
    assert (found.n, found.acceptance_number, found.rejection_number) == plan


def test_homogeneity_of_three_pairs_and_a_stable_material() -> None:
    found = rm.homogeneity([[1, 2], [3, 4], [5, 6]])
    assert (found.f, found.between_standard_deviation) == pytest.approx((16, math.sqrt(3.75)))
    drift = rm.stability([0, 3, 6, 12, 18], ["10.0", "10.02", "9.98", "10.01", "9.97"], 24)
    assert drift.standard_uncertainty == pytest.approx(0.033455977, abs=1e-8)
    assert not drift.slope_significant
