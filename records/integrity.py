"""Is a stored run what was written? The audit of `records.audit`, on a store."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from records.audit import check

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from records.event import Event, Seal


@dataclass(frozen=True, slots=True)
class Break:
    """The first entry that is not as it was written."""

    run: str
    seq: int
    problem: str

    def __str__(self) -> str:
        return f"run {self.run}, entry {self.seq}: {self.problem}"


def verify(events: Sequence[Event], seals: Sequence[Seal], keys: Mapping[str, bytes]) -> Break | None:
    """Check numbering, chain, content and seals of one run.

    Args:
        events: Its entries, oldest first.
        seals: Its seals.
        keys: Public keys trusted here, see `records.keys.trusted_keys`.

    Returns:
        The first broken entry, or None when the run is intact. A run that is still open is intact as far as it goes.
    """
    found = check([asdict(e) for e in events], [asdict(s) for s in seals], keys)
    return Break(events[0].run if events else "", found.seq, found.problem) if found else None
