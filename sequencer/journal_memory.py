"""A journal with a memory: what it already says is not written twice, and must not be contradicted."""

from __future__ import annotations

from threading import RLock
from typing import TYPE_CHECKING, Protocol, TypeVar, runtime_checkable

from msgspec import structs

from records.entries import ENTRIES, Closed, Correction, Entry, Opened, Remark, Witnessed, differences, read, standing
from records.event import Event
from sequencer.errors import Differs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from metrology.decision import Outcome
    from records.event import Body

E = TypeVar("E", bound=Entry)

# Entries that follow from the others: going over the journal again must give the same ones.
DERIVED = frozenset(kind for kind, type_ in ENTRIES.items() if type_.derived)
STEPS = frozenset({"command", "dwell"})
"""What is done to a bench: where all of an item was gone through, it stands where the journal ends."""
ENTERED = frozenset({"observation", "finding"})


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


@runtime_checkable
class ReadsBack(Protocol):
    """A journal that gives back what is in it."""

    def written(self) -> Sequence[Event]:
        """Every entry."""
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
        rereads: Whether the journal can be gone through once more while the run goes on.
    """

    def __init__(
        self,
        journal: Appends,
        past: Iterable[Event] = (),
        listener: Callable[[Event], None] | None = None,
        traffic: Callable[[], str] = str,
    ) -> None:
        self._journal, self._listener, self._traffic = journal, listener, traffic
        self._lock = RLock()  # remarks come from other threads
        self.rereads = isinstance(journal, ReadsBack)
        self._over = False
        self._ahead: set[tuple[str, str]] | None = None
        self._given: tuple[str, str] | None = None
        self._learn(past)

    def _learn(self, past: Iterable[Event]) -> None:
        past = list(past)
        self.entries = len(past)
        self._known = {(e.kind, e.address): e for e in standing(past) if e.address or e.kind in DERIVED}
        self._visited: set[tuple[str, str]] = set()
        self._fresh: set[tuple[str, str]] = set()
        self._entered: dict[str, Event] = {}

    def learn_again(self, address: str, text: str) -> Sequence[Event]:
        """Go through the journal once more, on a bench that stands where it ends; returns its entries.

        Args:
            address: Address of the entry that was corrected.
            text: What it is to say.

        Raises:
            TypeError: The journal gives nothing back.
        """
        if not isinstance(self._journal, ReadsBack):
            raise TypeError(f"{type(self._journal).__name__} gives nothing back")
        with self._lock:
            past = self._journal.written()
            self._learn(past)
            item = address.partition("/")[0]
            self._ahead = {key for key in self._known if key[0] in STEPS and key[1].partition("/")[0] == item}
            self._given = address, str(text)  # a `Correcting` is one too
        return past

    def given(self, address: str) -> str | None:
        """The corrected text at this address, once; None where there is none."""
        if self._given is None or self._given[0] != address:
            return None
        (_, text), self._given = self._given, None
        return text

    def stands(self) -> bool:
        """Whether the bench stands where this way through the journal has come, after a correction; asked once.

        Where steps of the item are ahead, the way has changed, and the bench must be brought to it.
        """
        ahead, self._ahead = self._ahead, None
        return ahead is not None and not ahead

    def known(self, type_: type[E], address: str) -> E | None:
        """The entry of this type at this address, if there is one."""
        found = self._known.get((type_.entry_kind, address))
        if self._ahead:
            self._ahead.discard((type_.entry_kind, address))
        return None if found is None else read(found, type_)

    def placed(self, address: str) -> Event:
        """The reading or the answer at this address, in the item that is examined."""
        return self._entered.get(address) or next(
            self._known[kind, address] for kind in sorted(ENTERED) if (kind, address) in self._known
        )

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

    def correct(self, correction: Correction, address: str) -> None:
        """Write that an entry is withdrawn; one address may be corrected more than once."""
        self._append(correction.entry_kind, correction.body(), address)

    def remark(self, entry: Remark, content: bytes | None) -> bool:
        """Write a remark from any thread, its photograph first; False where the run has ended."""
        with self._lock:
            if self._over:
                return False
            if content is not None:
                self.attach(content)
            self._append(entry.entry_kind, entry.body())
            return True

    def close(self, outcome: Outcome) -> None:
        """Write the last entry; nothing follows it."""
        with self._lock:
            self._append(Closed.entry_kind, Closed(entries=self.entries + 1, outcome=outcome.value).body())
            self._over = True

    def _append(self, kind: str, body: Body, address: str = "") -> None:
        with self._lock:
            new = self._journal.append(kind, body, address)
            self.entries += 1
            if kind in ENTERED:
                self._entered[address] = new
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
        self._entered = {}

    def unvisited(self) -> list[Event]:
        """Derived entries of the journal that this pass did not reach."""
        return [e for key, e in self._known.items() if e.kind in DERIVED and key not in self._visited]
