"""The runs that a command is about: by name, with those beside them on the bench, or those of an order or a batch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from records.entries import Opened, read
from records.errors import UnknownRun
from records.run_index import Search, found_runs
from records.store import Store

if TYPE_CHECKING:
    from collections.abc import Sequence


def runs_named(
    url: str, names: Sequence[str], *, positions: bool = False, order: str = "", batch: str = ""
) -> list[str]:  # fmt: skip
    """The runs of a store that are meant.

    Args:
        url: The store.
        names: Names of runs, or the beginnings of names; ``last`` is the newest.
        positions: With the runs that were on the other positions of the bench at the same time.
        order: With all runs of an order or of one of its jobs.
        batch: With all runs of a batch; of both, the runs that are of the order and of the batch.

    Raises:
        UnknownRun: There is none of a name, or more than one; there is none of the order and the batch; nothing is named.
    """
    if not names and not order and not batch:
        raise UnknownRun("no run is named: give its name or `last`, or --order or --batch for all of one")
    records = Store(url, read_only=True)
    try:
        found = records.find_all(names)
        if order or batch:
            those = [run for _, run in reversed(found_runs(records, Search(order=order, batch=batch))[0])]
            if not those:
                raise UnknownRun(f"no run of {' / '.join(filter(None, (order, batch)))} in {records.name}")
            found += those
        if positions:
            found += _beside(records, found)
    finally:
        records.close()
    return list(dict.fromkeys(found))


def _beside(records: Store, found: Sequence[str]) -> list[str]:
    """The runs that stood on the bench together with some that had a position."""
    bases = {_base(run) for run in found}
    at = {run: _position(records, run) for run in records.names() if _base(run) in bases}
    together = {_base(run) for run in found if at.get(run)}
    return [run for run, position in at.items() if position and _base(run) in together]


def _position(records: Store, run: str) -> str:
    line = records.line(run)
    return "" if line is None else read(line.opened, Opened).position


def _base(run: str) -> str:
    """The name that the runs of one bench share."""
    return run.rpartition("-")[0]
