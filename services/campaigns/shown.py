"""A campaign as a document for programs and for the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from services.campaigns.running import next_cell

if TYPE_CHECKING:
    from services.campaigns.cells import CellRun, CellState
    from services.campaigns.state import CampaignState, Progress


def campaign_document(state: CampaignState) -> dict[str, Any]:
    """Everything that is known of a campaign."""
    step, found = state.planned.step, state.judgement
    return {
        "campaign": state.name,
        "kind": step.kind,
        "kind_name": state.kind.title.to_dict(),
        "title": step.title,
        "date": step.date,
        "edition": step.edition,
        "entry": state.planned.n,
        "seed": step.seed,
        "digest": step.digest,
        "decided": state.decided.n if state.decided is not None else None,
        "filled": state.filled,
        "cells": [_cell(c, needed=c.counted is not None or c.cell.key in state.missing) for c in state.cells],
        "missing": list(state.missing),
        "next": next_cell(state) if state.decided is None else "",
        "judgement": {
            "outcome": str(found.outcome),
            "words": found.words.to_dict(),
            "figures": dict(found.figures),
            "requirements": [
                {
                    "key": r.key, "name": r.name.to_dict(), "value": r.value, "limit": r.limit, "outcome": str(r.outcome),
                    "clause": r.clause, "status": r.status, "cells": list(r.cells),
                }
                for r in found.requirements
            ],
        },
    }  # fmt: skip


def line(state: Progress) -> dict[str, Any]:
    """A campaign in the list of campaigns."""
    return {
        "campaign": state.name,
        "kind": state.planned.step.kind,
        "date": state.planned.step.date,
        "title": state.planned.step.title,
        "cells": len(state.cells),
        "filled": state.filled,
        "outcome": str(state.decided.step.outcome) if state.decided is not None else "",
    }


def _cell(cell: CellState, *, needed: bool) -> dict[str, Any]:
    c, counted = cell.cell, cell.counted
    return {
        "key": c.key,
        "sample": c.sample,
        "item": c.item,
        "name": c.name.to_dict(),
        "levels": {level.key: str(level) for level in c.levels},
        "regulation": c.regulation,
        "needed": needed,
        "run": counted.run if counted is not None else "",
        "outcome": counted.outcome if counted is not None else "",
        "day": counted.day if counted is not None else "",
        "unfinished": cell.unfinished.run if cell.unfinished is not None else "",
        "others": [_other(r) for r in cell.others],
    }


def _other(run: CellRun) -> dict[str, Any]:
    return {"run": run.run, "outcome": run.outcome, "day": run.day, "strange": run.strange, "amended": run.amended}
