"""What is proposed for a cell: the bench, with every start gate and an estimate of the time, as for a job."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from metrology.text import Text
from procedures import registry
from records.entries import opened
from records.journal import MemoryJournal
from records.store import Store
from sequencer.errors import Refused
from sequencer.session import preview
from services.campaigns.running import Work, job, next_cell, open_cell
from services.campaigns.state import progress_of
from services.failures import failure
from services.laboratory.from_register import Start, fitting_benches
from services.laboratory.gate_report import gate_report
from services.laboratory.laboratory_folders import regulation_folders
from services.laboratory.nameplates import Nameplate
from services.laboratory.plan import SECONDS_PER_COMMAND, SECONDS_PER_READING
from services.starting.proposal import NOTHING_CHOSEN, Proposal

if TYPE_CHECKING:
    from datetime import date

    from services.campaigns.cells import CellState
    from services.campaigns.state import Progress
    from services.starting.proposal import Chosen


def propose_cell(
    url: str, campaign: str, key: str, on: date, person: str, chosen: Chosen = NOTHING_CHOSEN
) -> tuple[Proposal, CellState | None]:
    """Propose how a cell is filled; what is wrong is in the proposal, so that all of it is seen at once.

    Args:
        url: The store.
        campaign: Name of the campaign.
        key: The cell; empty for the next one.
        on: Day of the run.
        person: Identity of the verifier.
        chosen: Bench and overrides that a person chose; regulation and stage are those of the plan.

    Returns:
        The proposal, and the cell; None where that is not known.
    """
    cell: CellState | None = None
    benches: list[Path] = []
    try:
        state = progress_of(campaign, url)
        cell = open_cell(state, key or next_cell(state))
        c = cell.cell
        benches = fitting_benches(c.regulation, on)
        bench = chosen.bench or _usual(url, state, cell, benches)
        procedure = registry.edition(c.regulation, on, regulation_folders(bench))
    except Exception as error:  # noqa: BLE001 every failure that a person can cause is shown, any other goes on
        return Proposal(benches=tuple(benches), problems=_problems(error)), cell
    plate = Nameplate(f"{campaign} {c.key}", state.plan.subject(c))
    start = Start(f"{campaign} {c.key}", c.regulation, procedure.regulation.id, c.stage, "", "", bench, plate)
    known = Proposal((start,), procedure.regulation.title, (c.stage,), tuple(benches))
    try:
        made = job(state, cell, Work(bench, on, person, chosen.override))
        gates = gate_report(made, url)
    except Exception as error:  # noqa: BLE001 as above
        return replace(known, problems=_problems(error)), cell
    plan = preview(made.setup, MemoryJournal())
    seconds = plan.seconds + SECONDS_PER_READING * len(plan.questions) + SECONDS_PER_COMMAND * len(plan.calls)
    return replace(known, jobs=(made,), gates=gates, notices=made.notices, seconds=seconds), cell


def _usual(url: str, state: Progress, cell: CellState, fits: list[Path]) -> Path:
    """The bench of the newest run of the campaign by the same regulation, else the only one that fits.

    Raises:
        Refused: None fits, or several do.
    """
    c = cell.cell
    runs = [r.run for other in state.cells if other.cell.regulation == c.regulation for r in other.runs]
    if runs:
        store = Store(url, read_only=True)
        try:
            used = Path(opened(store.events(max(runs))).bench.file)
        finally:
            store.close()
        if used.is_file():
            return used
    if len(fits) == 1:
        return fits[0]
    names = ", ".join(path.name for path in fits) or "–"
    zh, en = (
        f"适合 {c.regulation} 的检定装置有 {len(fits)} 个（{names}）；请选择",
        f"{len(fits)} benches fit {c.regulation} ({names}); choose one",
    )
    raise Refused([Text(zh, en)])


def _problems(error: Exception) -> tuple[Text, ...]:
    found = failure(error)
    if found is None:
        raise error
    return tuple(found.reasons)
