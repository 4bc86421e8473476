"""A journal with a memory: what it already says is not written twice, and must not be contradicted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from records.event import canonical
from sequencer.errors import Differs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from records.event import Body, Event

# Entries that follow from the others: going over the journal again must give the same ones.
DERIVED = frozenset({"plan", "conclusion", "item", "verdict"})
TRAFFIC = "traffic"


class Appends(Protocol):
    """A journal: durable (`records.journal.Journal`) or not."""

    def append(self, kind: str, body: Body, address: str = "") -> Event:
        """Write an entry."""
        ...


class JournalMemory:
    """What is known of a run, and where more is written.

    Args:
        journal: Where new entries go.
        past: Entries already there.
        listener: Told of every new entry.
        traffic: Gives the byte traffic since the last entry, packed; what was read or told carries it.

    Attributes:
        entries: How many entries the journal has.
    """

    def __init__(
        self,
        journal: Appends,
        past: Iterable[Event] = (),
        listener: Callable[[Event], None] | None = None,
        traffic: Callable[[], str] = str,
    ) -> None:
        self._journal, self._listener, self._traffic = journal, listener, traffic
        past = list(past)
        self.entries = len(past)
        self._known = {(e.kind, e.address): e for e in past if e.address or e.kind in DERIVED}
        self._visited: set[tuple[str, str]] = set()
        self._fresh: set[tuple[str, str]] = set()

    def known(self, kind: str, address: str) -> Event | None:
        """The entry of this kind at this address, if there is one."""
        return self._known.get((kind, address))

    def write(self, kind: str, body: Body, address: str = "") -> Event:
        """Write an entry, or confirm that the one already there says the same.

        Raises:
            Differs: The journal says something else, or the address was used before.
        """
        key = (kind, address)
        before = self._known.get(key)
        seen = self._fresh if before is None else self._visited
        if address or kind in DERIVED:
            if key in seen:
                raise Differs(f"{kind} {address!r} was written twice; a procedure gives every point its own address")
            seen.add(key)
        old = before if kind in DERIVED else None
        if old is None:
            traffic = "" if kind in DERIVED else self._traffic()
            new = self._journal.append(kind, {**body, TRAFFIC: traffic} if traffic else body, address)
            self.entries += 1
            if self._listener is not None:
                self._listener(new)
            return new
        if canonical(old.body) != canonical(body):
            raise Differs(f"entry {old.seq} ({kind} {address}): the journal says {_difference(old.body, body)}")
        return old

    def forget(self, item: str) -> None:
        """An item has ended: its addresses cannot come again, so memory need not grow with the length of a run."""
        self._fresh = {key for key in self._fresh if not key[1].startswith(f"{item}/")}

    def unvisited(self) -> list[Event]:
        """Derived entries of the journal that this pass did not reach."""
        return [e for key, e in self._known.items() if e.kind in DERIVED and key not in self._visited]


def _difference(old: Body, new: Body) -> str:
    fields = [k for k in sorted({*old, *new}) if old.get(k) != new.get(k)]
    return "; ".join(f"{k} = {old.get(k)!r}, recomputed {new.get(k)!r}" for k in fields)
