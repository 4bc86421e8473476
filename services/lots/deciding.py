"""The verdict on a lot and on its members."""

from __future__ import annotations

from typing import TYPE_CHECKING

from metrology.decision import Outcome
from metrology.text import Text
from records import lots
from records.admission import admit
from records.ledger_changes import enter_lot
from records.store import Store
from sequencer.errors import Refused
from services.laboratory.laboratory_register import register_of
from services.laboratory.people import person_of
from services.lots.state import LotState, lot_state
from services.signing.signing import signer
from services.stores import open_store

if TYPE_CHECKING:
    from pathlib import Path


def state_of(name: str, url: str) -> LotState:
    """Where a lot stands.

    Raises:
        UnknownRun: The store knows no lot of that name.
    """
    store = Store(url, read_only=True)
    try:
        return lot_state(store, name)
    finally:
        store.close()


def decide(name: str, url: str, *, operator: str, bench: Path) -> LotState:
    """Enter the verdict on a lot, signed in the store.

    Raises:
        Refused: It is decided already, or meters of the sample are still to be examined; each is named.
    """
    key = signer(bench)
    admit(url, key)
    store = open_store(url, bench, key)
    state = lot_state(store, name)
    found = state.judgement
    if state.decided is not None:
        raise Refused([Text(f"批 {name} 已作结论", f"lot {name} is decided already")])
    if found.outcome is Outcome.INCOMPLETE:
        raise Refused(_missing(state))
    taken = [m for m in state.sample[: found.needed] if m.run and m.problem is None]
    step = lots.Decided(
        lot=name,
        accepted=found.outcome is Outcome.CONFORM,
        stage=found.stage,
        nonconforming=found.nonconforming,
        results=tuple(
            lots.MemberResult(serial=m.serial, run=m.run, hash=m.hash, outcome="conform" if m.outcome == "conform" else "not_conform")
            for m in taken
        ),
        reason=_reason(state),
        simulated=any(m.simulated for m in taken),
        operator=person_of(register_of(bench), operator),
    )  # fmt: skip
    enter_lot(store, key, lots.body(step))
    return lot_state(store, name)


def _missing(state: LotState) -> list[Text]:
    found = state.judgement
    reasons = []
    if state.replaced is None:
        reasons.append(
            Text("尚未登记样本的外观检查", "the visual check of the sample is not entered: steelyard lot visual")
        )
    open_ = [m for m in state.sample[: found.needed] if not m.run]
    if open_:
        serials = ", ".join(m.serial for m in open_[:20]) + (" …" if len(open_) > 20 else "")
        zh = f"第 {found.stage} 样本还有 {len(open_)} 只未检：{serials}"
        reasons.append(Text(zh, f"sample {found.stage}: {len(open_)} meters are still to be examined: {serials}"))
    late = [m for m in state.sample[: found.needed] if m.problem is not None]
    reasons += [Text(f"{m.serial}：{m.problem.zh}", f"{m.serial}: {m.problem.en}") for m in late if m.problem]
    return reasons


def _reason(state: LotState) -> Text:
    found, plan = state.judgement, state.plan
    stage = plan.stages[found.stage - 1]
    zh = f"{stage.total} 只中 {found.nonconforming} 只不合格；接收数 {stage.acceptance}，拒收数 {stage.rejection}"
    en = f"{found.nonconforming} of {stage.total} do not conform; acceptance number {stage.acceptance}, rejection number {stage.rejection}"
    return Text(zh, en)
