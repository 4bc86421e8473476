"""A journal with a memory: what it already says is not written twice, and must not be contradicted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar, runtime_checkable

from msgspec import structs

from records.entries import ENTRIES, Entry, Opened, Witnessed, differences, read
from records.event import Event
from sequencer.errors import Differs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from records.event import Body

E = TypeVar("E", bound=Entry)

# Entries that follow from the others: going over the journal again must give the same ones.
DERIVED = frozenset(kind for kind, type_ in ENTRIES.items() if type_.derived)


class Appends(Protocol):
    """A journal: durable (`records.journal.Journal`) or not."""

    def append(self, kind: str, body: Body, address: str = "") -> Event:
        """Write an entry."""
        ...


@runtime_checkable
class KeepsFiles(Protocol):
    """A journal that keeps the bytes of files beside its entries."""

    def attach(self, content: bytes) -> None:
        """Keep a file, so that it is there before an entry names its digest."""
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

    def known(self, type_: type[E], address: str) -> E | None:
        """The entry of this type at this address, if there is one."""
        found = self._known.get((type_.entry_kind, address))
        return None if found is None else read(found, type_)

    def write(self, entry: Entry, address: str = "") -> None:
        """Write an entry, or confirm that the one already there decided the same.

        Raises:
            Differs: The journal decided something else, or the address was used before.
            ValueError: The address is not made of ASCII keys.
        """
        kind = entry.entry_kind
        key = (kind, address)
        before = self._known.get(key)
        seen = self._fresh if before is None else self._visited
        if address or entry.derived:
            if not address.isascii():
                raise ValueError(f"address {address!r}: keys are ASCII; a regulation's own words belong into the texts")
            if key in seen:
                raise Differs(f"{kind} {address!r} was written twice; a procedure gives every point its own address")
            seen.add(key)
        if before is not None and entry.derived:
            different = differences(before.body, entry.body())
            if different:
                raise Differs(f"entry {before.seq} ({kind} {address}): the journal says {different}")
            return
        if isinstance(entry, Witnessed) and (traffic := self._traffic()):
            entry = structs.replace(entry, traffic=traffic)
        self._append(kind, entry.body(), address)

    def _append(self, kind: str, body: Body, address: str = "") -> None:
        new = self._journal.append(kind, body, address)
        self.entries += 1
        if self._listener is not None:
            self._listener(new)

    def attach(self, content: bytes) -> None:
        """Keep the bytes of a file.

        Raises:
            TypeError: The journal keeps none.
        """
        if not isinstance(self._journal, KeepsFiles):
            raise TypeError(f"{type(self._journal).__name__} keeps no files")
        self._journal.attach(content)

    def open(self, opened: Opened) -> None:
        """Write the first entry of a run.

        Raises:
            BadEntry: It would not be read back.
        """
        body = opened.body()
        read(Event("", 0, "", Opened.entry_kind, "", body, "", ""), Opened)
        self._append(Opened.entry_kind, body)

    def forget(self, item: str) -> None:
        """An item has ended: its addresses cannot come again, so memory need not grow with the length of a run."""
        self._fresh = {key for key in self._fresh if not key[1].startswith(f"{item}/")}

    def unvisited(self) -> list[Event]:
        """Derived entries of the journal that this pass did not reach."""
        return [e for key, e in self._known.items() if e.kind in DERIVED and key not in self._visited]
