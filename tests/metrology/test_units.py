"""Units: exact factors, kinds that do not mix, names that help when one is misspelt."""

from decimal import Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrology.exact import plain
from metrology.units import UNITS, MixedUnits, Register, Unit, UnitError, UnknownUnit, convert, convert_difference, unit


@pytest.mark.parametrize(
    ("value", "source", "target", "expected"),
    [
        ("4.0", "MPa", "kPa", "4000"), ("4.00", "kPa", "MPa", "0.00400"), ("1.50005", "ms", "µs", "1500.05"),
        ("20.0", "°C", "K", "293.15"), ("293.15", "K", "°C", "20"), ("-40", "°C", "mK", "233150"),
        ("5", "ct", "mg", "1000"), ("36", "km/h", "m/s", "10"), ("1", "kWh", "MJ", "3.6"), ("2.5", "h", "min", "150"),
        ("1.5", "m³/h", "L/min", "25"), ("760", "mmHg", "Pa", "101325.0144354"), ("1", "bar", "hPa", "1000"),
        ("0.5", "%", "1", "0.005"), ("12.50", "元/500g", "元/kg", "25"),
        ("1", "L", "cm³", "1000"), ("90", "′", "°", "1.5"),
    ],
)  # fmt: skip
def test_conversion_is_exact(value: str, source: str, target: str, expected: str) -> None:
    assert plain(convert(value, source, target)) == expected


def test_conversion_without_an_end_is_the_nearest_of_fifty_digits() -> None:
    assert convert(1, "kPa", "mmHg") == Decimal("7.5006157584565633395127122506606817351373785403196")
    assert convert(1, "psi", "Pa") == Decimal("6894.7572931683613367226734453468906937813875627751")
    assert convert(1, "m/s", "km/h") == Decimal("3.6")


def test_conversion_does_not_depend_on_the_callers_context() -> None:
    with localcontext() as context:
        context.prec = 2
        assert convert("20.125", "°C", "K") == Decimal("293.275")
        assert convert("1.2345", "kWh", "kJ") == Decimal("4444.2")


def test_a_difference_of_temperatures_has_no_zero_point() -> None:
    assert convert_difference("0.5", "°C", "mK") == 500
    assert convert_difference("0.5", "kPa", "Pa") == 500


@pytest.mark.parametrize(("source", "target"), [("kg", "m"), ("N·m", "J"), ("%", "%RH"), ("rad", "°"), ("W", "VA")])
def test_kinds_do_not_mix(source: str, target: str) -> None:
    with pytest.raises(MixedUnits, match=r"cannot be converted"):
        convert(1, source, target)


@pytest.mark.parametrize(
    ("wrong", "near"), [("Mpa", "MPa"), ("mmhg", "mmHg"), ("KG", "kg"), ("Kwh", "kWh"), ("mW/", "mW, MW")]
)
def test_unknown_unit_names_near_ones(wrong: str, near: str) -> None:
    with pytest.raises(UnknownUnit, match=f"{wrong!r} is not known.*did you mean.*{near}"):
        unit(wrong)


def test_unknown_unit_like_nothing_is_just_unknown() -> None:
    with pytest.raises(UnitError, match=r"'xyzzy' is not known$"):
        unit("xyzzy")


@pytest.mark.parametrize(
    ("written", "symbol"), [("℃", "°C"), ("μm", "µm"), ("Ω", "Ω"), ("m3/h", "m³/h"), (" kPa ", "kPa")]
)
def test_letters_that_look_alike_are_the_same(written: str, symbol: str) -> None:
    assert unit(written).symbol == symbol


def test_float_is_refused() -> None:
    with pytest.raises(TypeError, match="binary float"):
        convert(0.1, "kg", "g")  # type: ignore[arg-type]


# Second entry of the factors that are more than a power of ten, to the base unit of the kind.
@pytest.mark.parametrize(
    ("symbol", "factor"),
    [
        ("min", "60"), ("h", "3600"), ("d", "86400"), ("ct", "0.0002"), ("kWh", "3600000"), ("Wh", "3600"),
        ("MWh", "3600000000"), ("mmHg", "133.322387415"), ("bar", "100000"), ("mbar", "100"), ("元/500g", "2"),
        ("m³/h", "1/3600"), ("L/min", "1/60000"), ("L/h", "1/3600000"), ("mL/h", "1/3600000000"), ("kg/h", "1/3600"),
        ("km/h", "5/18"), ("t/h", "5/18"), ("′", "1/60"), ("″", "1/3600"), ("kg/min", "1/60"), ("mL/min", "1/60000000"),
        ("psi", "8896443230521/1290320000"), ("mGy/min", "1/60000"),
        ("mGy/h", "1/3600000"), ("µGy/h", "1/3600000000"),
        ("mmHg/s", "133.322387415"),
    ],
)  # fmt: skip
def test_factors_agree_with_the_second_entry(symbol: str, factor: str) -> None:
    assert unit(symbol).factor == Fraction(factor)


def test_every_other_factor_is_a_power_of_ten() -> None:
    odd = {entry.symbol for entry in UNITS.all() if str(entry.factor).rstrip("0") not in ("1", "1/1")}
    assert odd == {
        "min", "h", "d", "ct", "kWh", "Wh", "MWh", "mmHg", "元/500g", "m³/h", "L/min", "L/h", "mL/h", "kg/h", "km/h",
        "t/h", "′", "″", "kg/min", "mL/min", "psi", "mGy/min", "mGy/h", "µGy/h", "mmHg/s",
    }  # fmt: skip


PREFIXES = {"G": 9, "M": 6, "k": 3, "h": 2, "d": -1, "c": -2, "m": -3, "µ": -6, "n": -9, "p": -12}


def test_prefixes_mean_what_they_say() -> None:
    stems = ["g", "s", "L", "N", "Pa", "V", "A", "Ω", "W", "J", "Hz", "F", "H", "T", "var", "VA", "Gy", "Sv", "mol/mol"]
    known = {entry.symbol: entry for entry in UNITS.all()}
    pairs = [(known[p + s], known[s], 10 ** Fraction(n)) for s in stems for p, n in PREFIXES.items() if p + s in known]
    wrong = [
        big.symbol
        for big, small, times in pairs
        if big.dimension == small.dimension and big.factor != small.factor * times
    ]
    assert len(pairs) > 45
    assert wrong == []


def test_every_unit_has_names_in_both_languages_and_a_dsi_expression_or_a_reason() -> None:
    without = {entry.symbol for entry in UNITS.all() if not entry.dsi}
    assert all(entry.zh and entry.en and entry.factor > 0 for entry in UNITS.all())
    assert all(entry.dsi.startswith("\\") for entry in UNITS.all() if entry.dsi)
    none = {"ct", "psi", "var", "kvar", "kvarh", "‰", "NTU", "lp/cm", "HU"}
    assert without == none | {s for s in without if s[0] in "元€"}


def test_a_symbol_is_registered_once() -> None:
    metre = Unit("m", "米", "metre", r"\metre", "length", Fraction(1))
    with pytest.raises(ValueError, match="two units have the symbol m"):
        Register([metre, metre])


KINDS = [(a.symbol, b.symbol) for a in UNITS.all() for b in UNITS.all() if a.dimension == b.dimension]


@given(st.sampled_from(KINDS), st.decimals(-(10**6), 10**6, allow_nan=False, places=5))
def test_there_and_back_again(pair: tuple[str, str], value: Decimal) -> None:
    back = convert(convert(value, *pair), *reversed(pair))
    assert abs(back - value) <= abs(value) * Decimal("1E-24") + Decimal("1E-24")
