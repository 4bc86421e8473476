"""Reads bodies into their types, and says which part of a derived entry a replay compares."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from msgspec import ValidationError, convert, json

from records.entries import decided, measured, noted
from records.entries.fields import Entry
from records.entries.opened import FORMAT, Opened, Resumed
from records.errors import BadEntry, OtherFormat
from records.prepared import prepared

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from records.event import Event

E = TypeVar("E", bound=Entry)

_TYPES: tuple[type[Entry], ...] = (
    Opened,
    Resumed,
    measured.Command,
    measured.Restored,
    measured.Observation,
    measured.Finding,
    measured.Refused,
    measured.Dwell,
    measured.BrokenOff,
    measured.Environment,
    measured.Paused,
    measured.Continued,
    measured.Abandoned,
    measured.Interrupted,
    noted.Remark,
    noted.Correction,
    decided.Plan,
    decided.Conclusion,
    decided.ItemResult,
    decided.Verdict,
    decided.Closed,
)
ENTRIES: Mapping[str, type[Entry]] = {entry.entry_kind: entry for entry in _TYPES}
"""Every type by the kind that a journal gives it."""
_WORDS, _VALUES = "words", "values"
_WITHDRAWN = ("observation", "finding", "conclusion")
"""Kinds of entries that a correction can take out of account."""


class Placed(NamedTuple, Generic[E]):
    """An entry in its typed form, with its place in the journal."""

    event: Event
    entry: E


def read(event: Event, type_: type[E]) -> E:
    """The body of an entry in its type.

    Args:
        event: The entry.
        type_: The type that its kind has.

    Raises:
        BadEntry: It is of another kind, or a field is unknown, missing or not what it must be; the field is named.
        OtherFormat: It opens a run of another format of evidence.
    """
    if event.kind != type_.entry_kind:
        raise BadEntry(event.run, event.seq, event.kind, f"an entry {type_.entry_kind!r} is expected here")
    if type_ is Opened:
        refuse_other_format(event)
    try:
        return convert(event.body, prepared(type_))
    except ValidationError as error:
        raise BadEntry(event.run, event.seq, event.kind, str(error)) from error


def decoded(run: str, seq: int, body: str, type_: type[E]) -> E:
    """An entry from its body in JSON.

    Args:
        run: Its run.
        seq: Its place in the run.
        body: Its body.
        type_: The type that its kind has.

    Raises:
        BadEntry, OtherFormat: See `read`.
    """
    try:
        return json.decode(body, type=prepared(type_))
    except ValidationError as error:
        if type_ is Opened and (found := json.decode(body).get("format")) != FORMAT:
            raise OtherFormat(run, found, FORMAT) from error
        raise BadEntry(run, seq, type_.entry_kind, str(error)) from error


def refuse_other_format(first: Event) -> None:
    """Refuse a run of another format of evidence.

    Raises:
        OtherFormat: It is one.
    """
    if first.body.get("format") != FORMAT:
        raise OtherFormat(first.run, first.body.get("format"), FORMAT)


def of_kind(events: Iterable[Event], type_: type[E]) -> list[Placed[E]]:
    """All entries of one kind that count, in order; those that a correction withdrew are left out.

    Raises:
        BadEntry: One of them is not what its type says.
    """
    found = standing(events) if type_.entry_kind in _WITHDRAWN else events
    return [Placed(e, read(e, type_)) for e in found if e.kind == type_.entry_kind]


def standing(events: Iterable[Event]) -> Sequence[Event]:
    """The entries that count: without those that a correction withdrew.

    A correction withdraws the reading or the answer that it cites, and what was concluded of its item between the two.
    """
    entries = list(events)
    corrections = [(e.seq, e.address, read(e, noted.Correction).entry) for e in entries if e.kind == "correction"]
    return [e for e in entries if not _withdrawn(e, corrections)] if corrections else entries


def _withdrawn(event: Event, corrections: Iterable[tuple[int, str, int]]) -> bool:
    if event.kind not in _WITHDRAWN:
        return False
    item = event.address.partition("/")[0]
    return any(
        old == event.seq or (event.kind == "conclusion" and old < event.seq < seq and item == address.partition("/")[0])
        for seq, address, old in corrections
    )


def opened(events: Sequence[Event]) -> Opened:
    """The first entry of a run.

    Raises:
        BadEntry, OtherFormat: See `read`.
    """
    return read(events[0], Opened)


def run_clock(events: Iterable[Event]) -> Decimal:
    """The latest moment of the run's clock, in seconds, that any entry states; 0 where none does."""
    timed = (read(e, ENTRIES[e.kind]) for e in events if "elapsed" in ENTRIES[e.kind].__struct_fields__)
    return max((Decimal(str(getattr(entry, "elapsed", 0))) for entry in timed), default=Decimal(0))


def compared(body: Any) -> Any:
    """The part of a derived body that must be the same when it is made again: all of it but what a person reads."""
    if isinstance(body, Mapping):
        return {key: compared(value) for key, value in body.items() if key != _WORDS}
    if isinstance(body, list | tuple):
        return [compared(value) for value in body]
    return body


def differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    """What of a derived body is not as it was; empty where nothing is. Words do not count, and columns may be added.

    Args:
        old: The body in the journal.
        new: The body made again.
    """
    before, after = compared(old), compared(new)
    kept, made = before.get(_VALUES), after.get(_VALUES)
    if kept is not None and made is not None:
        after[_VALUES] = {key: value for key, value in made.items() if key in kept}
    fields = [key for key in sorted({*before, *after}) if before.get(key) != after.get(key)]
    return "; ".join(f"{key} = {before.get(key)!r}, recomputed {after.get(key)!r}" for key in fields)
