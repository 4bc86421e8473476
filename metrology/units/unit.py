"""A unit of measurement and the register of those that regulations use."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache


class UnitError(ValueError):
    """Something is wrong with a unit: see `UnknownUnit` and `MixedUnits`."""


class UnknownUnit(UnitError):
    """A unit is not in the register; the message names those whose symbols are near."""


class MixedUnits(UnitError):
    """Two units cannot be brought together, or not without stating it."""


@dataclass(frozen=True)
class Unit:
    r"""A unit as regulations, displays and certificates write it.

    Attributes:
        symbol: symbol as printed, e.g. ``"kPa"``.
        zh: Chinese name.
        en: English name.
        dsi: D-SI expression for digital certificates, e.g. ``"\kilo\pascal"``; empty where D-SI has none (money).
        dimension: kind of quantity; only units of one kind convert. Torque and energy are two kinds.
        factor: value of the unit in the base unit of its kind, exact.
        offset: value of the unit's zero in the base unit: 273.15 for the degree Celsius.
        note: what a user of the unit must know.
    """

    symbol: str
    zh: str
    en: str
    dsi: str
    dimension: str
    factor: Fraction
    offset: Fraction = Fraction(0)
    note: str = ""


class Register:
    """Units by symbol. Letters that look alike (℃ and °C, the two micro signs, m³ and m3) count as the same."""

    def __init__(self, units: Iterable[Unit]) -> None:
        """Enter the units.

        Raises:
            ValueError: two units have the same symbol.
        """
        self._units: dict[str, Unit] = {}
        self._said = lru_cache(maxsize=64)(self._unknown)  # of a currency, for one, which every price asks for
        for unit in units:
            key = _key(unit.symbol)
            if key in self._units:
                raise ValueError(f"two units have the symbol {unit.symbol}")
            self._units[key] = unit

    def find(self, symbol: str) -> Unit:
        """Return a unit.

        Raises:
            UnknownUnit: there is none of that symbol.
        """
        unit = self._units.get(_key(symbol))
        if unit is None:
            raise UnknownUnit(self._said(symbol))
        return unit

    def _unknown(self, symbol: str) -> str:
        from difflib import get_close_matches

        key = _key(symbol)
        folds = list(dict.fromkeys(known.casefold() for known in self._units))
        near = get_close_matches(key.casefold(), folds, 2, 0.6)
        names = ", ".join(
            entry.symbol for fold in near for known, entry in self._units.items() if known.casefold() == fold
        )
        hint = f"; did you mean {names}?" if names else ""
        return f"the unit {symbol!r} is not known{hint}"

    def all(self) -> tuple[Unit, ...]:
        """Return every unit, in the order of entry."""
        return tuple(self._units.values())


@lru_cache(maxsize=1024)
def _key(symbol: str) -> str:
    return unicodedata.normalize("NFKC", symbol.strip())
