"""Conditions of a row on what is known of an instrument: words and ranges of numbers."""

from __future__ import annotations

import operator
import re
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final

from procedures.errors import UnknownRegulation

if TYPE_CHECKING:
    from collections.abc import Mapping

COMPARED: Final = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}
BOUND: Final = re.compile(r"(<=|>=|<|>)\s*(-?[0-9.]+)")


def holds(when: Mapping[str, str], traits: Mapping[str, str]) -> bool | None:
    """Whether all conditions hold; None where one is not known and none fails."""
    states = [None if key not in traits else meets(wanted, traits[key], key) for key, wanted in when.items()]
    if False in states:
        return False
    return None if None in states else True


def meets(wanted: str, value: str, trait: str = "") -> bool:
    """Whether a value meets a condition.

    >>> meets(">10 <25", "16"), meets(">10 <25", "25"), meets("diaphragm|rotary", "rotary")
    (True, False, True)

    Raises:
        UnknownRegulation: A number is needed and this is none.
    """
    bounds = BOUND.findall(wanted)
    if not bounds:
        return value.strip() in wanted.split("|")
    try:
        number = Decimal(value)
    except InvalidOperation as error:
        raise UnknownRegulation(f"{trait} is compared with {wanted}: {value!r} is no number") from error
    return all(COMPARED[sign](number, Decimal(bound)) for sign, bound in bounds)
