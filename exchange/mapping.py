"""Forms in the words of a platform: its names of fields, its codes, its way to write days."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from exchange.settings import PlatformSettings

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
DAYS = frozenset({"inspect_date", "valid_until", "wanted_until"})
_BOTH_WAYS = {"true": True, "false": False}


def outward(form: Mapping[str, Any], settings: PlatformSettings) -> dict[str, Any]:
    """A form of ours as the platform wants it.

    A field that the settings do not name keeps its name. A name with dots goes into a table of that name. Fields of a list
    are named without their number: ``standards.certificate``.
    """
    found: dict[str, Any] = _outward(form, "", settings)
    return found


def inward(form: Mapping[str, Any], settings: PlatformSettings) -> dict[str, Any]:
    """A form of the platform in our words; what does not fit is left as it is, for the form to name."""
    found: dict[str, Any] = _inward(form, "", settings)
    return found


def _outward(value: Any, path: str, settings: PlatformSettings) -> Any:
    if isinstance(value, list | tuple):
        return [_outward(part, path, settings) for part in value]
    if not isinstance(value, dict):
        return _written(value, path, settings)
    found: dict[str, Any] = {}
    for key, part in value.items():
        own = _below(path, key)
        *above, last = str(settings.fields.get(own, key)).split(".")
        into = found
        for name in above:
            into = into.setdefault(name, {})
        into[last] = _outward(part, own, settings)
    return found


def _inward(value: Any, path: str, settings: PlatformSettings) -> Any:
    if isinstance(value, list):
        return [_inward(part, path, settings) for part in value]
    if not isinstance(value, dict):
        return _read(value, path, settings)
    rest, found = dict(value), dict[str, Any]()
    for own, theirs in settings.fields.items():
        parent, _, last = own.rpartition(".")
        if parent == path and (there := _taken(rest, theirs.split("."))):
            found[last] = _inward(there[0], own, settings)
    return found | {key: _inward(part, _below(path, key), settings) for key, part in rest.items()}


def _taken(table: dict[str, Any], names: list[str]) -> list[Any]:
    """The value at a place in nested tables, taken out of them; tables that are empty then go too."""
    first, *others = names
    if first not in table:
        return []
    if not others:
        return [table.pop(first)]
    below = table[first]
    if not isinstance(below, dict):
        return []
    inner = dict(below)
    found = _taken(inner, others)
    table[first] = inner
    if not inner:
        del table[first]
    return found


def _below(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def _codes(path: str, settings: PlatformSettings) -> Mapping[str, str]:
    """The codes of a field: of its path, else of its name."""
    return settings.codes.get(path) or settings.codes.get(path.rpartition(".")[2]) or {}


def _written(value: Any, path: str, settings: PlatformSettings) -> Any:
    key = str(value).lower() if isinstance(value, bool) else value
    table = _codes(path, settings)
    if isinstance(key, str) and key in table:
        return table[key]
    if path.rpartition(".")[2] in DAYS and isinstance(value, str) and _DAY.fullmatch(value):
        return date.fromisoformat(value).strftime(settings.dates)
    return value


def _read(value: Any, path: str, settings: PlatformSettings) -> Any:
    for own, theirs in _codes(path, settings).items():
        if value == theirs:
            return _BOTH_WAYS.get(own, own)
    if path.rpartition(".")[2] in DAYS and isinstance(value, str) and value:
        try:
            return datetime.strptime(value, settings.dates).date().isoformat()  # noqa: DTZ007  a day has no zone
        except ValueError:
            return value
    return value
