"""Arguments of a role method: checked against its signature, and as the journal, a form and the screen write them."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from inspect import Parameter, Signature, signature
from typing import Any, TypeAlias, cast, get_args, get_origin, get_type_hints

from drivers.roles.marks import Words, mark_of
from drivers.roles.power import Phase
from metrology.exact import plain

Argument: TypeAlias = Decimal | str | Sequence[Phase]
"""What may be handed to a role method: a number, a text or member of an enumeration, or one `Phase` per phase."""


class BadArgument(TypeError):
    """A role method is called with arguments that it does not take."""


def checked(role: type, method: str, args: Sequence[object], named: Mapping[str, object]) -> tuple[Argument, ...]:
    """The arguments in the order of the signature.

    Raises:
        BadArgument: Too many, too few, an unknown name, or a value of another type than the signature says.
    """
    expected, hints = _signature(role, method)
    names, given = tuple(expected.parameters), tuple(args)
    if named or not _least(role, method) <= len(given) <= len(names):
        try:
            bound = expected.bind(*args, **named)
        except TypeError as error:
            raise BadArgument(f"{role.__name__}.{method}: {error}; it takes {expected}") from None
        names, given = tuple(bound.arguments), bound.args
    for name, value in zip(names, given, strict=False):
        if not _fits(value, hints[name]):
            what = f"{name} is {value!r} ({type(value).__name__})"
            raise BadArgument(f"{role.__name__}.{method}: {what}; it takes {expected}")
    return cast("tuple[Argument, ...]", given)


def argument_text(value: Argument) -> str:
    """An argument as the journal keeps it: plain numbers, never a Python repr.

    >>> argument_text([Phase(Decimal(220), Decimal(5)), Phase(Decimal(220), Decimal("0.50"), Decimal(60))])
    '220 5 0; 220 0.50 60'
    """
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, str):
        return str(value)
    return "; ".join(_row(row) for row in value)


def wording(role: type, method: str, args: Sequence[Argument]) -> Words:
    """What a person is told who fills a role and is given a command."""
    mark = mark_of(role, method)
    texts = [argument_text(a) for a in args]
    if mark is None or mark.words is None:
        return Words(*[f"{role.__name__}.{method} {' '.join(texts)}".rstrip()] * 2)
    expected, _ = _signature(role, method)
    defaults = {n: argument_text(p.default) for n, p in expected.parameters.items() if p.default is not Parameter.empty}
    given = defaults | dict(zip(expected.parameters, texts, strict=False))
    if mark.worded is not None:
        return mark.worded(**given)
    return Words(mark.words.zh.format(**given), mark.words.en.format(**given))


@cache
def _signature(role: type, method: str) -> tuple[Signature, dict[str, Any]]:
    function = getattr(role, method)
    own = list(signature(function).parameters.values())[1:]
    return Signature(own), get_type_hints(function)


@cache
def _least(role: type, method: str) -> int:
    """How many arguments must be given; more than there are where not all can be given by their place."""
    parameters = _signature(role, method)[0].parameters.values()
    if any(p.kind is not Parameter.POSITIONAL_OR_KEYWORD for p in parameters):
        return len(parameters) + 1
    return sum(p.default is Parameter.empty for p in parameters)


def _fits(value: object, hint: Any) -> bool:
    if get_origin(hint) is Sequence or (isinstance(get_origin(hint), type) and issubclass(get_origin(hint), Sequence)):
        (kind,) = get_args(hint)
        return isinstance(value, list | tuple) and all(isinstance(row, kind) for row in value)
    if isinstance(hint, type):
        if issubclass(hint, StrEnum):
            return value in list(hint)
        return isinstance(value, hint)
    return True


def _row(row: object) -> str:
    if not is_dataclass(row):
        raise BadArgument(f"{row!r} cannot be journaled: an argument is a number, a text, or a list of rows of numbers")
    return " ".join(plain(getattr(row, field.name)) for field in fields(row))
