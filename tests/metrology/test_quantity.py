"""Quantities: read as written, and not mixed without stating it."""

from decimal import Decimal

import pytest

from metrology.units import MixedUnits, Quantity, UnknownUnit


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("4.0 MPa", "4.0 MPa"),
        ("-5℃", "-5 °C"),
        (" 0.50  % ", "0.50 %"),
        ("1.5e3 kg", "1500 kg"),
        ("9.90 元/kg", "9.90 元/kg"),
    ],
)
def test_quantity_is_read_as_written(text: str, printed: str) -> None:
    assert str(Quantity.parse(text)) == printed


@pytest.mark.parametrize("text", ["", "MPa", "4.0", "4,0 MPa", "four MPa", "NaN kg"])
def test_text_that_is_no_quantity_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not a quantity|is not known|decimal sign as a point"):
        Quantity.parse(text)


def test_sums_and_comparisons_within_one_unit() -> None:
    two, three = Quantity("2.0", "kg"), Quantity(3, "kg")
    assert (two + three, three - two, -two, abs(-two), two * "1.5") == (
        Quantity(5, "kg"), Quantity(1, "kg"), Quantity(-2, "kg"), two, three,
    )  # fmt: skip
    assert two < three
    assert three > two
    assert two <= Quantity("2.00", "kg")
    assert three >= Quantity("3.0", "kg")
    assert two != three
    assert len({two, Quantity(2, "kg")}) == 1


def test_another_unit_must_be_asked_for() -> None:
    kilo, gram = Quantity(1, "kg"), Quantity(999, "g")
    for mix in (
        lambda: kilo + gram, lambda: kilo - gram, lambda: kilo < gram, lambda: kilo <= gram, lambda: kilo > gram,
        lambda: kilo >= gram, lambda: kilo == gram,
    ):  # fmt: skip
        with pytest.raises(MixedUnits, match="say which unit is meant"):
            mix()
    assert kilo > gram.to("kg")
    assert (kilo.to("g") - gram).value == 1


def test_points_on_the_temperature_scale() -> None:
    warm, cold = Quantity("25.0", "°C"), Quantity("20.5", "°C")
    assert warm - cold == Quantity("4.5", "K")
    assert cold + Quantity("4.5", "K") == warm
    assert warm - Quantity("4.5", "K") == cold
    with pytest.raises(MixedUnits, match="have no sum"):
        warm + cold
    with pytest.raises(MixedUnits, match="cannot compare"):
        _ = warm > Quantity(290, "K")


def test_quantity_of_an_unknown_unit_or_a_float_is_refused() -> None:
    with pytest.raises(UnknownUnit, match="Mpa"):
        Quantity(1, "Mpa")
    with pytest.raises(TypeError, match="binary float"):
        Quantity(0.1, "kg")  # type: ignore[arg-type]


def test_a_quantity_equals_no_bare_number() -> None:
    assert Quantity(1, "kg") != Decimal(1)
