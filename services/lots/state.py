"""Where a lot stands: its sample with the runs that decided its members, from the ledger and the store."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from metrology.sampling import SampleStage, draw, judge_samples
from metrology.text import Text
from metrology.validity import months_after
from records import lots
from records.entries import Opened, read
from records.errors import UnknownRun
from records.verification import ledger_of, read_verified

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metrology.sampling import StagedJudgement
    from records.ledger_state import LedgerState
    from records.ledger_steps import Placed
    from records.store import Store
    from records.store_rows import RunLine

DECIDED = {"conform": True, "not_conform": False}


@dataclass(frozen=True, slots=True)
class Member:
    """A meter of the sample.

    Attributes:
        serial: Its serial number.
        instead_of: The meter that it replaces; empty for none.
        run: The run that decided it; empty while there is none.
        outcome: What that run decided.
        day: Its day.
        problem: Why a run that was made does not count.
        simulated: Whether it used simulated instruments.
        hash: Hash of its last entry.
    """

    serial: str
    instead_of: str = ""
    run: str = ""
    outcome: str = ""
    day: str = ""
    problem: Text | None = None
    simulated: bool = False
    hash: str = ""


@dataclass(frozen=True, slots=True)
class LotState:
    """A lot as the store shows it.

    Attributes:
        planned, replaced, decided: Its steps, each with its place in the ledger; None where not done.
        sample: Members of all samples in the order of drawing, replacements in place.
        spares: Spare meters that are left.
        judgement: What the samples say so far.
    """

    planned: Placed[lots.Planned]
    replaced: Placed[lots.Replaced] | None
    decided: Placed[lots.Decided] | None
    sample: tuple[Member, ...]
    spares: tuple[str, ...]
    judgement: StagedJudgement

    @property
    def plan(self) -> lots.Planned:
        """The frozen plan."""
        return self.planned.step


def lot_state(store: Store, name: str) -> LotState:
    """Where a lot stands.

    Raises:
        UnknownRun: The store knows no lot of that name.
        NotIntact: A run of a member is not what was written.
    """
    ledger = ledger_of(store)
    found = lots.steps(ledger.lots, name)
    if not found:
        known = ", ".join(sorted({p.step.lot for p in lots.steps(ledger.lots)})) or "none"
        raise UnknownRun(f"no lot {name!r} in {store.name}; lots are: {known}")
    placed = {type(p.step): p for p in found}
    planned, replaced, decided = placed[lots.Planned], placed.get(lots.Replaced), placed.get(lots.Decided)
    plan: lots.Planned = planned.step
    order = draw(lots.unpack(plan.members), plan.seed)
    total = plan.stages[-1].total
    drawn, spares = order[:total], order[total : total + plan.spares]
    members = _sample(drawn, replaced.step if replaced is not None else None)
    used = {m.serial for m in members}
    members = _with_runs(members, planned, replaced, store, ledger)
    stages = [SampleStage(s.total, s.acceptance, s.rejection) for s in plan.stages]
    judgement = judge_samples(stages, [DECIDED.get(m.outcome) if m.problem is None else None for m in members])
    left = tuple(s for s in spares if s not in used)
    return LotState(planned, replaced, decided, tuple(members), left, judgement)


def _sample(drawn: Sequence[str], replaced: lots.Replaced | None) -> list[Member]:
    instead = {r.serial: r.spare for r in replaced.replacements} if replaced is not None else {}
    return [Member(instead[s], s) if s in instead else Member(s) for s in drawn]


def _with_runs(
    members: Sequence[Member],
    planned: Placed[lots.Planned],
    replaced: Placed[lots.Replaced] | None,
    store: Store,
    ledger: LedgerState,
) -> list[Member]:
    """Each member with the first run after the plan was frozen that decided it; later runs of it do not count."""
    plan = planned.step
    latest = None
    if replaced is not None:
        latest = months_after(date.fromisoformat(replaced.step.removed), plan.tested_within_months)
    wanted, found = {m.serial for m in members}, dict[str, Member]()
    lines = sorted(store.runs(), key=lambda line: ledger.runs[line.run].number if line.run in ledger.runs else 0)
    amended = {o.amends[-1].run for line in lines if line.closed and (o := read(line.opened, Opened)).amends}
    for line in lines:
        opened = read(line.opened, Opened)
        serial, record = opened.subject.serial, ledger.runs.get(line.run)
        if serial not in wanted or serial in found or line.run in amended or record is None or not record.segments:
            continue
        if record.segments[0][1] > planned.n and _decides(opened, line, plan):
            found[serial] = _decided_by(serial, opened, line, store, ledger, latest)
    return [replace(found[m.serial], instead_of=m.instead_of) if m.serial in found else m for m in members]


def _decides(opened: Opened, line: RunLine, plan: lots.Planned) -> bool:
    r, subject = opened.regulation, opened.subject
    of_lot = (r.jurisdiction, r.kind) == (plan.jurisdiction, plan.kind)
    same = (subject.maker, subject.model) == (plan.common.get("maker"), plan.common.get("model"))
    return of_lot and same and line.closed and line.outcome in DECIDED and opened.judges is None


def _decided_by(
    serial: str, opened: Opened, line: RunLine, store: Store, ledger: LedgerState, latest: date | None
) -> Member:
    last = read_verified(store, line.run, ledger)[-1].hash
    problem = None
    if latest is None:
        problem = Text("样本尚未完成外观检查", "the visual check of the sample is not entered")
    elif opened.day > latest:
        problem = Text(f"拆下后超过期限（{latest}）才检定", f"examined after {latest}, too long after removal")
    return Member(serial, "", line.run, line.outcome, opened.date, problem, opened.simulated, last)
