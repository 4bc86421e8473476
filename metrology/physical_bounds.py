"""What a quantity can be: the bounds of physics, and the range in which a laboratory meets it.

A value beyond the bounds of physics was typed or transmitted wrongly and is refused. A value that is only implausible
is asked for once more. Both speak of a quantity, not of a fault of an instrument: a broken thermometer under test can
indicate −300 °C, and its indication is then confirmed and judged, not refused.

Sources: absolute zero, SI Brochure (9th edition) 2.3.1; the other bounds follow from the definitions of the
quantities in GB 3102-1993. Atmospheric pressure: the highest on record below 750 m is 1083.8 hPa (WMO archive of
weather and climate extremes); 1100 hPa leaves a margin, and gauge pressure cannot be below its negative. Liquid
water: from where supercooled water freezes by itself to its critical point. A count is a whole number. The plausible
ranges are working ranges of laboratories, not regulations.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from metrology.exact import Number, plain, to_decimal, trimmed
from metrology.units import convert, unit

Side = Decimal | None
"""One side of a range; None where there is none."""


class Quantity(NamedTuple):
    """What a measured quantity can be.

    Attributes:
        zh: Chinese name.
        en: English name.
        unit: unit of the four numbers.
        lowest, highest: bounds of physics, themselves possible.
        from_, to: the plausible range.
    """

    zh: str
    en: str
    unit: str
    lowest: Side = None
    highest: Side = None
    from_: Side = None
    to: Side = None


class Implausible(NamedTuple):
    """Why a value is doubted.

    Attributes:
        impossible: whether physics excludes the value, so that it must be refused and not only asked for again.
        zh: the reason in Chinese.
        en: the reason in English.
    """

    impossible: bool
    zh: str
    en: str


def _row(zh: str, en: str, symbol: str, possible: str, plausible: str = "") -> Quantity:
    """Read a row of the table below; a range is written ``lower..upper``, an open side is left out."""
    return Quantity(zh, en, symbol, *_range(possible), *_range(plausible))


def _range(text: str) -> tuple[Side, Side]:
    lower, _, upper = text.partition("..")
    return Decimal(lower) if lower else None, Decimal(upper) if upper else None


QUANTITIES: Mapping[str, Quantity] = {
    "temperature": _row("温度", "temperature", "°C", "-273.15.."),
    "air_temperature": _row("空气温度", "air temperature", "°C", "-273.15..", "-50..60"),
    "liquid_temperature": _row("液体温度", "liquid temperature", "°C", "-273.15..", "-200..700"),
    "water_temperature": _row("水温", "temperature of water", "°C", "-48..374", "0..100"),
    "fuel_temperature": _row("燃油温度", "temperature of fuel", "°C", "-273.15..", "-60..90"),
    "gas_temperature": _row("气体温度", "temperature of gas", "°C", "-273.15..", "-50..100"),
    "relative_humidity": _row("相对湿度", "relative humidity", "%RH", "0..100", "5..98"),
    "absolute_pressure": _row("绝对压力", "absolute pressure", "kPa", "0.."),
    "gauge_pressure": _row("表压", "gauge pressure", "kPa", "-110.."),
    "atmospheric_pressure": _row("大气压力", "atmospheric pressure", "hPa", "0..1100", "500..1090"),
    "mass": _row("质量", "mass", "kg", "0.."),
    "length": _row("长度", "length", "m", "0.."),
    "area": _row("面积", "area", "m²", "0.."),
    "volume": _row("体积", "volume", "m³", "0.."),
    "density": _row("密度", "density", "kg/m³", "0.."),
    "air_density": _row("空气密度", "air density", "kg/m³", "0..", "0.5..1.6"),
    "duration": _row("时间间隔", "duration", "s", "0.."),
    "speed": _row("速率", "speed", "m/s", "0..299792458"),
    "rotational_speed": _row("转速", "rotational speed", "r/min", "0.."),
    "rate": _row("频次", "rate", "min⁻¹", "0.."),
    "frequency": _row("频率", "frequency", "Hz", "0.."),
    "supply_frequency": _row("电源频率", "supply frequency", "Hz", "0..", "40..70"),
    "supply_voltage": _row("电源电压", "supply voltage", "V", "0..", "1..1000"),
    "resistance": _row("电阻", "resistance", "Ω", "0.."),
    "capacitance": _row("电容", "capacitance", "F", "0.."),
    "inductance": _row("电感", "inductance", "H", "0.."),
    "conductivity": _row("电导率", "conductivity", "S/m", "0.."),
    "apparent_power": _row("视在功率", "apparent power", "VA", "0.."),
    "power_factor": _row("功率因数", "power factor", "1", "-1..1"),
    "count": _row("计数", "count", "1", "0.."),
    "amount_fraction": _row("摩尔分数", "amount fraction", "mol/mol", "0..1"),
    "amount_concentration": _row("物质的量浓度", "amount concentration", "mol/L", "0.."),
    "mass_concentration": _row("质量浓度", "mass concentration", "g/L", "0.."),
    "turbidity": _row("浊度", "turbidity", "NTU", "0.."),
    "ph": _row("pH 值", "pH value", "pH", "", "-2..16"),
    "explosive_limit": _row("爆炸下限百分数", "fraction of the lower explosive limit", "%LEL", "0..", "0..100"),
    "sound_level": _row("声级", "sound level", "dB", "", "-20..200"),
    "illuminance": _row("照度", "illuminance", "lx", "0.."),
    "luminance": _row("亮度", "luminance", "cd/m²", "0.."),
    "absorbed_dose": _row("吸收剂量", "absorbed dose", "Gy", "0.."),
    "dose_equivalent": _row("剂量当量", "dose equivalent", "Sv", "0.."),
    "dose_equivalent_rate": _row("剂量当量率", "dose equivalent rate", "Sv/h", "0.."),
    "activity": _row("活度", "activity", "Bq", "0.."),
}
"""Quantities by key. Where nothing is bounded (voltage, current, force, power, energy, flow) there is no row."""

_BY_UNIT: Mapping[str, str] = {"°C": "temperature", "%RH": "relative_humidity"}
"""Units that name their quantity. K does not: a difference of temperatures is in K and may be negative."""

_BY_DIMENSION: Mapping[str, str] = {"frequency": "frequency"}


def quantity_of(symbol: str) -> str:
    """Return the key of the quantity that a unit alone implies, or an empty text.

    A scale's indication in g or an ohmmeter's in Ω may well be below zero, so most units imply nothing.

    Raises:
        UnknownUnit: the unit is not in the register.
    """
    found = unit(symbol)
    return _BY_UNIT.get(found.symbol) or _BY_DIMENSION.get(found.dimension, "")


def implausible(value: Number, symbol: str, quantity: str = "") -> Implausible | None:
    """Return why a value of a quantity is impossible or doubtful, or None where nothing speaks against it.

    Args:
        value: the value.
        symbol: its unit; any unit of the quantity's kind.
        quantity: a key of `QUANTITIES`; without one the unit decides, where it can (`quantity_of`).

    Raises:
        KeyError: there is no such quantity.
        UnknownUnit: the unit is not in the register.
        MixedUnits: the unit is of another kind than the quantity.
        TypeError: the value is a binary float.
    """
    number = to_decimal(value)
    key = quantity or quantity_of(symbol)
    if not key:
        return None
    known = QUANTITIES[key]
    if key == "count" and number != number.to_integral_value():
        shown = plain(number)
        return Implausible(True, f"{shown}：{known.zh}只能是整数", f"{shown}: a {known.en} is a whole number")
    impossible = _outside(number, symbol, known, (known.lowest, known.highest))
    if impossible:
        return Implausible(True, *_words(number, symbol, known, impossible, ("不可能", "cannot be")))
    doubtful = _outside(number, symbol, known, (known.from_, known.to))
    if doubtful:
        return Implausible(False, *_words(number, symbol, known, doubtful, ("一般不会", "is seldom")))
    return None


def _outside(
    number: Decimal, symbol: str, known: Quantity, sides: tuple[Side, Side]
) -> tuple[str, str, Decimal] | None:
    """Return which side of a range a value is beyond, and the side itself in the unit of the value."""
    lower, upper = (None if side is None else convert(side, known.unit, symbol) for side in sides)
    if lower is not None and number < lower:
        return "低于", "below", lower
    if upper is not None and number > upper:
        return "高于", "above", upper
    return None


def _words(
    number: Decimal, symbol: str, known: Quantity, outside: tuple[str, str, Decimal], verb: tuple[str, str]
) -> tuple[str, str]:
    zh, en, side = outside
    value, edge = f"{plain(number)} {symbol}", f"{plain(trimmed(side))} {symbol}"
    return f"{value}: {known.zh}{verb[0]}{zh} {edge}", f"{value}: {known.en} {verb[1]} {en} {edge}"
