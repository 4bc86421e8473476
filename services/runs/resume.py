"""Resumes an interrupted run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from records.admission import admit
from records.entries import run_clock
from services.events import tell
from services.runs.bench_session import bench_session, safe_at_first
from services.runs.closing import after_closing
from services.runs.resumable import resumable
from services.runs.run import perform_on_bench
from services.runs.running import performing
from services.signing.signing import signer

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sequencer.operator import Operator
    from services.events import Events
    from services.runs.run_control import RunControl


def resume(
    name: str,
    url: str,
    events: Events,
    operator: Operator | None = None,
    *,
    bench_file: Path | None = None,
    person: str = "",
    override: Sequence[str] = (),
    control: RunControl | None = None,
) -> str:
    """Resume an interrupted run; returns its id.

    Args:
        name: The run.
        url: The store.
        events: Where progress is published.
        operator: The person at the bench.
        bench_file: Where the bench file is now, if it has moved.
        person: Who continues, as `people.toml` names them; the gates apply to this person. Empty: the run's verifier.
        override: Start gates that somebody else lets pass, as `services.laboratory.overrides.overrides` reads them.
        control: Lets a person pause and stop the run from another thread.

    Raises:
        NotIntact: The journal, its seals or the ledger are not what was written.
        NotAllowed: The store has accounts, and no role of the person allows it, or the run is another person's.
        Refused: What the run depends on has changed meanwhile.
        Interrupted: It stopped again.
    """
    found = resumable(name, url, bench_file=bench_file, person=person, override=override)
    if isinstance(found, str):
        return found
    began, run, past = found.began, found.run, found.past
    key, units = signer(found.path), {began.place: began.nameplate}
    admit(url, key)
    with (
        performing(run, url),
        bench_session(
            found.file, found.path, units, seed=int(began.seed), start=run_clock(past), events=events, store=url,
            control=control,
        ) as session,
    ):  # fmt: skip
        overridden, journal = found.hold(session.bench), found.journal(url, key)
        safe = session.make_safe()
        tell(safe_at_first(safe), events)
        resumed = found.resumed(safe, overridden)
        journal.append(resumed.entry_kind, resumed.body())
        perform_on_bench(found.setup, journal, session, events, operator, past)
    after_closing(url, key, [run], events)
    return run
