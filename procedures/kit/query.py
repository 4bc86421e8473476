"""What a reading is asked with, and what a standard's certificate says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, cast

from metrology.units import convert, convert_difference

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal

    from drivers.roles import Reading
    from procedures.standards import Standard

Query: TypeAlias = "Callable[..., Reading] | tuple[Callable[..., Reading], *tuple[Decimal | str, ...]]"
"""A reading of a role, with its arguments where it has some."""


def split(query: Query) -> tuple[Callable[..., Reading], tuple[Decimal | str, ...]]:
    """Method and arguments; a method of the bench may itself be a named tuple."""
    if type(query) is not tuple:
        return cast("Callable[..., Reading]", query), ()
    method, *args = query
    return method, tuple(args)


def expanded(standard: Standard, at: Decimal, unit: str) -> Decimal:
    """U of a standard at a value, both in `unit`; a setting may end just past the certified range."""
    value = min(max(convert(at, unit, standard.unit), standard.lower), standard.upper)
    return convert_difference(standard.expanded_uncertainty(value), standard.unit, unit)
