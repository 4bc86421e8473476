"""Reference materials: clamping, sufficiency, trends, combination."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from metrology import reference_materials as rm
from metrology.statistics import one_way_anova

UNITS = some.lists(some.lists(some.integers(90, 110), min_size=3, max_size=3), min_size=3, max_size=8).filter(
    lambda units: any(len(set(unit)) > 1 for unit in units)
)


@given(UNITS)
@settings(max_examples=60)
def test_heterogeneity_is_never_imaginary_nor_below_what_can_be_seen(units: list[list[int]]) -> None:
    found = rm.homogeneity(units)
    assert found.between_standard_deviation >= 0
    assert found.standard_uncertainty == max(found.between_standard_deviation, found.undetected)
    assert found.clamped == (found.f < 1)
    assert not found.clamped or found.between_standard_deviation == 0


def test_units_with_different_numbers_of_readings() -> None:
    found = rm.homogeneity([[10.0, 10.1, 10.2], [10.1, 10.0], [10.4, 10.5, 10.3, 10.4]])
    assert found.f_significant
    assert one_way_anova([[1, 2, 3], [1, 2], [1, 2, 3, 4]]).n0 == pytest.approx((9 - 29 / 9) / 2)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [((1, 1, 1, 3), "2 units"), ((1, 1, 3, 1), "2 units"), ((-1, 1, 3, 3), "negative"), ((0, 0, 3, 3), "both zero")],
)
def test_impossible_designs(arguments: tuple[float, float, int, float], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        rm.homogeneity_from_mean_squares(*arguments)


def test_sufficient_homogeneity_is_strict() -> None:
    assert rm.homogeneity_sufficient(0.009, characterisation=0.03)
    assert not rm.homogeneity_sufficient(0.011, reproducibility=0.03)
    with pytest.raises(ValueError, match="either"):
        rm.homogeneity_sufficient(0.01)


def test_trend_of_a_stable_and_of_a_drifting_material() -> None:
    months = [0, 3, 6, 9, 12]
    stable = rm.stability(months, [10.01, 9.99, 10.02, 9.98, 10.0], period=24)
    assert not stable.slope_significant
    assert stable.standard_uncertainty == pytest.approx(24 * stable.slope_uncertainty)
    drifting = rm.stability(months, [10.00, 9.95, 9.91, 9.84, 9.80], period=24)
    assert drifting.slope_significant
    assert drifting.slope < 0
    with pytest.raises(ValueError, match="3 points"):
        rm.stability_from_slope(0.1, 0.01, 2, 12)


@given(some.lists(some.floats(0, 10), min_size=4, max_size=4))
@settings(max_examples=40)
def test_combined_uncertainty_is_not_below_any_part(parts: list[float]) -> None:
    found = rm.combine_uncertainties(*parts)
    assert found.standard_uncertainty >= max(parts)
    assert found.expanded_uncertainty == 2 * found.standard_uncertainty


def test_negative_parts_are_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        rm.combine_uncertainties(-0.1, 0.1, 0.1)
