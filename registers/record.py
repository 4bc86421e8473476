"""What a row of a register is made of: a frozen, strict type whose fields have titles in both languages."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import msgspec
import orjson
from msgspec import Meta, Struct, inspect

from metrology.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Day: TypeAlias = date | None
"""A day; None where none is known."""


class Record(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A row of a register.

    Every field has a default, which says that nothing is known of it: an empty text, None, an empty list.
    """

    def problems(self) -> Sequence[Problem]:
        """What is wrong with the row in itself."""
        return ()


class Problem(NamedTuple):
    """What is wrong with a field."""

    field: str
    text: Text


def title(zh: str, en: str, words: Mapping[str, str] | None = None) -> Meta:
    """The title of a field, for `Annotated`.

    Args:
        zh: The title in Chinese.
        en: The title in English.
        words: What the values of a choice are called, ``中文 | English``.
    """
    return Meta(extra={"title": Text(zh, en), "words": {key: Text.of(said) for key, said in (words or {}).items()}})


class FieldOf(NamedTuple):
    """A field of a record type.

    Attributes:
        name: Its name.
        title: Its title.
        kind: ``text``, ``choice``, ``day``, ``whole``, ``yes``, ``number``, or ``parts`` for what is kept as JSON.
        choices: The values that a choice has, and what they are called.
    """

    name: str
    title: Text
    kind: str
    choices: Mapping[str, Text]


KINDS: dict[type, str] = {
    inspect.StrType: "text",
    inspect.LiteralType: "choice",
    inspect.DateType: "day",
    inspect.IntType: "whole",
    inspect.BoolType: "yes",
    inspect.DecimalType: "number",
}


@cache
def fields_of(record: type[Record]) -> tuple[FieldOf, ...]:
    """The fields of a record type, in order."""
    info = inspect.type_info(record)
    assert isinstance(info, inspect.StructType)  # noqa: S101  a Record is a Struct
    return tuple(_field(f) for f in info.fields)


def _field(f: inspect.Field) -> FieldOf:
    kind: Any = f.type
    extra: Mapping[str, Any] = {}
    if isinstance(kind, inspect.Metadata):
        kind, extra = kind.type, kind.extra or {}
    if isinstance(kind, inspect.UnionType):
        kind = next(t for t in kind.types if not isinstance(t, inspect.NoneType))
    words = extra.get("words", {})
    values = [str(v) for v in kind.values] if isinstance(kind, inspect.LiteralType) else []
    choices = {value: words.get(value, Text.same(value)) for value in values if value}
    return FieldOf(f.name, extra.get("title", Text.same(f.name)), KINDS.get(type(kind), "parts"), choices)


def to_fields(record: Record) -> dict[str, Any]:
    """A record as plain values: texts, whole numbers, lists, objects; fields with their default are left out."""
    found: dict[str, Any] = msgspec.to_builtins(record)
    return found


def all_fields(record: Record) -> dict[str, Any]:
    """A record as plain values with every field, for a program that reads it."""
    return {f.name: msgspec.to_builtins(getattr(record, f.name)) for f in fields_of(type(record))}


def column_value(value: Any, kind: str) -> Any:
    """The value of a field as its column keeps it."""
    if kind in {"text", "choice", "whole"} or value is None:
        return value
    if kind == "parts":
        return orjson.dumps(msgspec.to_builtins(value), option=orjson.OPT_SORT_KEYS).decode()
    return value.isoformat() if kind == "day" else int(value) if kind == "yes" else str(value)


def to_row(record: Record) -> dict[str, Any]:
    """A record as the columns of its table."""
    return {f.name: column_value(getattr(record, f.name), f.kind) for f in fields_of(type(record))}


def plain_value(value: Any, kind: str) -> Any:
    """What a column keeps, as a plain value."""
    return orjson.loads(value) if kind == "parts" else bool(value) if kind == "yes" else value
