"""Conditions of a row on what is known of an instrument: words and ranges of numbers."""

from __future__ import annotations

import operator
import re
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final

from procedures.errors import UnknownRegulation

if TYPE_CHECKING:
    from collections.abc import Mapping

    from procedures.text import Text

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


def words_of(description: Text) -> tuple[str, ...]:
    """The words that a trait may have: those its description lists after a colon; none where it is a number or free."""
    return tuple(description.en.partition(": ")[2].split(", ")) if ": " in description.en else ()


def check(traits: Mapping[str, str], known: Mapping[str, Text], jurisdiction: str) -> None:
    """Refuse a trait, or a word for one, that no row of a law could match.

    Raises:
        UnknownRegulation: The law does not know the trait, or not this word for it.
    """
    for key, value in traits.items():
        if key not in known:
            raise UnknownRegulation(f"{jurisdiction}: no trait {key!r}; known: {'/'.join(known)}")
        words = words_of(known[key])
        if words and value.strip() not in words:
            raise UnknownRegulation(f"{jurisdiction}: {key} is one of {'/'.join(words)}, not {value!r}")
