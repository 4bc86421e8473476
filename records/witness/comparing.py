"""Holds a store against what its witness was told of it: what a laboratory with its own key could have changed.

The newest entry that the witness knows fixes every entry of the ledger before it, since each is chained to the last.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import msgspec

from records.errors import WitnessError
from records.ledger_state import Finding
from records.merkle import consistent
from records.witness.receipt import TreeHead, proved, receipt_of
from records.witness.sending import wrong
from records.witness.statement import Ended, Stated, stated, statements

if TYPE_CHECKING:
    from collections.abc import Sequence

    from records.ledger_state import LedgerState
    from records.store import Store
    from records.witness.receipt import Proved, Receipt, Witness
    from records.witness.statement import Statement


@dataclass
class Compared:
    """What the witness of a store knows, and what contradicts it.

    Attributes:
        address: Where the witness is.
        head: How much it holds; None where it did not answer.
        known: How many statements of this store it holds.
        contradictions: What it knows otherwise, by a mark that a person can accept.
        problems: What is wrong with the witness itself, or with its receipts.
        remarks: What a reader must know although nothing is wrong.
        untold: Runs that it was not told of yet.
    """

    address: str
    head: TreeHead | None = None
    known: int = 0
    contradictions: dict[str, Finding] = field(default_factory=dict)
    problems: list[Finding] = field(default_factory=list)
    remarks: list[Finding] = field(default_factory=list)
    untold: list[Ended] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """Whether nothing contradicts and nothing is wrong."""
        return not self.contradictions and not self.problems


def compare(store: Store, ledger: LedgerState, witness: Witness) -> Compared:
    """Hold a store against its witness. A witness that does not answer is a problem that is named.

    Args:
        store: The store.
        ledger: Its ledger.
        witness: The witness.
    """
    found = Compared(witness.address)
    own = dict(statements(store.ledger(), ledger.trust.public))
    identity = ledger.head.store if ledger.head is not None else ""
    try:
        found.head, entries = witness.of_store(identity)
        _log(found, store, ledger, witness, own)
        others = witness.others(identity, sorted(ledger.trust.keys))
    except WitnessError as error:
        zh, en = "未能与外部见证方核对", "the store could not be held against its witness"
        found.problems.append(Finding(f"{zh}：{error}", f"{en}: {error}"))
        return found
    told = _entries(found, ledger, entries, {s.entry for s in own.values()})
    found.untold = [Ended(*run) for s in own.values() if s.entry not in told for run in _runs(s)]
    _remark(found, ledger, others)
    return found


def _runs(statement: Statement) -> Sequence[Ended]:
    what = stated(statement)
    return what.runs if isinstance(what, Stated) else ()


def _log(found: Compared, store: Store, ledger: LedgerState, witness: Witness, own: dict[int, Statement]) -> None:
    """Is it the log that answered before, and does it hold what it held then?"""
    head = found.head
    if head is None:
        return
    if problem := head.problem():
        found.problems.append(Finding("见证日志的签名有误", f"the signature of the witness's log: {problem}"))
    answers = [body for _, body in ledger.witnessed if body["address"] == witness.address]
    before = [body["log"] for body in answers if body["log"] != head.log]
    for log in dict.fromkeys(before):
        zh, en = (
            f"此前应答的见证日志 {log} 已被日志 {head.log} 取代",
            f"log {head.log} answers where log {log} answered before",
        )
        _contradict(found, ledger, log, Finding(zh, en))
    newest = None
    for body in (body for body in answers if body["log"] == head.log):
        receipt = _receipt(store, body)
        told = [(e.n, own[e.n]) for e in receipt.entries if e.n in own] if receipt is not None else []
        if receipt is None or receipt.head.log != head.log or len(told) < len(receipt.entries) or wrong(receipt, told):
            zh, en = (
                f"第 {body['upto']} 条止的见证回执不符",
                f"the receipt up to ledger entry {body['upto']} is not right",
            )
            found.problems.append(Finding(zh, en))
        else:
            newest = receipt.head
    if newest is not None and not _grown(newest, head, witness):
        zh = f"见证日志被改写：{newest.time} 时有 {newest.size} 条，现有 {head.size} 条，且不以原内容开头"
        en = f"the log of the witness was rewritten: it held {newest.size} entries at {newest.time}"
        found.problems.append(Finding(zh, f"{en}, and what it holds now ({head.size}) does not begin with them"))


def _grown(old: TreeHead, new: TreeHead, witness: Witness) -> bool:
    if new.size < old.size:
        return False
    proof = witness.consistency(old.size, new.size)
    return consistent(old.size, bytes.fromhex(old.root), new.size, bytes.fromhex(new.root), proof)


def _receipt(store: Store, body: dict[str, Any]) -> Receipt | None:
    content = store.file(body["receipt"])
    try:
        receipt = receipt_of(content) if content is not None else None
    except (msgspec.ValidationError, msgspec.DecodeError, UnicodeDecodeError):
        return None
    same = receipt is not None and (receipt.head.size, receipt.head.root) == (body["size"], body["root"])
    return receipt if same else None


def _entries(found: Compared, ledger: LedgerState, entries: Sequence[Proved], own: set[str]) -> set[str]:
    """Hold each statement that the witness holds against the ledger; returns those that are the same."""
    same = set[str]()
    for entry in entries:
        if found.head is None or not proved(entry.kept.line(), entry.index, entry.proof, found.head):
            zh, en = (
                f"见证日志第 {entry.index} 条的证明有误",
                f"entry {entry.index} of the witness's log is not in its tree",
            )
            found.problems.append(Finding(zh, en))
            continue
        what = stated(entry.kept)
        if isinstance(what, str):
            zh, en = (
                f"见证日志第 {entry.index} 条不是台账条目",
                f"entry {entry.index} of the witness's log is no ledger entry",
            )
            found.remarks.append(Finding(zh, f"{en}: {what}"))
            continue
        found.known += 1
        if entry.kept.entry in own:
            same.add(entry.kept.entry)
        else:
            mark = f"{found.head.log}:{entry.index}"
            _contradict(found, ledger, mark, _contradiction(ledger, what, entry.kept.received))
    return same


def _contradict(found: Compared, ledger: LedgerState, mark: str, finding: Finding) -> None:
    """A contradiction that a person accepted before is a remark."""
    if mark in ledger.given_up:
        found.remarks.append(Finding(f"已确认：{finding.zh}", f"accepted: {finding.en}"))
    else:
        found.contradictions[mark] = finding


def _contradiction(ledger: LedgerState, what: Stated, received: str) -> Finding:
    runs = ", ".join(run.run for run in what.runs)
    last = ledger.head.n if ledger.head is not None else -1
    zh = f"外部见证方于 {received} 收到检定 {runs} 的结束登记（台账第 {what.n} 条）"
    en = f"the witness was told at {received} that run {runs} ended (ledger entry {what.n})"
    now = _now(ledger, what)
    if what.n > last:
        return Finding(
            f"{zh}，而本库台账止于第 {last} 条；{now.zh}", f"{en}, and the ledger here ends at {last}; {now.en}"
        )
    return Finding(f"{zh}，而本库该条内容不同；{now.zh}", f"{en}, and another entry is there now; {now.en}")


def _now(ledger: LedgerState, what: Stated) -> Finding:
    """What the ledger says now of the run."""
    for run in what.runs:
        record = ledger.runs.get(run.run)
        if record is None:
            return Finding(f"台账中没有检定 {run.run}", f"it does not know run {run.run}")
        if record.marks.get(run.seq) != run.hash:
            return Finding(f"检定 {run.run} 的内容已不是所见证的", f"run {run.run} is not the one that was witnessed")
    return Finding("台账已被改写", "the ledger was written again")


def _remark(found: Compared, ledger: LedgerState, others: dict[str, int]) -> None:
    if ledger.unnamed and ledger.witness:
        zh, en = (
            f"其后开始的 {ledger.unnamed} 次检定未指明见证方",
            f"{ledger.unnamed} runs opened since name no witness",
        )
        found.remarks.append(Finding(zh, en))
    for other, count in others.items():
        zh = f"见证方还收到本库密钥签署的另一记录库 {other[:12]} 的 {count} 条"
        en = f"the witness was told {count} times of another store, {other[:12]}, with a key that this store trusts"
        found.remarks.append(Finding(zh, en))
