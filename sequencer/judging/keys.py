"""When two addresses or two commands name the same: the same words and the same quantities, in whatever unit."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

from metrology.units import UnitError, unit

if TYPE_CHECKING:
    from collections.abc import Sequence

NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
Key: TypeAlias = "tuple[str, str]"
"""What a key is (nothing for a word, else the kind of quantity) and its value in the base unit."""


def point(keys: Sequence[str]) -> tuple[Key, ...]:
    """The keys of a point, in no order.

    >>> point(["up", "0.8MPa"]) == point(["800kPa", "up"])
    True
    >>> point(["0.8MPa"]) == point(["0.8kg"])
    False
    """
    return tuple(sorted(map(_key, keys)))


def arguments(texts: Sequence[str]) -> tuple[Key, ...]:
    """The arguments of a command, in their order; a number and the unit after it are one quantity.

    >>> arguments(["0.80", "MPa"]) == arguments(["800", "kPa"])
    True
    """
    found, left = [], list(texts)
    while left:
        text = left.pop(0)
        if NUMBER.fullmatch(text) and left and (quantity := _quantity(text, left[0])) is not None:
            found.append(quantity)
            left.pop(0)
        else:
            found.append(_key(text))
    return tuple(found)


def same_kind(first: str, second: str) -> bool:
    """Whether two units measure the same kind of quantity."""
    try:
        return unit(first).dimension == unit(second).dimension
    except UnitError:
        return first == second


def _key(key: str) -> Key:
    number = NUMBER.match(key)
    if number is None:
        return ("", key)
    symbol = key[number.end() :]
    if not symbol:
        return ("number", str(Fraction(Decimal(key))))
    return _quantity(number[0], symbol) or ("", key)


def _quantity(number: str, symbol: str) -> Key | None:
    try:
        known = unit(symbol)
    except UnitError:
        return None
    return (str(known.dimension), str(Fraction(Decimal(number)) * known.factor + known.offset))
