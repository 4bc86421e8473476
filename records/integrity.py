"""Is a stored run what was written? The audit of `records.audit`, on a store."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from records.audit import check

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from records.event import Seal


@dataclass(frozen=True, slots=True)
class Break:
    """The first entry that is not as it was written."""

    run: str
    seq: int
    problem: str

    def __str__(self) -> str:
        return f"run {self.run}, entry {self.seq}: {self.problem}"


def verify(
    rows: Sequence[Mapping[str, Any]],
    seals: Sequence[Seal],
    keys: Mapping[str, bytes],
    *,
    every: bool = True,
    files: Callable[[str], bytes | None] | None = None,
) -> Break | None:
    """Check numbering, chain, content, seals and files of one run.

    Args:
        rows: Its entries as they are stored, oldest first, see `records.store.Store.rows`.
        seals: Its seals.
        keys: Public keys trusted here, see `records.verification.ledger_of`.
        every: Whether every reading bears a seal, see `records.audit.check`.
        files: Gives the bytes of a file by its digest; None where files are not checked.

    Returns:
        The first broken entry, or None when the run is intact. A run that is still open is intact as far as it goes.
    """
    found = check(rows, [s._asdict() for s in seals], keys, every=every, files=files)
    return Break(rows[0]["run"] if rows else "", found.seq, found.problem) if found else None
