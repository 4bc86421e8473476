"""Is a store what was written? Every run against its own chain and seals, and all of them against the ledger."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from records.errors import NotIntact
from records.guards import missing_guards, ownership
from records.head_memory import HeadMemory
from records.integrity import Break, verify
from records.ledger_state import Finding, LedgerState, read_ledger
from records.register_changes import against_ledger
from records.schema import ledger as ledger_table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from records.event import Event, Seal
    from records.head_memory import Remembered
    from records.ledger_state import RunRecord
    from records.store import Store


@dataclass
class Verification:
    """What an audit of a store found.

    Attributes:
        ledger: The ledger.
        runs: Every run that is there, with the first broken entry of each.
        problems: What is missing or wrong in the store as a whole.
        remarks: What a reader must know although nothing is wrong.
        missing: Runs that the ledger states and that are not there, by number.
    """

    ledger: LedgerState
    runs: list[tuple[str, Break | None]] = field(default_factory=list)
    problems: list[Finding] = field(default_factory=list)
    remarks: list[Finding] = field(default_factory=list)
    missing: dict[int, str] = field(default_factory=dict)

    @property
    def broken(self) -> list[Break]:
        """The first broken entry of every run that has one."""
        return [b for _, b in self.runs if b is not None]

    @property
    def intact(self) -> bool:
        """Whether nothing is missing or wrong."""
        return not self.problems and not self.broken


def verify_store(store: Store, only: str = "") -> Verification:
    """Check a store, or one run of it with the ledger.

    Args:
        store: The store.
        only: The run; empty for all.
    """
    remembered = remembered_stores(store)  # first: a memory never knows more than the store, even while others write
    names = store.names()
    ledger = read_ledger(store.ledger(), every_signature=not only)
    found = Verification(ledger, problems=[*ledger.problems], remarks=[*ledger.remarks])
    found.problems += missing_guards(store.engine)
    found.remarks += ownership(store.engine)
    found.problems += _forgotten(store, ledger, remembered)
    if not ledger.problems:
        found.problems += _registers(store)
        for run, record in ledger.runs.items():
            if run not in names and not store.rows(run):
                found.missing[record.number] = run
                found.problems.append(_lost(run, record))
    found.runs = [(run, _run(store, ledger, run)) for run in ([only] if only else names)]
    return found


def behind(store: Store, ledger: LedgerState) -> list[Finding]:
    """Runs that end before the entry that this station or the second place remembers as the last."""
    found: list[Finding] = []
    if ledger.head is None:
        return found
    for run in ledger.runs:
        kept = [place.progress(ledger.head.store, run).read() for place in store.memories]
        known = max((k[0] for k in kept if k is not None), default=-1)
        last = len(store.rows(run)) - 1 if known >= 0 else -1
        if last < known:
            zh = f"检定 {run} 只到第 {last} 条记录，原有第 {known} 条"
            found.append(Finding(zh, f"run {run} ends with entry {last}, it had entry {known}"))
    return found


def ledger_of(store: Store) -> LedgerState:
    """The ledger, with what contradicts it in what this station and the second place remember."""
    remembered = remembered_stores(store)
    ledger = read_ledger(store.ledger())
    ledger.problems += _forgotten(store, ledger, remembered)
    return ledger


def read_verified(store: Store, run: str, ledger: LedgerState | None = None) -> list[Event]:
    """The entries of a run, for making a document of them.

    Args:
        store: The store.
        run: The run.
        ledger: The ledger, where it was read already.

    Raises:
        NotIntact: The run, its seals or the ledger are not what was written; nothing may be concluded from them.
    """
    ledger = ledger if ledger is not None else ledger_of(store)
    if ledger.problems:
        raise NotIntact(store.name, [f.en for f in ledger.problems])
    broken = _run(store, ledger, run)
    if broken is not None:
        raise NotIntact(store.name, [str(broken)])
    return store.events(run)


def _run(store: Store, ledger: LedgerState, run: str) -> Break | None:
    kept = [place.progress(ledger.head.store, run).read() for place in store.memories] if ledger.head else []
    rows, seals = store.snapshot(run)
    record = ledger.runs.get(run)
    if rows and record is not None and record.closed is None and rows[-1]["kind"] == "closed":
        record = read_ledger(store.ledger()).runs.get(run, record)  # it may have ended since the ledger was read
    return check_run(rows, seals, ledger, record, [k for k in kept if k is not None], store.file)


def check_run(
    rows: Sequence[Mapping[str, Any]],
    seals: Sequence[Seal],
    ledger: LedgerState,
    record: RunRecord | None,
    kept: Sequence[tuple[int, str]] = (),
    files: Callable[[str], bytes | None] | None = None,
) -> Break | None:
    """Check a run by its chain, its seals, its files, and what the ledger states of it.

    Args:
        rows: The entries of the run as they are stored.
        seals: Its seals.
        ledger: The ledger.
        record: What it states of the run.
        kept: Entries that a station remembers as the last it wrote.
        files: Gives the bytes of a file by its digest; None where files are not checked.

    Returns:
        The first broken entry.
    """
    run = str(rows[0]["run"]) if rows else ""
    broken = verify(rows, seals, ledger.trust.public, every=record is None or record.number > 0, files=files)
    if broken is not None:
        return broken
    if record is None:
        return Break(run, 0, "the ledger of this store does not know the run: it was not written in this store")
    problem = next(((s.seq, p) for s in seals if (p := _distrust(ledger, record, s))), None)
    return Break(run, *problem) if problem else _against(rows, record, run, kept)


def _against(
    rows: Sequence[Mapping[str, Any]], record: RunRecord, run: str, kept: Sequence[tuple[int, str]]
) -> Break | None:
    """What the ledger, or a memory, knows of a run and is not so."""
    for seq, hash_ in sorted([*record.marks.items(), *kept]):
        if seq >= len(rows):
            return Break(run, len(rows), f"it is missing: the run had {seq + 1} entries or more")
        if rows[seq]["hash"] != hash_:
            return Break(run, seq, "it is not the entry that was written here first")
    if record.closed is None and rows[-1]["kind"] == "closed":
        return Break(run, len(rows) - 1, "the ledger does not know that the run was closed")
    if record.closed is not None and record.closed != len(rows) - 1:
        return Break(run, record.closed + 1, "the run was closed before this entry")
    return None


def _distrust(ledger: LedgerState, record: RunRecord, seal: Seal) -> str:
    if not record.number:  # older than the ledger, and so than the list
        return ""
    _, n, time = next(s for s in reversed(record.segments) if s[0] <= seal.seq)
    return (
        "" if ledger.trust.believed(seal.key, n, time) else f"its seal is of key {seal.key}, which was not trusted then"
    )


def remembered_stores(store: Store) -> list[tuple[HeadMemory, str]]:
    """Every place that remembers stores, with the store that it last saw at this address."""
    return [(place, place.store_at(store.address)) for place in store.memories] if store.address else []


def _forgotten(store: Store, ledger: LedgerState, remembered: Sequence[tuple[HeadMemory, str]]) -> list[Finding]:
    """What this station or a second place remembers and the store does not have."""
    found = []
    for place, at_address in remembered:
        if at_address and (ledger.head is None or at_address != ledger.head.store):
            known = place.recall(at_address)
            runs = known.runs if known is not None else "?"
            zh = f"此处原是另一记录库 {at_address[:12]}（{runs} 次检定），现已不在"
            found.append(Finding(zh, f"another store, {at_address[:12]} with {runs} runs, was here and is gone"))
    if ledger.head is None or ledger.problems:
        return found
    places = [*store.memories]
    if ledger.second_place and Path(ledger.second_place) not in {p.folder for p in places}:
        places.append(HeadMemory(Path(ledger.second_place)))
    for place in places:
        known = place.recall(ledger.head.store)
        if known is not None and (problem := _behind(ledger, known)):
            found.append(problem)
    if ledger.second_place and not Path(ledger.second_place).is_dir():
        zh, en = "台账副本存放处无法读取", "the second place of the ledger cannot be read"
        found.append(Finding(f"{zh}：{ledger.second_place}", f"{en}: {ledger.second_place}"))
    return found


def _behind(ledger: LedgerState, known: Remembered) -> Finding | None:
    head = ledger.head
    if head is None or (known.n < len(ledger.hashes) and ledger.hashes[known.n] == known.hash):
        return None
    if known.n >= len(ledger.hashes):
        lost = f"{head.runs + 1}–{known.runs}" if known.runs > head.runs else "—"
        zh = f"记录库被换回旧副本：{known.place} 记有台账第 {known.n} 条（{known.time}），库中只到第 {head.n} 条"
        en = f"the store is an older copy: {known.place} knows ledger entry {known.n} of {known.time}"
        return Finding(f"{zh}；缺检定序号 {lost}", f"{en}, the store ends at {head.n}; missing run numbers: {lost}")
    zh = f"台账第 {known.n} 条不是 {known.place} 所记的那一条"
    return Finding(zh, f"ledger entry {known.n} is not the one that {known.place} knows")


def _registers(store: Store) -> list[Finding]:
    """Changes of the registers that are not what the ledger states."""
    with store.engine.connect() as connection:
        if store.engine.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN")  # ledger and changes of one moment
        else:
            connection.execution_options(isolation_level="REPEATABLE READ")
        rows = connection.execute(select(ledger_table).order_by(ledger_table.c.n))
        wrong = against_ledger(connection, read_ledger([tuple(row) for row in rows]).registers)
    return [Finding(f"台账第 {n} 次变更：{p.zh}", f"change {n} of the registers: {p.en}") for n, p in wrong]


def _lost(run: str, record: RunRecord) -> Finding:
    state = "" if record.closed is None else f", closed with entry {record.closed}"
    return Finding(
        f"检定序号 {record.number} 缺失：{run}（{record.opened} 开始{'' if record.closed is None else '，已结束'}）",
        f"run number {record.number} is missing: {run}, opened {record.opened}{state}",
    )
