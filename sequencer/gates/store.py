"""Gate: the store can take the run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from messages import chinese
from procedures.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sequencer.gates.context import Case

# A run of some hundred readings takes below 1 MB; this leaves room for its documents, and for the next runs.
LEAST_FREE_BYTES = 100_000_000


def store(case: Case) -> Iterable[Text]:
    """The store cannot be written to, or its disk is nearly full."""
    facts = case.facts
    if facts.unwritable:
        yield Text(f"记录库不可写：{chinese(facts.unwritable)}", f"the store is not writable: {facts.unwritable}")
    if facts.free_bytes is not None and facts.free_bytes < LEAST_FREE_BYTES:
        free, least = facts.free_bytes // 1_000_000, LEAST_FREE_BYTES // 1_000_000
        yield Text(
            f"记录库所在磁盘只剩 {free} MB，至少需要 {least} MB",
            f"only {free} MB are free on the disk of the store, {least} MB are needed",
        )
