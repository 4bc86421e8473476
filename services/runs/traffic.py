"""Every byte on every link of a run, frame by frame, for a person who searches for what an instrument said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from records.entries import Witnessed, read
from records.entries.reading import ENTRIES
from records.store import Store
from sequencer.wire_log import unpack

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from records.event import Event

DIRECTIONS: Final = ("sent", "received")
_ESCAPES: Final = {"\r": "\\r", "\n": "\\n", "\t": "\\t", "\\": "\\\\"}


class Frame(NamedTuple):
    """What went over a link in one direction without anything between.

    Attributes:
        number: Its number in the run, from 1.
        entry: Number of the entry of the journal that carries it.
        address: Address of that entry.
        elapsed: The run's clock, s; empty where it was not known.
        role: Role of the bench.
        direction: ``sent`` or ``received``.
        data: The bytes.
    """

    number: int
    entry: int
    address: str
    elapsed: str
    role: str
    direction: str
    data: bytes

    @property
    def text(self) -> str:
        """The bytes as ASCII with escapes, or in hexadecimal where some are no text."""
        said = self.data.decode("latin-1")
        if all(c in _ESCAPES or " " <= c <= "~" for c in said):
            return "".join(_ESCAPES.get(c, c) for c in said)
        return self.data.hex(" ")

    def document(self) -> dict[str, Any]:
        """The frame for a program."""
        return {
            "number": self.number, "entry": self.entry, "address": self.address, "elapsed": self.elapsed,
            "role": self.role, "direction": self.direction, "hex": self.data.hex(), "text": self.text,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Traffic:
    """A part of the traffic of a run.

    Attributes:
        run: The run.
        roles: Every role that has traffic.
        frames: The frames of this part.
        total: How many answer the search.
    """

    run: str
    roles: tuple[str, ...]
    frames: tuple[Frame, ...]
    total: int


def traffic(
    url: str, name: str, *, role: str = "", direction: str = "", sought: str = "", offset: int = 0, limit: int = 100
) -> Traffic:
    """The frames of a run that answer a search, in order.

    Args:
        url: The store.
        name: The run, the beginning of its name, or ``last``.
        role: Only this role.
        direction: ``sent`` or ``received`` alone.
        sought: Part of the bytes, as text or in hexadecimal; case and blanks between bytes do not matter.
        offset: How many are left out, the first ones.
        limit: How many at most.

    Raises:
        UnknownRun: There is no such run.
        Damaged: An entry is not what was written.
    """
    store = Store(url, read_only=True)
    try:
        run = store.find(name)
        every = list(_frames(store.events(run)))
    finally:
        store.close()
    found = [f for f in every if role in {"", f.role} and direction in {"", f.direction} and _holds(f, sought)]
    return Traffic(run, tuple(sorted({f.role for f in every})), tuple(found[offset : offset + limit]), len(found))


def _frames(events: Sequence[Event]) -> Iterator[Frame]:
    number = 0
    for event in events:
        if not issubclass(ENTRIES[event.kind], Witnessed):
            continue
        packed = read(event, ENTRIES[event.kind]).traffic  # type: ignore[attr-defined]
        for elapsed, role, direction, data in unpack(packed) if packed else ():
            number += 1
            yield Frame(number, event.seq, event.address, elapsed, role, direction, data)


def _holds(frame: Frame, sought: str) -> bool:
    part = sought.strip().casefold()
    if not part:
        return True
    return part in frame.text.casefold() or part.replace(" ", "") in frame.data.hex()
