"""Is what a store holds of its field kits what was taken from them? A part of an audit of the whole store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from messages import both
from records.errors import KitRefused, NotIntact
from records.kits.taking import kept_ledger
from records.ledger_state import Finding, read_ledger

if TYPE_CHECKING:
    from records.ledger_state import KitRecord, LedgerState
    from records.store import Store


def kit_problems(store: Store, ledger: LedgerState) -> list[Finding]:
    """What of the kept ledgers of field kits is missing, altered, or states other runs than were taken.

    Args:
        store: The store.
        ledger: Its ledger.
    """
    return [problem for kit in ledger.kits.values() for problem in _problems(store, kit)]


def _problems(store: Store, kit: KitRecord) -> list[Finding]:
    try:
        state = read_ledger(kept_ledger(store, kit), every_signature=True)
    except NotIntact as error:
        return [Finding(both(problem).zh, problem) for problem in error.problems]
    except KitRefused as error:
        return [Finding(both(str(error)).zh, str(error))]
    if state.problems:
        return [Finding(f"便携机 {kit.station}：{p.zh}", f"field kit {kit.station}: {p.en}") for p in state.problems]
    if state.hashes[kit.n : kit.n + 1] != [kit.hash]:
        zh, en = (
            f"便携机 {kit.station} 的台账与所并入的不同",
            f"the ledger of field kit {kit.station} is not the one that was taken",
        )
        return [Finding(zh, en)]
    found = []
    for run, (seq, hash_) in kit.runs.items():
        record = state.runs.get(run)
        if record is None or (record.closed, record.marks.get(seq)) != (seq, hash_):
            zh, en = (
                f"便携机 {kit.station} 的台账中检定 {run} 不同",
                f"the ledger of field kit {kit.station} states run {run} otherwise",
            )
            found.append(Finding(zh, en))
    return found
