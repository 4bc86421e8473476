"""Recordings that cannot be evaluated: each with its reason."""

import math
from decimal import Decimal

import pytest

from metrology.dynamics import Estimate, Recording, UnusableRecording
from tests.metrology.dynamics.recorded import first_order, points

GOOD = points(first_order(0.8), 6, 0.02, begin=-0.5, noise=0.1)


def refused(found: list[tuple[Decimal, Decimal]], **more: Decimal) -> str:
    with pytest.raises(UnusableRecording) as error:
        Recording.of(found, **more)
    return error.value.code


def test_a_good_one_is_taken() -> None:
    found = Recording.of(GOOD)
    assert found.interval == pytest.approx(0.02)
    assert found.length == pytest.approx(6)
    assert found.noise == pytest.approx(0.1, rel=0.2)


def test_gaps_and_times() -> None:
    assert refused(GOOD[:100] + GOOD[104:]) == "gap"
    assert refused(GOOD[:7]) == "few"
    assert refused([*GOOD[:100], GOOD[99], *GOOD[100:]]) == "repeated"
    assert refused([*GOOD[:100], GOOD[50], *GOOD[100:]]) == "backwards"
    Recording.of(GOOD[:100] + GOOD[102:])


@pytest.mark.parametrize("text", ["NaN", "Infinity", "-Infinity"])
def test_values_that_are_no_numbers(text: str) -> None:
    assert refused([*GOOD[:10], (GOOD[10][0], Decimal(text)), *GOOD[11:]]) == "number"
    assert refused([(Decimal(text), Decimal(1)), *GOOD]) == "number"


def test_a_saturated_channel() -> None:
    clipped = [(t, min(y, Decimal(40))) for t, y in GOOD]
    assert refused(clipped, upper=Decimal(40)) == "saturated"
    assert refused([(t, -y) for t, y in clipped], lower=Decimal(-40)) == "saturated"
    Recording.of(clipped, upper=Decimal(41))


def test_a_clipped_wave_without_a_stated_range() -> None:
    wave = points(lambda t: 10 * math.sin(2 * math.pi * t), 3, 0.02)
    assert refused([(t, min(y, Decimal(7))) for t, y in wave]) == "clipped"
    Recording.of(wave)


def test_a_display_that_comes_to_rest_is_not_saturated() -> None:
    Recording.of([(t, y.quantize(Decimal("0.1"))) for t, y in points(first_order(0.3), 6, 0.02)], step=Decimal("0.1"))


@pytest.mark.parametrize(("value", "u", "text"), [
    (1.234567e40, 1e38, f"{123457 * 10**35}"), (0.0, 0.1, "0"), (-2.5e-7, 1.2345e-9, "-0.000000250000"),
    (123.456789, 2.0, "123.457"),
])  # fmt: skip
def test_estimates_are_rounded_to_a_thousandth_of_their_uncertainty(value: float, u: float, text: str) -> None:
    """Very large numbers too: they are written out."""
    found = Estimate.of(value, u)
    assert f"{found.value}" == text or found.value == Decimal(text)
    assert f"{found.standard_uncertainty:f}" == f"{found.standard_uncertainty}" or u < 1e-6


@pytest.mark.parametrize(("value", "u"), [(math.nan, 1.0), (1.0, math.inf), (1.0, -1.0)])
def test_a_fit_without_a_number_is_no_estimate(value: float, u: float) -> None:
    with pytest.raises(ValueError, match="the fit gave"):
        Estimate.of(value, u)
