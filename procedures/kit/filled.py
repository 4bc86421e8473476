"""Whether a figure was filled in, in the form in which the data file has it; and the form that is filled in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from metrology.exact import plain
from procedures.text import Text

if TYPE_CHECKING:
    from procedures.kit.unread import Figure

NONE: Final = "none"
"""What stands for a figure that print does not have."""
_BLANK = Text("未填写", "is not filled in")
_WORDS: Final = {"by", "source", "name", "role", "method", "unit", "difference"}
"""Fields of a condition or of a choice by class that are no figures."""


def shortfall(figure: Figure, given: Any) -> Text | None:
    """What is missing or wrong in the value of a figure; None where it can be used."""
    if given is None or given == "":
        return _BLANK
    if given == NONE:
        no = Text("须填数值", "needs a value; it cannot be left out")
        return no if figure.path[0] in {"numbers", "standards"} else None
    return _wrong_number(figure, given) or _unlike(figure.remembered, given)


def _wrong_number(figure: Figure, given: Any) -> Text | None:
    """A row of a table has a value for each column, a condition has as many as are remembered."""
    if not isinstance(given, list):
        return None
    of_table, columns = figure.path[0] == "tables", ", ".join(figure.columns)
    if of_table and figure.columns and len(given) != len(figure.columns):
        return Text(f"须填 {len(figure.columns)} 个数：{columns}", f"needs {len(figure.columns)} values: {columns}")
    if not of_table and isinstance(figure.remembered, list) and len(given) != len(figure.remembered):
        return Text(f"须填 {len(figure.remembered)} 个数", f"needs {len(figure.remembered)} values")
    return None


def _unlike(remembered: Any, given: Any) -> Text | None:
    """What is wrong with a value that should have the form of another one."""
    if given == "":
        return _BLANK
    if remembered is None:
        return _unlike(0, given)
    if isinstance(remembered, Mapping):
        if isinstance(given, Mapping) and set(given) == set(remembered):
            return _first((remembered[key], given[key]) for key in remembered if key not in _WORDS)
        return Text(f"须为含 {', '.join(remembered)} 的表", f"must be a table with {', '.join(remembered)}")
    if isinstance(remembered, list) and isinstance(given, list) and given:
        return _first((remembered[min(n, len(remembered) - 1)], value) for n, value in enumerate(given))
    return None if _kind(given) == _kind(remembered) and given != [] else _OTHER_KIND[_kind(remembered)]


def _first(pairs: Iterable[tuple[Any, Any]]) -> Text | None:
    return next((found for old, new in pairs if (found := _unlike(old, new)) is not None), None)


def _kind(value: object) -> str:
    if isinstance(value, bool):
        return "bool"
    return "number" if isinstance(value, int | Decimal) else "list" if isinstance(value, list) else "text"


_OTHER_KIND: Final = {
    "bool": Text("须为 true 或 false", "must be true or false"),
    "number": Text("须为不带引号的数值", "must be a number, without quotation marks"),
    "list": Text("须为列表", "must be a list"),
    "text": Text("须为带引号的文字", "must be a text in quotation marks"),
}


def blank(value: Any) -> str:
    """A value as a form that is filled in: its shape without its numbers."""
    if isinstance(value, Mapping):
        kept = (f"{_key(k)} = {shown(v) if k in _WORDS else blank(v)}" for k, v in value.items())
        return f"{{ {', '.join(kept)} }}"
    return f"[{', '.join(blank(v) for v in value)}]" if isinstance(value, list) else '""'


def shown(value: Any) -> str:
    """A value as a data file writes it."""
    if isinstance(value, Mapping):
        return f"{{ {', '.join(f'{_key(k)} = {shown(v)}' for k, v in value.items())} }}"
    if isinstance(value, list):
        return f"[{', '.join(map(shown, value))}]"
    if isinstance(value, bool):
        return str(value).lower()
    return plain(Decimal(value)) if isinstance(value, int | Decimal) else f'"{value}"'


def _key(name: str) -> str:
    return name if name.replace("_", "").isalpha() else f'"{name}"'
