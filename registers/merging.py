"""Takes the registers of another store into this one: event by event, each once, and what contradicts is kept for a person.

Rows of the other store keep their keys behind the name of that store: ``KM:I0000017``. Divisions and the catalogue are
common to all. An event is applied where the fields it changes are as they were there; else it is a conflict, and the row
stays as it is here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import orjson
from sqlalchemy import select

from metrology.text import Text
from records.schema import register_event
from registers.conflicts import CONFLICTS, MergeConflict
from registers.contents import REGISTERS
from registers.errors import RegistersError
from registers.projection import applied
from registers.record import to_fields
from registers.taken import TAKEN, TakenStore
from registers.values import NotAValue, made

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection

    from registers.change import Change
    from registers.register import Register

COMMON: Final = frozenset({"division", "catalogue"})
"""Registers whose keys mean the same everywhere."""
NOT_TAKEN: Final = frozenset({"source_columns", "taken_store", "merge_conflict"})
"""Registers that are about the store itself."""


class Conflict(NamedTuple):
    """An event that was not applied.

    Attributes:
        register, key: The row here.
        change: Number of the change in the other store.
        fields: Fields that are not as they were there before the event, or nothing where the row does not fit at all.
    """

    register: str
    key: str
    change: int
    fields: tuple[str, ...]


@dataclass
class Taken:
    """What was taken in.

    Attributes:
        events: How many events were applied.
        same: How many changed nothing here.
        conflicts: Those that were not applied.
        last: Number of the newest change of the other store.
        more: Whether there is more to take.
    """

    events: int = 0
    same: int = 0
    conflicts: list[Conflict] = field(default_factory=list)
    last: int = 0
    more: bool = False

    def __add__(self, later: Taken) -> Taken:
        """Both, one after the other."""
        conflicts = [*self.conflicts, *later.conflicts]
        return Taken(self.events + later.events, self.same + later.same, conflicts, later.last, later.more)


def take(change: Change, other: Connection, store: str, name: str, stated: Sequence[int], most: int = 0) -> Taken:
    """Take what another store has written since the last time.

    Args:
        change: The change of this store.
        other: The other store.
        store: Identity of the other store.
        name: What it is called here; the same each time.
        stated: Its changes in the order in which its ledger states them: one that began earlier may end later.
        most: After how many events it is enough for this transaction; a change is taken whole. 0 for all.

    Raises:
        RegistersError: It was called otherwise before, or the name cannot be used.
    """
    known = change.find(TAKEN, store)
    if (known is not None and known.record.name != name) or not name.isalnum():
        called = known.record.name if known is not None else "?"
        zh = f"该库此前名为 {called}" if known is not None else "名称只能含字母和数字"
        en = f"that store was called {called} before" if known is not None else "a name has letters and digits only"
        raise RegistersError([Text(zh, en)])
    before = known.record if known is not None else TakenStore()
    found, seen, count = Taken(last=before.change), 0, before.count
    for number in stated[count:]:
        if most and seen >= most:
            found.more = True
            break
        count += 1
        if not before.count and number <= before.change:
            continue  # taken by a version that did not count
        found.last = max(found.last, number)
        for event in _events(other, number):
            seen += 1
            conflict = _apply(change, event, name, found)
            if conflict is not None:
                found.conflicts.append(conflict)
                change.put_many(CONFLICTS, [(f"{name}:{number}:{event.place}", _kept(conflict, name))])
    change.put_many(TAKEN, [(store, TakenStore(name=name, change=found.last, count=count))])
    return found


def _kept(conflict: Conflict, name: str) -> MergeConflict:
    return MergeConflict(
        store=name, register=conflict.register, row=conflict.key, change=conflict.change, fields=conflict.fields
    )


def _events(other: Connection, number: int) -> Iterator[Any]:
    wanted = register_event.c.change == number, register_event.c.register.not_in(NOT_TAKEN)
    query = select(register_event).where(*wanted).order_by(register_event.c.place)
    yield from other.execute(query, execution_options={"yield_per": 1000})


def _apply(change: Change, event: Any, name: str, found: Taken) -> Conflict | None:
    """Apply an event and count it; what contradicts it, where it cannot be applied."""
    register = REGISTERS.get(event.register)
    if register is None:
        return Conflict(event.register, event.key, event.change, ())
    key = event.key if register.name in COMMON else f"{name}:{event.key}"
    row = change.find(register, key)
    here = to_fields(row.record) if row is not None else {}
    before = _renamed(register, orjson.loads(event.before) if event.before else {}, name)
    after = _renamed(register, orjson.loads(event.after) if event.after else {}, name)
    if row is not None and all(here.get(k) == after.get(k) for k in {**before, **after}) and event.after:
        found.same += 1
        return None
    differ = tuple(sorted(k for k in {**before, **after} if here.get(k) != before.get(k)))
    if differ or (row is None and event.before):
        return Conflict(register.name, key, event.change, differ)
    if not event.after:
        change.remove(register, key)
        found.events += 1
        return None
    try:
        record = made(register.record, applied(here, orjson.dumps(before).decode(), orjson.dumps(after).decode()))
    except NotAValue:
        return Conflict(register.name, key, event.change, ())
    change.put_many(register, [(key, record)])
    found.events += 1
    return None


def _renamed(register: Register[Any], fields: dict[str, Any], name: str) -> dict[str, Any]:
    """Fields of the other store with the keys that its rows have here."""
    own = {of for of, target in register.references.items() if target not in COMMON}
    return {of: f"{name}:{value}" if of in own and value else value for of, value in fields.items()}
