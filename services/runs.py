"""Lists stored runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from metrology.text import NO_TEXT
from records.entries import Opened, read
from records.run_list import list_runs
from records.store import Store
from services.running import is_running

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from records.run_list import Listed
    from records.store_rows import RunLine


BELONGS = ("kind", "stage", "order", "batch", "follows")
DETAILS = ("regulation", "subject", "serial", "date", *BELONGS, "amends", "amended_by")


def amended(lines: Iterable[RunLine]) -> dict[str, str]:
    """Runs that were amended, each with the run that amends it; an amendment that was cut short amends nothing."""
    cited = {line.run: read(line.opened, Opened).amends for line in lines if line.closed}
    return {amends[-1].run: run for run, amends in cited.items() if amends}


def unfinished(run: str, url: str) -> str:
    """Whether a run without an outcome is being performed now."""
    return "running" if is_running(run, url) else "interrupted"


def run_rows(url: str, *, order: str = "", batch: str = "") -> list[dict[str, Any]]:
    """Every run of a store, oldest first, also those that its ledger states and that are missing.

    Args:
        url: The store.
        order: Only those of an order.
        batch: Only those of a batch.

    Raises:
        RecordsError: The store cannot be read, or its ledger is not what was written.
    """
    found = list_runs(Store(url, read_only=True))
    later = amended(r.line for r in found if r.line is not None)
    rows = [row_of(r, later, url) for r in found]
    return [row for row in rows if order in {"", row["order"]} and batch in {"", row["batch"]}]


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
