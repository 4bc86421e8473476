"""Limits as data and as text: `to_dict`, `from_dict` and `repr` for every kind."""

from collections.abc import Mapping
from dataclasses import fields
from decimal import Decimal
from typing import Any

from metrology.exact import plain
from metrology.limits.bands import Band, Bands
from metrology.limits.base import Limit
from metrology.limits.composed import Greatest, Least, Sum
from metrology.limits.intervals import InIntervals
from metrology.limits.level import Asymmetric, AtLeast, AtMost, Constant, OfSpan
from metrology.limits.proportional import Linear, OfReading
from metrology.limits.scaled import Scaled
from metrology.status import Source

_KINDS: dict[str, type[Limit]] = {
    kind.__name__: kind
    for kind in (
        *(Constant, Asymmetric, AtLeast, AtMost, OfSpan, OfReading, Linear),
        *(Greatest, Least, Sum, Scaled, Bands, InIntervals),
    )
}


def _contents(part: Limit | Band) -> dict[str, Any]:
    """Return the fields of a limit or of a row in the order in which they are given."""
    values = {item.name: getattr(part, item.name) for item in fields(part)}
    source = values.pop("source", None)
    return values if source is None else {**values, "source": source}


def limit_to_dict(limit: Limit) -> dict[str, Any]:
    """Return the kind of a limit and its fields, numbers as text, parts as nested data."""
    return {"kind": type(limit).__name__} | {name: _plain_data(value) for name, value in _contents(limit).items()}


def _plain_data(value: Any) -> Any:
    if isinstance(value, Limit):
        return limit_to_dict(value)
    if isinstance(value, Band):
        return {name: _plain_data(part) for name, part in _contents(value).items()}
    if isinstance(value, tuple):
        return [_plain_data(part) for part in value]
    if isinstance(value, Source):
        return value.to_dict()
    return plain(value) if isinstance(value, Decimal) else value


def limit_from_dict(data: Mapping[str, Any]) -> Limit:
    """Rebuild a limit from `limit_to_dict`.

    Raises:
        ValueError: the kind is unknown.
        KeyError: there is no kind.
    """
    arguments = {name: _rebuilt(name, value) for name, value in data.items() if name != "kind"}
    kind = _KINDS.get(data["kind"])
    if kind is None:
        raise ValueError(f"{data['kind']!r} is not a kind of limit; known: {', '.join(sorted(_KINDS))}")
    parts = arguments.pop("limits", ())
    return kind(*parts, **arguments)


def _rebuilt(name: str, value: Any) -> Any:
    if name == "source":
        return Source.from_dict(value)
    if name == "limit":
        return limit_from_dict(value)
    if name == "limits":
        return [limit_from_dict(part) for part in value]
    if name == "bands":
        return [Band(row["upto"], limit_from_dict(row["limit"]), row["closed"]) for row in value]
    return value


def limit_repr(limit: Limit) -> str:
    """Return the expression that makes the limit."""
    arguments = []
    for name, value in _contents(limit).items():
        if name == "limits":
            arguments += [repr(part) for part in value]
        elif isinstance(value, Decimal):
            arguments.append(f"{name}='{plain(value)}'")
        elif isinstance(value, tuple):
            arguments.append(f"{name}=[{', '.join(map(repr, value))}]")
        else:
            arguments.append(f"{name}={value!r}")
    return f"{type(limit).__name__}({', '.join(arguments)})"
