"""What the ledger of a store says, read from its first entry to its last, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

import orjson

from records.audit import ledger_message, signed
from records.event import GENESIS, canonical
from records.ledger import CAMPAIGN, FIELDS, LOT, REGISTERS, TAKEN, WITNESSED, Head, line_hash, new_runs
from records.trust import KINDS, Trust

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Finding(NamedTuple):
    """A sentence about a store, in Chinese and English."""

    zh: str
    en: str


@dataclass
class RunRecord:
    """What the ledger states of a run.

    Attributes:
        number: Its number in the store, from 1; 0 for a run that is older than the ledger.
        opened: Time of its first ledger entry.
        segments: Number of the first journal entry, number and time of the ledger entry, of each start and resume.
        marks: Number and hash of journal entries that the ledger knows.
        closed: Number of the last journal entry of a run that has ended.
        stated: Number of the ledger entry that states its end.
    """

    number: int
    opened: str
    segments: list[tuple[int, int, str]]
    marks: dict[int, str]
    closed: int | None = None
    stated: int | None = None


@dataclass
class KitRecord:
    """What the ledger states of a field kit.

    Attributes:
        store, station, key: Identity of its store, its name, and the fingerprint of its key.
        n, hash: How far its ledger was taken.
        time: When something was taken last.
        segments: Digests of the parts of its ledger, files of the store.
        runs: Its runs that were taken: number and hash of the last entry.
    """

    store: str
    station: str
    key: str
    n: int = -1
    hash: str = ""
    time: str = ""
    segments: list[str] = field(default_factory=list)
    runs: dict[str, tuple[int, str]] = field(default_factory=dict)


class Update(NamedTuple):
    """A version of the program that a station began to write with.

    Attributes:
        n: Number of the ledger entry.
        time: Its time.
        key: Fingerprint of the station's key.
        station: What the station calls itself.
        version: The version.
        manifest: Manifest of its code.
        released: Whether that is the manifest of a release.
        installed: When the newest file of the program was written on that computer.
    """

    n: int
    time: str
    key: str
    station: str
    version: str
    manifest: str
    released: bool
    installed: str


@dataclass
class LedgerState:
    """The whole ledger.

    Attributes:
        head: The newest entry; None for a store without one.
        time: Its time.
        hashes: Hash of every entry.
        trust: The keys.
        runs: What it states of each run.
        problems: What is wrong with it.
        remarks: What a reader must know although nothing is wrong.
        second_place: The folder that it was last copied to; empty where there is none.
        updates: Every change of the program, by station.
        lots: Every step of a lot of meters in service: number, time and key of the entry, and its body.
        campaigns: The same of a campaign.
        registers: Number of events and digest of every change of the registers.
        witness: Address of the witness that the newest run names which names one.
        unnamed: How many runs were opened since without naming one.
        witnessed: What a witness answered with, see `records.witness.sending`: number and body of the entry.
        kits: The field kits that runs were taken from, by the identity of their stores.
        given_up: What a witness knows and a person has accepted as lost, see `records.witness.comparing`.
    """

    head: Head | None = None
    time: str = ""
    hashes: list[str] = field(default_factory=list)
    trust: Trust = field(default_factory=lambda: Trust([]))
    runs: dict[str, RunRecord] = field(default_factory=dict)
    problems: list[Finding] = field(default_factory=list)
    remarks: list[Finding] = field(default_factory=list)
    second_place: str = ""
    updates: list[Update] = field(default_factory=list)
    lots: list[tuple[int, str, str, dict[str, Any]]] = field(default_factory=list)
    campaigns: list[tuple[int, str, str, dict[str, Any]]] = field(default_factory=list)
    registers: list[dict[str, Any]] = field(default_factory=list)
    witness: str = ""
    unnamed: int = 0
    witnessed: list[tuple[int, dict[str, Any]]] = field(default_factory=list)
    kits: dict[str, KitRecord] = field(default_factory=dict)
    given_up: set[str] = field(default_factory=set)

    def place(self, run: str) -> str:
        """Where the ledger stands, and the number of a run in it, for documents: short enough to be compared by eye."""
        if self.head is None:
            return ""
        number = self.runs[run].number if run in self.runs else 0
        return f"{self.head.store[:8]}-{number}; {self.head.n} {self.head.hash[:16]}"


def read_ledger(
    rows: Sequence[tuple[int, str, str, str, str]], *, every_signature: bool = False, known: LedgerState | None = None
) -> LedgerState:
    """Read a ledger and check its chain, its numbering, and its signatures.

    The newest signature covers the chain, and those of the entries that list keys say whose signature that may be. So
    the others need not be checked to know that the ledger is what its signers wrote; an audit checks them as well.

    Args:
        rows: The entries as they are stored, see `records.store.Store.ledger`.
        every_signature: Whether every signature is checked.
        known: What is known of the entries before the first of these; it is added to. None where these are all.
    """
    state = known if known is not None else LedgerState()
    prev, first = (GENESIS, 0) if state.head is None else (state.head.hash, state.head.n + 1)
    for place, (n, kind, text, key, signature) in enumerate(rows, first):
        e = _fields(text)
        problem = _wrong(e, n, kind, prev, place, state)
        if problem or e is None:
            state.problems.append(Finding(f"记录台账第 {place} 条：{problem}", f"ledger entry {place}: {problem}"))
            return state
        if e["kind"] == "restarted" or (not state.hashes and e["kind"] == "created"):
            state.trust.enter(e, key)  # signs for itself
        if every_signature or kind in KINDS or place == first + len(rows) - 1:
            problem = _signature(state.trust, e, key, signature, text)
            if problem:
                state.problems.append(Finding(f"记录台账第 {place} 条：{problem}", f"ledger entry {place}: {problem}"))
                return state
        prev = line_hash(text)
        state.hashes.append(prev)
        _take(state, e, key, prev)
    return state


def _fields(text: object) -> dict[str, Any] | None:
    """An entry, None where it is not in canonical form: then it could be read in two ways."""
    try:
        e: Any = orjson.loads(text) if isinstance(text, str) else None
        return e if isinstance(e, dict) and sorted(e) == FIELDS and canonical(e) == text else None
    except (TypeError, ValueError):
        return None


def _wrong(e: Mapping[str, Any] | None, n: object, kind: object, prev: str, place: int, state: LedgerState) -> str:
    if n != place:
        return f"it is missing; entry {n} follows"
    if e is None:
        return "it is not what was written"
    if (e["n"], e["kind"], e["prev"]) != (place, kind, prev):
        return "it does not follow the entry before (number, kind or previous hash differs)"
    if state.head is not None and e["store"] != state.head.store:
        return "it belongs to another store"
    before = state.head.runs if state.head is not None else 0
    if e["runs"] != before + new_runs(e["kind"], e["body"]):
        return f"runs are not numbered without gaps ({before}, then {e['runs']})"
    return "" if place or kind == "created" else "the ledger does not begin with its first entry"


def _signature(trust: Trust, e: Mapping[str, Any], key: str, signature: str, text: str) -> str:
    if not trust.believed(key, e["n"], e["time"]):
        return f"it is signed with key {key}, which was not trusted then"
    return signed(trust.keys[key].public, signature, ledger_message(text))


def _take(state: LedgerState, e: Mapping[str, Any], key: str, hash_: str) -> None:
    """Take an entry into account."""
    body, kind, n, time = e["body"], e["kind"], e["n"], e["time"]
    state.head, state.time = Head(e["store"], n, hash_, e["runs"], e["blocks"]), time
    for run, seq, seen in e["seen"]:
        if run in state.runs:
            state.runs[run].marks[seq] = seen
    if kind in KINDS:
        state.trust.enter(e, key)
        _remark(state, e, key)
    elif kind in {"updated", LOT, CAMPAIGN, REGISTERS, WITNESSED, TAKEN, "accepted"}:
        _note(state, e, key)
    elif kind == "opened":
        state.runs[body["run"]] = RunRecord(body["number"], time, [(0, n, time)], {body["seq"]: body["hash"]})
        state.second_place = body.get("second_place", "")
        named = str(body.get("witness", ""))
        state.witness, state.unnamed = (named, 0) if named else (state.witness, state.unnamed + 1)
    elif body["run"] in state.runs:
        record = state.runs[body["run"]]
        record.marks[body["seq"]] = body["hash"]
        if kind == "resumed":
            record.segments.append((body["seq"] + 1, n, time))
        if kind == "closed":
            record.closed, record.stated = body["seq"], n


def _note(state: LedgerState, e: Mapping[str, Any], key: str) -> None:
    """Take an entry into account that is about no run and no key."""
    body, kind, n, time = e["body"], e["kind"], e["n"], e["time"]
    if kind == "updated":
        state.updates.append(Update(n, time, key, **body))
    elif kind == LOT:
        state.lots.append((n, time, key, body))
    elif kind == CAMPAIGN:
        state.campaigns.append((n, time, key, body))
    elif kind == REGISTERS:
        state.registers.append(body)
    elif kind == WITNESSED:
        state.witnessed.append((n, body))
    elif kind == TAKEN:
        _taken(state, e)
    else:
        state.given_up.update(body.get("witness", ()))
        zh = f"记录台账第 {n} 条（{time[:10]}，{key}）：缺失已被确认：{body['missing']}；理由：{body['reason']}"
        en = f"ledger entry {n} ({time[:10]}, {key}): a loss was accepted: {body['missing']}"
        state.remarks.append(Finding(zh, f"{en}; reason: {body['reason']}"))


def _taken(state: LedgerState, e: Mapping[str, Any]) -> None:
    """Runs of a field kit: each has a number here, and was written under the key that was trusted as it was begun."""
    body, n = e["body"], e["n"]
    kit = state.kits.setdefault(body["kit"], KitRecord(body["kit"], body["station"], body["key"]))
    kit.n, kit.hash, kit.time = body["n"], body["hash"], e["time"]
    if body["ledger"]:
        kit.segments.append(body["ledger"])
    for number, (run, seq, hash_, opened) in enumerate(body["runs"], body["number"]):
        kit.runs[run] = (seq, hash_)
        state.runs[run] = RunRecord(number, opened, [(0, n, opened)], {seq: hash_}, seq, n)


def _remark(state: LedgerState, e: Mapping[str, Any], key: str) -> None:
    body, n, day = e["body"], e["n"], e["time"][:10]
    for run, seq, hash_, closed in body.get("adopted", ()):
        state.runs[run] = RunRecord(0, e["time"], [], {seq: hash_}, seq if closed else None)
    if body.get("adopted"):
        zh = f"记录台账始于 {day}：{len(body['adopted'])} 次检定早于台账，此前是否有删除无法得知（{body['reason']}）"
        en = f"the ledger begins on {day}: {len(body['adopted'])} runs are older, and whether any was deleted before"
        state.remarks.append(Finding(zh, f"{en} is not known; reason: {body['reason']}"))
    if e["kind"] == "restarted":
        zh = f"记录台账第 {n} 条（{day}）：密钥 {key} 未经原有密钥签名即被列为可信；理由：{body['reason']}"
        en = f"ledger entry {n} ({day}): key {key} was listed without the signature of an earlier key"
        state.remarks.append(Finding(zh, f"{en}; reason: {body['reason']}"))
