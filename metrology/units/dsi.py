r"""Units as digital certificates write them: D-SI expressions such as ``\kilo\pascal``.

An expression is prefixes and units in a row, each unit with an exponent (``\tothe{-1}``) if it has one; what follows
``\per`` is below the line until the next unit ends. Here it becomes a factor to the SI base units and their exponents,
so that ``\kilogram\metre\tothe{2}\second\tothe{-3}\ampere\tothe{-2}`` is known to be the ohm.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from metrology.units.convert import UNITS
from metrology.units.unit import Unit, UnknownUnit

NON_SI = "|"
"""Begins the name of a unit that D-SI does not have and the certificate itself defines."""
_TOKEN = re.compile(r"\\(?:tothe\{(?P<exponent>-?\d{1,2})\}|(?P<macro>[A-Za-z]+))")
_PREFIXES = {
    "deca": 1, "hecto": 2, "kilo": 3, "mega": 6, "giga": 9, "tera": 12, "peta": 15, "exa": 18, "zetta": 21, "yotta": 24,
    "deci": -1, "centi": -2, "milli": -3, "micro": -6, "nano": -9, "pico": -12, "femto": -15, "atto": -18,
}  # fmt: skip
_BASES = {"metre": "m", "kilogram": "kg", "second": "s", "ampere": "A", "kelvin": "K", "mole": "mol", "candela": "cd",
          "radian": "rad", "degreecelsius": "degC", "decibel": "dB", "bit": "bit", "mmHg": "mmHg"}  # fmt: skip
"""Units that stand for themselves: the base units, the radian, which is not mixed with the number one, and those that
are no product of powers."""
_DERIVED = {
    "one": ("1", {}), "percent": ("1/100", {}), "ppm": ("1/1000000", {}), "gram": ("1/1000", {"kg": 1}),
    "tonne": ("1000", {"kg": 1}), "litre": ("1/1000", {"m": 3}), "hertz": ("1", {"s": -1}),
    "newton": ("1", {"kg": 1, "m": 1, "s": -2}), "pascal": ("1", {"kg": 1, "m": -1, "s": -2}),
    "bar": ("100000", {"kg": 1, "m": -1, "s": -2}), "joule": ("1", {"kg": 1, "m": 2, "s": -2}),
    "watt": ("1", {"kg": 1, "m": 2, "s": -3}), "coulomb": ("1", {"A": 1, "s": 1}),
    "volt": ("1", {"kg": 1, "m": 2, "s": -3, "A": -1}), "ohm": ("1", {"kg": 1, "m": 2, "s": -3, "A": -2}),
    "siemens": ("1", {"kg": -1, "m": -2, "s": 3, "A": 2}), "farad": ("1", {"kg": -1, "m": -2, "s": 4, "A": 2}),
    "henry": ("1", {"kg": 1, "m": 2, "s": -2, "A": -2}), "weber": ("1", {"kg": 1, "m": 2, "s": -2, "A": -1}),
    "tesla": ("1", {"kg": 1, "s": -2, "A": -1}), "lumen": ("1", {"cd": 1}), "lux": ("1", {"cd": 1, "m": -2}),
    "becquerel": ("1", {"s": -1}), "gray": ("1", {"m": 2, "s": -2}), "sievert": ("1", {"m": 2, "s": -2}),
    "minute": ("60", {"s": 1}), "hour": ("3600", {"s": 1}), "day": ("86400", {"s": 1}),
    "hectare": ("10000", {"m": 2}),
}  # fmt: skip
"""SI Brochure, 9th edition, tables 4 and 8; the degree of an angle is no rational number of radians."""
_ANGLES = {"degree": "1", "arcminute": "1/60", "arcsecond": "1/3600"}


class Expression(NamedTuple):
    """What a D-SI expression means.

    Attributes:
        factor: Value in the SI base units.
        exponents: Base units with their exponents, in order of their names.
    """

    factor: Fraction
    exponents: tuple[tuple[str, int], ...]


@lru_cache(maxsize=1024)
def parse(expression: str) -> Expression:
    r"""What a D-SI expression means.

    >>> parse(r"\kilo\metre\per\hour")
    Expression(factor=Fraction(5, 18), exponents=(('m', 1), ('s', -1)))

    Raises:
        UnknownUnit: It is none, or holds a unit that is not known here.
    """
    tokens = list(_TOKEN.finditer(expression.strip()))
    if not tokens or "".join(t[0] for t in tokens) != expression.strip():
        raise UnknownUnit(f"the unit {expression!r} is no D-SI expression")
    factor, exponents = Fraction(1), dict[str, int]()
    sign, prefix, place = 1, 0, 0
    while place < len(tokens):
        macro = tokens[place]["macro"]
        place += 1
        if macro == "per":
            sign = -1
        elif macro in _PREFIXES and not prefix:
            prefix = _PREFIXES[macro]
        else:
            own, units = _unit(macro, expression)
            power = 1
            if place < len(tokens) and tokens[place]["exponent"] is not None:
                power = int(tokens[place]["exponent"])
                place += 1
            factor *= (own * Fraction(10) ** prefix) ** (sign * power)
            for name, exponent in units.items():
                exponents[name] = exponents.get(name, 0) + exponent * power * sign
            sign, prefix = 1, 0
    if prefix or sign < 0:
        raise UnknownUnit(f"the unit {expression!r} is no D-SI expression")
    return Expression(factor, tuple(sorted((n, e) for n, e in exponents.items() if e)))


def _unit(macro: str | None, expression: str) -> tuple[Fraction, dict[str, int]]:
    if macro is not None:
        name = "degreecelsius" if macro == "degreeCelsius" else macro  # so it was written before D-SI 1.3
        if name in _BASES:
            return Fraction(1), {_BASES[name]: 1}
        if name in _ANGLES:
            return Fraction(_ANGLES[name]), {"deg": 1}
        if name in _DERIVED:
            above, exponents = _DERIVED[name]
            return Fraction(above), exponents
    raise UnknownUnit(f"the unit {expression!r} is not known: {macro or 'an exponent without a unit'}")


@lru_cache(maxsize=1024)
def unit_of(expression: str) -> Unit:
    """The unit that a D-SI expression means.

    Raises:
        UnknownUnit: It is none that regulations use, or could be several, such as a torque or an energy.
    """
    if expression.startswith(NON_SI):
        return UNITS.find(expression.removeprefix(NON_SI))
    same = [u for u in UNITS.all() if u.dsi == expression.strip()]
    if same:
        return same[0]
    wanted = parse(expression)
    near = [u for u in UNITS.all() if u.dsi and parse(u.dsi) == wanted]
    if len({u.dimension for u in near}) != 1:
        names = ", ".join(u.symbol for u in near) or "none"
        raise UnknownUnit(f"the unit {expression!r} is none that regulations use, or more than one: {names}")
    return near[0]


def expression_of(symbol: str) -> str:
    r"""A unit as certificates write it; a unit that D-SI does not have by its own name, such as ``|var``.

    >>> expression_of("kPa"), expression_of("kvar")
    ('\\kilo\\pascal', '|kvar')

    Raises:
        UnknownUnit: There is no such unit.
    """
    found = UNITS.find(symbol or "1")
    return found.dsi or f"{NON_SI}{found.symbol}"
