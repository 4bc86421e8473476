"""All works of one server: starts them, finds them, stops them; and which runs were left unfinished."""

from __future__ import annotations

import secrets
from functools import partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from metrology.text import Text
from records.run_index import OPEN, Search
from services.bench_work.work import BenchWork
from services.campaigns.running import fill
from services.runs.history import history
from services.runs.positions import run_positions
from services.runs.resume import resume
from services.runs.resume_together import resume_together
from services.runs.run import run

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sequencer.operator import Operator
    from services.campaigns.running import Work
    from services.events import Events
    from services.laboratory.prepare import Job
    from services.runs.run_control import RunControl

KEPT = 50
"""Works that have ended and can still be looked at."""
REST = 20.0
"""Seconds that a server which ends waits for its works to make their benches safe."""
RESUMING = Text("继续检定 {run}", "resuming run {run}")
RESUMING_ALL = Text("继续 {count} 个工位的检定", "resuming {count} positions")
SERVER = "the end of the console"
"""Who stops a work when its server ends, as its journal says."""


class BenchDesk:
    """The works of a server.

    Args:
        store: Address of the store.
    """

    def __init__(self, store: str) -> None:
        self._store = store
        self._lock = Lock()
        self._works: dict[str, BenchWork] = {}

    def start(self, jobs: Sequence[Job], person: str, begin: Callable[[], None] | None = None) -> BenchWork:
        """Verify the instruments of these jobs, one, or one at each position of the bench.

        Args:
            jobs: What is verified; see `services.laboratory.prepare.prepare`.
            person: Id of the person who starts.
            begin: Called before it begins, such as to state in the registers that the jobs are at the bench.
        """
        title = jobs[0].setup.procedure.regulation.title
        of = {job.setup.opened.order for job in jobs}
        order = of.pop() if len(of) == 1 else ""
        return self._begin(title, person, partial(self._perform, jobs, begin), order=order)

    def fill(self, campaign: str, cell: str, work: Work, title: Text) -> BenchWork:
        """Fill a cell of a campaign; goes on with a run of it that was begun.

        Args:
            campaign: Its name.
            cell: The cell.
            work: Bench, day and person.
            title: What is done.
        """

        def perform(events: Events, operator: Operator, control: RunControl) -> list[str]:
            return fill(campaign, self._store, [cell], work, events, operator, control)

        return self._begin(title, work.operator, perform, override=work.override)

    def resume(self, run_: str, person: str = "", override: Sequence[str] = ()) -> BenchWork:
        """Resume an interrupted run."""
        title = Text(*(form.format(run=run_) for form in RESUMING))

        def perform(events: Events, operator: Operator, control: RunControl) -> list[str]:
            return [resume(run_, self._store, events, operator, person=person, override=override, control=control)]

        return self._begin(title, person, perform, resumes=(run_,), override=override)

    def resume_together(self, runs: Sequence[str], person: str = "", override: Sequence[str] = ()) -> BenchWork:
        """Resume runs of the positions of one bench; see `services.runs.resume_together`."""
        title = Text(*(form.format(count=len(runs)) for form in RESUMING_ALL))

        def perform(events: Events, operator: Operator, control: RunControl) -> list[str]:
            return resume_together(
                runs, self._store, events, operator, person=person, override=override, control=control
            )

        return self._begin(title, person, perform, resumes=runs, override=override)

    def works(self) -> list[BenchWork]:
        """Every work, the newest first."""
        with self._lock:
            return list(reversed(self._works.values()))

    def running(self) -> list[BenchWork]:
        """Those that have not ended, the newest first."""
        return [work for work in self.works() if not work.over]

    def find(self, work: str) -> BenchWork | None:
        """A work by its id; None where this server has none of it."""
        with self._lock:
            return self._works.get(work)

    def of_run(self, run_: str) -> BenchWork | None:
        """The newest work that performs or performed a run."""
        return next((w for w in self.works() if any(p.run == run_ for p in w.state().positions)), None)

    def unfinished(self) -> list[dict[str, Any]]:
        """Rows of the runs that stopped before their end and wait to be resumed, newest first; see `services.runs.listed`."""
        return [row for row in history(self._store, Search(outcome=OPEN))["runs"] if row["outcome"] == "interrupted"]

    def close(self) -> None:
        """Stop every work to the safe state, and wait until all have come to rest."""
        running = self.running()
        for work in running:
            work.stop(SERVER)
        for work in running:
            work.join(REST)

    def _begin(self, title: Text, person: str, perform: Callable[..., Sequence[str]], **more: Any) -> BenchWork:
        work = BenchWork(secrets.token_hex(6), title, person, self._store, perform, **more)
        with self._lock:
            self._works[work.id] = work
            ended = [id_ for id_, other in self._works.items() if other.over]
            for id_ in ended[:-KEPT]:
                del self._works[id_]
        work.start()
        return work

    def _perform(
        self,
        jobs: Sequence[Job],
        begin: Callable[[], None] | None,
        events: Events,
        operator: Operator,
        control: RunControl,
    ) -> list[str]:
        if begin is not None:
            begin()
        if len(jobs) == 1:
            return [run(jobs[0], self._store, events, operator, control)]
        bench = Path(jobs[0].setup.opened.bench.file)
        return run_positions(jobs, self._store, bench, events, operator, control)
