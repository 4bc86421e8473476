"""Taking fields out of a journal body, where optional ones may be absent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from procedures.text import NO_TEXT, Text
from reports.errors import BadJournal

Fields = Mapping[str, Any]


def word(body: Fields, key: str) -> str:
    """The field as text, exactly as journaled; empty where it is absent."""
    value = body.get(key)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def words(body: Fields, key: str) -> tuple[str, ...]:
    """A list of texts; empty where it is absent."""
    return tuple(str(entry) for entry in entries(body, key))


def text(value: object) -> Text:
    """A bilingual text; a bare text is taken as it stands, without a translation."""
    if value is None:
        return NO_TEXT
    if isinstance(value, Mapping):
        return Text(word(value, "zh"), word(value, "en"))
    return Text(str(value), "")


def texts(body: Fields, key: str) -> tuple[Text, ...]:
    """A list of bilingual texts; empty where it is absent."""
    return tuple(text(entry) for entry in entries(body, key))


def mapping(body: Fields, key: str) -> Fields:
    """A nested object; empty where it is absent.

    Raises:
        BadJournal: Something else stands there.
    """
    value = body.get(key) or {}
    if not isinstance(value, Mapping):
        raise BadJournal(f"field {key!r} of the journal is {value!r}, not an object")
    return value


def entries(body: Fields, key: str) -> Sequence[Any]:
    """A list; empty where it is absent.

    Raises:
        BadJournal: Something else stands there.
    """
    value = body.get(key) or ()
    if isinstance(value, str) or not isinstance(value, Sequence):
        raise BadJournal(f"field {key!r} of the journal is {value!r}, not a list")
    return value
