"""The factor from a balance reading of water to a volume, against published values."""

from decimal import Decimal

import pytest

from procedures.kit import Value
from procedures.volume.gravimetric import factor, shown
from tests.procedures.volume.measures import per_gram

D = Decimal


def found(t: str, air: str, expansion: str) -> Decimal:
    return factor(Value.constant(t), Value.constant(air), D(expansion)).number


@pytest.mark.parametrize(("t", "Z"), [("15", "1.0020"), ("20", "1.0029"), ("22", "1.0033"), ("25", "1.0040")])
def test_the_factor_Z_of_water(t: str, Z: str) -> None:
    """ISO 8655-6, table of Z in µL/mg at about 101.3 kPa, as remembered; to one in the last place."""
    assert abs(found(t, "1.2", "0") - D(Z)) <= D("0.00012")


def test_at_20_degrees_the_expansion_does_not_matter() -> None:
    """(8 − 0.0012) / (8 (0.9982067 − 0.0012)) = 1.00285 mL/g."""
    assert round(found("20", "1.2", "0.000025"), 5) == round(found("20", "1.2", "0"), 5) == D("1.00285")


@pytest.mark.parametrize(("t", "air", "expansion"), [("16.5", "1.15", "0.000025"), ("24", "1.22", "0.00001")])
def test_the_printed_formula(t: str, air: str, expansion: str) -> None:
    assert float(found(t, air, expansion)) == pytest.approx(per_gram(float(t), float(air), float(expansion)), rel=1e-12)


@pytest.mark.parametrize(("permitted", "text"), [
    ("2", "1.23"), ("1", "1.23"), ("0.99", "1.235"), ("10", "1.2"), ("0.2", "1.235"),
])  # fmt: skip
def test_a_volume_is_shown_to_the_place_of_a_hundredth_of_what_is_permitted(permitted: str, text: str) -> None:
    assert str(shown(Value.constant(Decimal("1.2346")), Decimal(permitted)).number) == text
