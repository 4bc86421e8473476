"""A run as lists show it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from metrology.text import NO_TEXT
from records.entries import Opened, read
from services.runs.running import is_running

if TYPE_CHECKING:
    from collections.abc import Mapping

    from records.run_list import Listed


BELONGS = ("kind", "stage", "order", "batch", "follows")
DETAILS = ("regulation", "subject", "serial", "date", *BELONGS, "amends", "amended_by")


def unfinished(run: str, url: str) -> str:
    """Whether a run without an outcome is being performed now."""
    return "running" if is_running(run, url) else "interrupted"


def row_of(listed: Listed, later: Mapping[str, str], url: str) -> dict[str, Any]:
    """A run as a list shows it; `later` gives for each run that was amended the one that amends it."""
    line, problem = listed.line, listed.problem._asdict() if listed.problem is not None else None
    known = {"number": listed.number, "run": listed.run, "problem": problem}
    if line is None:
        return {
            **dict.fromkeys(DETAILS, ""),
            "subject": NO_TEXT.to_dict(),
            **known,
            "outcome": "missing",
            "simulated": False,
            "draft": False,
            "entries": 0,
        }
    began = read(line.opened, Opened)
    return {
        **known,
        "regulation": began.regulation.id,
        "subject": began.subject.name.to_dict(),
        "serial": began.subject.serial,
        **{key: getattr(began, key) for key in ("date", *BELONGS)},
        "outcome": line.outcome or unfinished(line.run, url),
        "simulated": began.simulated,
        "draft": began.regulation.draft,
        "entries": line.entries,
        "amends": began.amends[-1].run if began.amends else "",
        "amended_by": later.get(line.run, ""),
    }
