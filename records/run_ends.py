"""When runs ended, from the newest block of each: the journal before it is not read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from records.scan import RUNS
from records.schema import last_blocks
from records.store_rows import intact_entries

if TYPE_CHECKING:
    from collections.abc import Sequence

    from records.store import Store


def newest_entries(store: Store, runs: Sequence[str]) -> dict[str, str]:
    """The time of the newest entry of each of some runs; one without entries is left out.

    Raises:
        Damaged: The newest block of one is not what was written.
        StoreError: The store cannot be read.
    """
    found: dict[str, str] = {}
    for start in range(0, len(runs), RUNS):
        with store.reporting(), store.engine.connect() as connection:
            for row in connection.execute(last_blocks(runs[start : start + RUNS])):
                found[row.run] = [*intact_entries(row)][-1].time
    return found
