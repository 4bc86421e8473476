"""Resumes the positions of a bench that were interrupted together.

Positions that stand at the same place ask the bench for the same from there on, and go on together. Where an interruption
left them at different places, such as on both sides of the end of an item, those of each place go on after each other.
"""

from __future__ import annotations

from contextlib import ExitStack, closing
from typing import TYPE_CHECKING, Any

from records.admission import admit
from records.entries import Opened, read, run_clock
from records.run_index import open_runs
from records.store import Store
from sequencer.errors import SequencerError
from sequencer.positions import shared_ahead
from services.events import tell
from services.runs.bench_session import bench_session, safe_at_first
from services.runs.closing import after_closing
from services.runs.positions import ended, performed, position_of
from services.runs.resumable import Resumable, beginning, resumable
from services.runs.resume import resume
from services.runs.running import performing
from services.signing.signing import signer

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sequencer.operator import Operator
    from sequencer.positions import Ahead
    from services.events import Events
    from services.runs.run_control import RunControl


def resume_together(
    runs: Sequence[str],
    url: str,
    events: Events,
    operator: Operator | None = None,
    *,
    bench_file: Path | None = None,
    person: str = "",
    override: Sequence[str] = (),
    control: RunControl | None = None,
) -> list[str]:
    """Resume runs of the positions of one bench; returns their ids. Arguments as for `services.runs.resume.resume`.

    A position that stops leaves its run to be resumed; the others of its place continue to their verdicts.

    Raises:
        Refused: One of them may not go on; nothing was measured and nothing written.
        Interrupted: One that goes on alone stopped again; those of later places did not go on.
    """
    given: dict[str, Any] = {"bench_file": bench_file, "person": person, "override": override}
    every = [resumable(run, url, **given) for run in runs]
    going = [one for one in every if isinstance(one, Resumable)]
    for group in _at_one_place(going):
        if len(group) == 1:
            resume(group[0].run, url, events, operator, control=control, **given)
        else:
            _resume(group, url, events, operator, control)
        if control is not None and control.stopped:
            break
    return [one if isinstance(one, str) else one.run for one in every]


def interrupted_with(url: str, run: str) -> list[str]:
    """The runs without an end that began together with a run, it among them; it alone on a bench without positions.

    Raises:
        UnknownRun: There is no such run.
    """
    store = Store(url, read_only=True)
    try:
        name = store.find(run)
        shared = _beginning(store, name)
        return sorted(other for other in open_runs(store) if shared and _beginning(store, other) == shared) or [name]
    finally:
        store.close()


def _beginning(store: Store, run: str) -> str:
    line = store.line(run)
    return "" if line is None else beginning(run, read(line.opened, Opened).position)


def _at_one_place(going: Sequence[Resumable]) -> list[list[Resumable]]:
    """The runs by what they will yet ask the bench for; one whose journal does not lead on is by itself."""
    groups: list[tuple[Ahead | None, list[Resumable]]] = []
    for one in sorted(going, key=lambda found: found.run):
        try:
            ahead = shared_ahead(one.setup, one.past, one.file.own_roles)
        except SequencerError:
            ahead = None
        group = next((found for place, found in groups if place is not None and place == ahead), None)
        if group is None:
            groups.append((ahead, [one]))
        else:
            group.append(one)
    return [group for _, group in groups]


def _resume(
    group: Sequence[Resumable], url: str, events: Events, operator: Operator | None, control: RunControl | None
) -> None:
    """Let the positions of one place go on together."""
    first, runs = group[0], [one.run for one in group]
    key, units = signer(first.path), {one.began.place: one.began.nameplate for one in group}
    admit(url, key)
    with ExitStack() as stack:
        for run in runs:
            stack.enter_context(performing(run, url))
        start = max(run_clock(one.past) for one in group)
        session = stack.enter_context(
            bench_session(
                first.file, first.path, units, seed=int(first.began.seed), start=start, events=events, store=url,
                control=control,
            )
        )  # fmt: skip
        overridden = [one.hold(session.bench) for one in group]
        journals = [stack.enter_context(closing(one.journal(url, key))) for one in group]
        safe = session.make_safe()
        tell(safe_at_first(safe), events)
        for one, journal, passed in zip(group, journals, overridden, strict=True):
            resumed = one.resumed(safe, passed)
            journal.append(resumed.entry_kind, resumed.body())
        positions = [
            position_of(one.setup, one.file, session, journal, events, operator, one.past)
            for one, journal in zip(group, journals, strict=True)
        ]
        ends = performed(positions, session, first.file, events)
    after_closing(url, key, ended(positions, runs, ends, events), events)
