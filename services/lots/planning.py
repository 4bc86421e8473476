"""Freezing the plan of a lot, and the visual check of its sample."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

from metrology.text import Text
from procedures.lots import scheme
from records import lots
from records.admission import admit
from records.entries import SourceOfData
from records.ledger_changes import enter_lot
from records.verification import ledger_of
from sequencer.errors import Refused
from services.laboratory.laboratory_register import register_of
from services.laboratory.people import person_of
from services.laboratory.prepare import laboratory_entry
from services.lots.lot_file import read_lot
from services.lots.state import LotState, lot_state
from services.signing.signing import signer
from services.stores import open_store

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from metrology.status import Source
    from records.ledger_steps import Placed


def plan(file: Path, url: str, *, operator: str = "") -> LotState:
    """Freeze the plan of a lot: its members, the sampling plan and the order of drawing, signed in the store.

    Raises:
        RegisterError: The file or the list cannot be used, or the meters are not one lot.
        UnknownRegulation: No scheme is on record, or its tables have no plan for such a lot.
        Refused: A lot of this name, or one of the meters in another lot, is in the store already.
    """
    lot = read_lot(file)
    law = scheme(lot.jurisdiction, lot.kind)
    chosen, common = law.plan(lot.plan, len(lot.rows), lot.plan_for), lot.common(law)
    register = register_of(file)
    key = signer(file)
    admit(url, key)
    store = open_store(url, file, key)
    ledger = ledger_of(store)
    _refuse_known(lot.id, set(lot.serials), lots.steps(ledger.lots))
    newest = ledger.head.hash if ledger.head is not None else ""
    seed = sha256(f"{newest}\n{lot.id}\n{lots.pack(sorted(lot.serials))}".encode()).hexdigest()
    step = lots.Planned(
        lot=lot.id,
        kind=lot.kind,
        jurisdiction=lot.jurisdiction,
        common=common,
        members=lots.pack(sorted(lot.serials)),
        size=len(lot.rows),
        plan=chosen.name,
        stages=tuple(
            lots.LotStage(total=s.total, acceptance=s.acceptance, rejection=s.rejection) for s in chosen.stages
        ),
        spares=min(chosen.spares, len(lot.rows) - chosen.total),
        seed=seed,
        tested_within_months=law.tested_within_months,
        extension_months=law.extension_months,
        sources=tuple(map(_source, (law.source, chosen.source))),
        laboratory=laboratory_entry(register.laboratory),
        operator=person_of(register, operator),
    )
    enter_lot(store, key, lots.body(step))
    return lot_state(store, lot.id)


def replace(
    name: str, url: str, *, removed: date, faults: Sequence[tuple[str, str]], operator: str, bench: Path
) -> LotState:
    """State the visual check of the sample: when it was removed from the network, and what is replaced by spares.

    It is done once, before any meter of the sample is examined.

    Args:
        name: The lot.
        url: The store.
        removed: Day on which the sample was removed.
        faults: Serial number and fault of each meter that is replaced.
        operator: Who checked.
        bench: A file of the laboratory's folder, which names its people.

    Raises:
        Refused: It was done already, a meter is not of the sample, or there are not enough spares.
    """
    key = signer(bench)
    admit(url, key)
    store = open_store(url, bench, key)
    state = lot_state(store, name)
    problems = _wrong_replacements(state, faults)
    if problems:
        raise Refused(problems)
    register = register_of(bench)
    pairs = zip(faults, state.spares, strict=False)
    step = lots.Replaced(
        lot=name,
        removed=removed.isoformat(),
        replacements=tuple(lots.Replacement(serial=s, fault=f, spare=spare) for (s, f), spare in pairs),  # type: ignore[arg-type]
        operator=person_of(register, operator),
    )
    enter_lot(store, key, lots.body(step))
    return lot_state(store, name)


def _wrong_replacements(state: LotState, faults: Sequence[tuple[str, str]]) -> list[Text]:
    problems: list[Text] = []
    known = lots.Fault.__args__  # type: ignore[attr-defined]
    if state.replaced is not None:
        problems.append(Text("外观检查只进行一次，已完成", "the visual check is done once, and was done"))
    if any(m.run for m in state.sample):
        problems.append(
            Text("样本已开始检定，不能再替换", "meters of the sample were examined already; none can be replaced")
        )
    drawn = {m.serial for m in state.sample}
    problems += [Text(f"{s} 不在样本中", f"{s} is not in the sample") for s, _ in faults if s not in drawn]
    problems += [
        Text(f"{s}：{f!r} 不是可替换的原因", f"{s}: {f!r} is none of {', '.join(known)}")
        for s, f in faults
        if f not in known
    ]
    if len({s for s, _ in faults}) < len(faults):
        problems.append(Text("同一只表列出两次", "a meter is named twice"))
    if len(faults) > len(state.spares):
        zh, en = f"备用表只有 {len(state.spares)} 只", f"there are only {len(state.spares)} spares"
        problems.append(
            Text(
                f"{zh}；样本不完整，抽样检定申请不予受理",
                f"{en}; the sample cannot be completed and the lot is not examined by sampling",
            )
        )
    return problems


def _refuse_known(name: str, serials: set[str], known: Sequence[Placed[Any]]) -> None:
    problems = []
    for placed in known:
        if not isinstance(placed.step, lots.Planned):
            continue
        if placed.step.lot == name:
            problems.append(Text(f"批 {name} 的方案已冻结", f"the plan of lot {name} is frozen already"))
        elif both := sorted(serials & set(lots.unpack(placed.step.members))):
            zh = f"{len(both)} 只表已在批 {placed.step.lot} 中，如 {both[0]}"
            problems.append(Text(zh, f"{len(both)} meters are in lot {placed.step.lot} already, such as {both[0]}"))
    if problems:
        raise Refused(problems)


def _source(source: Source) -> Any:
    return SourceOfData(clause=source.clause, status=str(source.status), note=source.note)
