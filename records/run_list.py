"""The runs of a store beside what the ledger states of them: by number, with those that are missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from records.audit import message, signed
from records.errors import Damaged, NotIntact
from records.ledger_state import Finding
from records.verification import ledger_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from records.ledger_state import LedgerState, RunRecord
    from records.store import Store
    from records.store_rows import RunLine

UNKNOWN = Finding("台账中没有该次检定", "the ledger does not know it")
OTHER = Finding("首末记录与台账不符", "its first or last entry is not what the ledger states")
UNSEALED = Finding("末条记录的签名无效", "the seal of its last entry is not valid")
DAMAGED = Finding("首条或末条记录已损坏", "its first or last entry is not what was written")
MISSING = Finding("记录缺失", "its entries are missing")


@dataclass(frozen=True, slots=True)
class Listed:
    """A run of the list.

    Attributes:
        number: Its number in the store; 0 for a run that is older than the ledger.
        run: Its identity.
        line: What the store holds of it; None where that is missing.
        problem: What is wrong with it; None where nothing is.
    """

    number: int
    run: str
    line: RunLine | None
    problem: Finding | None


def intact_ledger(store: Store) -> LedgerState:
    """The ledger of a store, which a list of its runs is held against.

    Raises:
        NotIntact: It is not what was written, or is older than what this station remembers.
    """
    ledger = ledger_of(store)
    if ledger.problems:
        raise NotIntact(store.name, [f.en for f in ledger.problems])
    return ledger


def astray(store: Store, names: Collection[str], ledger: LedgerState) -> list[Listed]:
    """Runs that the ledger states and that are gone, and those that are there and that it does not know; by number.

    Args:
        store: The store.
        names: Every run that has an entry, as it was before the ledger was read.
        ledger: Its ledger.
    """
    gone = [Listed(of.number, run, None, MISSING) for run, of in ledger.runs.items() if run not in names]
    gone = [one for one in gone if not store.rows(one.run)]  # it may have begun since the names were read
    strange = listed(store, ledger, [(0, run) for run in names if run not in ledger.runs])
    return sorted([*strange, *gone], key=lambda one: (one.number, one.run))


def listed(store: Store, ledger: LedgerState, runs: Sequence[tuple[int, str]]) -> list[Listed]:
    """Some runs by number and name, in their order; one that cannot be read is listed with its problem.

    Args:
        store: The store.
        ledger: Its ledger, which first and last entry of each are held against.
        runs: Number and name of each, as `records.run_index` finds them.
    """
    lines = store.lines([run for _, run in runs])
    return [_named(store, ledger, number, run, lines.get(run)) for number, run in runs]


def _named(store: Store, ledger: LedgerState, number: int, run: str, line: RunLine | Damaged | None) -> Listed:
    if isinstance(line, Damaged):
        return Listed(number, run, None, DAMAGED)
    return Listed(number, run, None, MISSING) if line is None else _listed(store, ledger, line)


def _listed(store: Store, ledger: LedgerState, line: RunLine) -> Listed:
    record = ledger.runs.get(line.run)
    if record is None:
        return Listed(0, line.run, line, UNKNOWN)
    return Listed(record.number, line.run, line, _problem(store, ledger, record, line))


def _problem(store: Store, ledger: LedgerState, record: RunRecord, line: RunLine) -> Finding | None:
    last = line.entries - 1
    known = {0: line.opened.hash, last: line.last}
    if any(record.marks[seq] != hash_ for seq, hash_ in known.items() if seq in record.marks):
        return OTHER
    if record.closed is not None:
        return None if record.closed == last and line.closed else OTHER
    if max(record.marks, default=0) > last:
        return OTHER
    seal = next(reversed(store.seals(line.run)), None)
    key = ledger.trust.keys.get(seal.key) if seal is not None else None
    if seal is None or key is None or (seal.seq, seal.hash) != (last, line.last):
        return UNSEALED
    return UNSEALED if signed(key.public, seal.signature, message(line.run, last, line.last)) else None
