"""Conditions and validity as the data file of an edition states them, for all instruments or by class.

A quantity is a key of `procedures.conditions.QUANTITIES`, or one that the edition names itself::

    [conditions]
    source = "environment"                          key of [sources] for those without their own
    temperature = [15, 25]                          lowest and highest
    humidity = 85                                   highest
    supply_voltage = { lower = 209, upper = 231, drift = 2, watched = 10 }
    air_pressure = {}                               recorded, without a limit
    temperature = { by = "accuracy_class", "0.1" = [19, 21], "0.4" = { lower = 17, upper = 23, drift = 1 } }
    light = { name = "照度 | Illuminance", role = "surroundings", method = "illuminance", unit = "lx", upper = 500 }
    validity_months = { by = "accuracy_class", "0.1" = 12, "0.4" = 6 }
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from metrology.validity import Mode
from procedures.conditions import QUANTITIES, WATCHED, Condition, condition
from procedures.errors import AuthorError
from procedures.text import Text

if TYPE_CHECKING:
    from metrology.status import Source

Wrong: TypeAlias = Callable[[str, str], AuthorError]
FIELDS: Final = {"lower", "upper", "drift", "watched", "source", "name", "role", "method", "unit", "difference"}


def stated_conditions(
    table: Mapping[str, Any], subject: object, source: Callable[[str], Source], wrong: Wrong
) -> tuple[Condition, ...]:
    """The conditions of an instrument.

    Args:
        table: ``[conditions]``.
        subject: The instrument under test.
        source: Gives a source by its key.
        wrong: Makes the error for a place and a problem.

    Raises:
        AuthorError: The table is wrong.
    """
    every = {"temperature": {}, "humidity": {}} | {k: v for k, v in table.items() if k != "source"}
    found = []
    for quantity, stated in every.items():
        where = f"conditions.{quantity}"
        fields = _fields(chosen(stated, subject, where, wrong), where, wrong)
        pedigree = source(str(fields.pop("source", table.get("source"))))
        try:
            found.append(_condition(quantity, fields, pedigree))
        except (ValueError, TypeError, ArithmeticError) as error:
            raise wrong(where, str(error)) from error
    return tuple(found)


def sources_of(table: Mapping[str, Any]) -> list[str]:
    """Keys of the sources that the conditions name."""
    rows = [v for v in table.values() if isinstance(v, Mapping)]
    rows += [v for row in rows for v in row.values() if isinstance(v, Mapping)]
    return list(dict.fromkeys(str(row["source"]) for row in (table, *rows) if "source" in row))


def months(stated: object, subject: object, wrong: Wrong) -> int:
    """The verification period of an instrument, in months; 0 where there is none."""
    return _months(chosen(stated, subject, "validity_months", wrong), wrong)


def mode(stated: object, subject: object, wrong: Wrong) -> Mode:
    """How an instrument stays in use: verified periodically, replaced at the end, or verified once."""
    value = chosen(stated, subject, "validity_mode", wrong)
    if value not in set(Mode):
        raise wrong("validity_mode", f"is {value!r}, none of {', '.join(Mode)}")
    return Mode(str(value))


def longest(stated: object, wrong: Wrong) -> int:
    """The longest verification period of the edition, in months."""
    values = [v for k, v in stated.items() if k != "by"] if isinstance(stated, Mapping) else [stated]
    return max((_months(v, wrong) for v in values), default=0)


def _months(value: object, wrong: Wrong) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise wrong("validity_months", f"is {value!r}, not a number of months")
    return value


def _condition(quantity: str, fields: dict[str, Any], source: Source) -> Condition:
    numbers = {key: _number(fields.get(key)) for key in ("lower", "upper", "drift")}
    return condition(
        quantity,
        numbers["lower"],
        numbers["upper"],
        drift=numbers["drift"],
        watched=int(fields.get("watched", WATCHED)),
        name=Text.of(fields.get("name", "")),
        role=fields.get("role", ""),
        method=fields.get("method", ""),
        unit=fields.get("unit", ""),
        difference=fields.get("difference", ""),
        source=source,
    )


def _number(value: object) -> Decimal | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise TypeError(f"{value!r} is no number")
    return Decimal(value)


def chosen(stated: object, subject: object, where: str, wrong: Wrong) -> object:
    """What holds for the instrument, where it depends on a characteristic of it."""
    if not isinstance(stated, Mapping) or "by" not in stated:
        return stated
    characteristic = str(stated["by"])
    if not hasattr(subject, characteristic):
        raise wrong(where, f"by = {characteristic!r}: the nameplate of {type(subject).__name__} has no such field")
    value = str(getattr(subject, characteristic))
    if value not in stated:
        known = ", ".join(key for key in stated if key != "by")
        raise wrong(where, f"nothing is stated for {characteristic} {value}, only for {known}")
    return stated[value]


def _fields(stated: object, where: str, wrong: Wrong) -> dict[str, Any]:
    if isinstance(stated, Mapping):
        unknown = sorted(set(stated) - FIELDS)
        if unknown:
            raise _refusal(wrong, where, f"{', '.join(unknown)}: not one of {', '.join(sorted(FIELDS))}")
        return dict(stated)
    if isinstance(stated, list) and len(stated) == 2:
        return {"lower": stated[0], "upper": stated[1]}
    if isinstance(stated, int | Decimal) and not isinstance(stated, bool):
        return {"upper": stated}
    raise _refusal(wrong, where, f"is {stated!r}: give a highest value, [lowest, highest] or a table")


def _refusal(wrong: Wrong, where: str, problem: str) -> AuthorError:
    known = "" if where.partition(".")[2] in QUANTITIES else f" (known quantities: {', '.join(QUANTITIES)})"
    return wrong(where, problem + known)
