"""Where a campaign stands: its cells with the runs that fill them, from the ledger and the store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from metrology.decision import Outcome
from procedures.campaigns.judgement import CampaignJudgement
from procedures.campaigns.kinds import kind_of
from procedures.campaigns.plan import plan_of
from procedures.campaigns.results import CellResult
from records import campaigns
from records.address import database_file, parse
from records.entries import Opened, read
from records.errors import Damaged, UnknownRun
from records.store import Store
from records.verification import ledger_of, read_verified
from services.campaigns.cells import CellRun, CellState
from services.campaigns.reading import cell_result

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from procedures.campaigns.kind import CampaignKind
    from procedures.campaigns.plan import Plan
    from records.ledger_state import LedgerState
    from records.ledger_steps import Placed


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a campaign has come.

    Attributes:
        planned, decided: Its steps, each with its place in the ledger; None where not done.
        kind, plan: What it is.
        cells: Every cell with its runs.
        missing: Cells that must be filled for a verdict and are not.
        repeated: Numbers of ledger entries that plan or decide it once more; they count for nothing.
    """

    planned: Placed[campaigns.Planned]
    decided: Placed[campaigns.Decided] | None
    kind: CampaignKind
    plan: Plan
    cells: tuple[CellState, ...]
    missing: tuple[str, ...]
    repeated: tuple[int, ...] = ()

    @property
    def name(self) -> str:
        """Name of the campaign."""
        return self.planned.step.campaign

    @property
    def filled(self) -> int:
        """How many cells a run has decided."""
        return sum(c.counted is not None for c in self.cells)

    def cell(self, key: str) -> CellState:
        """A cell.

        Raises:
            KeyError: There is none of this name.
        """
        found = next((c for c in self.cells if c.cell.key == key), None)
        if found is None:
            raise KeyError(key)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignState(Progress):
    """A campaign with what its runs found.

    Attributes:
        results: What counts, by key of the cell.
        judgement: What the results say so far; incomplete while a cell is missing.
    """

    results: dict[str, CellResult]
    judgement: CampaignJudgement


class _Results(Mapping[str, CellResult]):
    """What counts, each read when it is asked for: most kinds need nothing of it to say what is missing."""

    def __init__(self, store: Store, ledger: LedgerState, runs: Mapping[str, str]) -> None:
        self._store, self._ledger, self._runs = store, ledger, runs
        self._known: dict[str, CellResult] = {}

    def __getitem__(self, key: str) -> CellResult:
        if key not in self._known:
            self._known[key] = cell_result(read_verified(self._store, self._runs[key], self._ledger))
        return self._known[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._runs)

    def __len__(self) -> int:
        return len(self._runs)


def progress_of(name: str, url: str) -> Progress:
    """How far a campaign has come, without reading more of its runs than that takes.

    Raises:
        UnknownRun: The store knows no campaign of that name.
    """
    store = Store(url, read_only=True)
    try:
        return _progress(store, name)[0]
    finally:
        store.close()


def campaign_state(store: Store, name: str) -> CampaignState:
    """Where a campaign stands.

    Raises:
        UnknownRun: The store knows no campaign of that name.
        UnknownCampaignKind: Its kind is not installed here.
        NotIntact: A run of a cell is not what was written.
    """
    p, lazy = _progress(store, name)
    results = {key: lazy[key] for key in lazy}
    return CampaignState(
        planned=p.planned, decided=p.decided, kind=p.kind, plan=p.plan, cells=p.cells, missing=p.missing, repeated=p.repeated,
        results=results,
        judgement=judged(p.kind, p.plan, results, p.missing),
    )  # fmt: skip


def _progress(store: Store, name: str) -> tuple[Progress, _Results]:
    ledger = ledger_of(store)
    found = campaigns.steps(ledger.campaigns, name)
    if not found:
        known = ", ".join(sorted({p.step.campaign for p in campaigns.steps(ledger.campaigns)})) or "none"
        raise UnknownRun(f"no campaign {name!r} in {store.name}; campaigns are: {known}")
    placed = {
        type(p.step): p for p in reversed(found)
    }  # the first of each: a plan stays what it was when it was frozen
    planned: Placed[campaigns.Planned] = placed[campaigns.Planned]
    decided: Placed[campaigns.Decided] | None = placed.get(campaigns.Decided)
    kind, plan = kind_of(planned.step.kind), plan_of(campaigns.unpack(planned.step))
    runs = _runs(store, ledger, planned, plan, decided.n if decided is not None else None)
    cells = tuple(CellState(cell, tuple(runs.get(cell.key, ()))) for cell in plan.cells)
    lazy = _Results(store, ledger, {c.cell.key: c.counted.run for c in cells if c.counted is not None})
    missing = tuple(key for key in kind.needed(plan, lazy) if key not in lazy)
    progress = Progress(
        planned=planned,
        decided=decided,
        kind=kind,
        plan=plan,
        cells=cells,
        missing=missing,
        repeated=tuple(p.n for p in found if p not in placed.values()),
    )
    return progress, lazy


def judged(kind: CampaignKind, plan: Plan, results: dict[str, CellResult], missing: Sequence[str]) -> CampaignJudgement:
    """The verdict of a kind; while a cell is missing there is none."""
    found = kind.judge(plan, results)
    if not missing:
        return found
    return CampaignJudgement(Outcome.INCOMPLETE, found.requirements, figures=found.figures)


def _runs(
    store: Store, ledger: LedgerState, planned: Placed[campaigns.Planned], plan: Plan, decided: int | None
) -> dict[str, list[CellRun]]:
    """Every run that states a cell of this plan, by cell, in the order in which they were begun."""
    after = [
        run for run, record in ledger.runs.items()
        if record.segments and record.segments[0][1] > planned.n
    ]  # fmt: skip
    lines = store.lines(after)
    for damaged in (line for line in lines.values() if isinstance(line, Damaged)):
        raise damaged
    first = {run: read(lines[run].opened, Opened) for run in after if run in lines}  # type: ignore[union-attr]
    amended = {o.amends[-1].run for run, o in first.items() if o.amends and lines[run].closed}  # type: ignore[union-attr]
    found: dict[str, list[CellRun]] = {}
    for run, o in first.items():
        mine = o.campaign
        if mine is None or (mine.campaign, mine.plan) != (planned.step.campaign, planned.n) or o.judges is not None:
            continue
        line, record = lines[run], ledger.runs[run]
        closed: bool = line.closed  # type: ignore[union-attr]
        outcome: str = line.outcome if closed else ""  # type: ignore[union-attr]
        last = store.last(run)
        stated = record.stated if closed and record.stated is not None else -1
        entry = CellRun(
            run, outcome, o.date, stated, o.people.operator.id, o.source, o.simulated,
            last[1] if last is not None else "", strange=_strange(o, plan), amended=run in amended,
            late=decided is not None and stated > decided and not o.amends,  # a correction changes what is found
        )  # fmt: skip
        found.setdefault(mine.cell, []).append(entry)
    return found


def _strange(opened: Opened, plan: Plan) -> bool:
    """Whether a run is not by the plan."""
    assert opened.campaign is not None  # noqa: S101  who calls has looked
    cell = next((c for c in plan.cells if c.key == opened.campaign.cell), None)
    if cell is None or (opened.regulation.id, opened.stage) != (cell.regulation, cell.stage):
        return True
    wanted = plan.subject(cell)
    return any(
        str(opened.nameplate.get(key)) != str(wanted.get(key)) for key in ("maker", "model", "serial", *cell.fields)
    )


def planned_campaigns(url: str) -> Iterator[Progress]:
    """How far every campaign of a store has come, oldest first; none where there is no store yet.

    Raises:
        NotIntact: A run of a cell is not what was written.
    """
    file = database_file(parse(url))
    if file is not None and not file.is_file():
        return
    store = Store(url, read_only=True)
    try:
        names = [
            p.step.campaign
            for p in campaigns.steps(ledger_of(store).campaigns)
            if isinstance(p.step, campaigns.Planned)
        ]
        yield from [_progress(store, name)[0] for name in names]
    finally:
        store.close()


def state_of(name: str, url: str) -> CampaignState:
    """Where a campaign stands.

    Raises:
        UnknownRun: The store knows no campaign of that name.
    """
    store = Store(url, read_only=True)
    try:
        return campaign_state(store, name)
    finally:
        store.close()
