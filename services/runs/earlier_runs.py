"""Earlier runs of the same instrument: a verification that is repeated until it passes is visible to everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from messages import chinese
from metrology.text import Text
from records.address import database_file, parse
from records.entries import EarlierRun, Opened, read
from records.errors import EmptyStore, UnknownRun
from records.instrument_index import runs_of
from records.passwords import without_passwords
from records.store import Store
from sequencer.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from records.entries import Subject
    from records.store_rows import RunLine
    from sequencer.session import Setup

INTERRUPTED = "interrupted"


def with_earlier_runs(setup: Setup, store: Store) -> Setup:
    """The set-up with every earlier run of the same instrument that the store holds, oldest first, and what it follows.

    Two nameplates are of one instrument as `records.same_instrument` says.

    Raises:
        Refused: It follows a run that it cannot follow, or the instrument is in this batch already.
    """
    known = [(line.run, line, read(line.opened, Opened)) for line in runs_of(store, setup.opened.subject)]
    earlier = [entry for entry in known if entry[2].judges is None]  # a judgement measured nothing
    follows = _followed(setup.opened, store, [(run, opened) for run, _, opened in earlier])
    stated = tuple(_run(line, opened, setup.opened.subject) for _, line, opened in earlier)
    return setup.stating(earlier=stated, follows=follows)


def refuse_misplaced(setups: Sequence[Setup], url: str) -> None:
    """Refuse, before a bench is touched, what `with_earlier_runs` refuses.

    Args:
        setups: Runs that want to start.
        url: The store, which need not exist yet.

    Raises:
        Refused: As `with_earlier_runs`.
        StoreError: The store cannot be read.
    """
    if not any(setup.opened.follows or setup.opened.batch for setup in setups):
        return
    file = database_file(parse(url))
    try:
        store = Store(url, read_only=True) if file is None or file.exists() else None
    except EmptyStore:  # a database server's, before the first run
        store = None
    if store is None:
        for setup in setups:
            if setup.opened.follows:
                raise Refused(
                    [_unknown(setup.opened.follows, f"there is no store {file or without_passwords(url)} yet")]
                )
        return
    try:
        for setup in setups:
            with_earlier_runs(setup, store)
    finally:
        store.close()


def _followed(opened: Opened, store: Store, earlier: Sequence[tuple[str, Opened]]) -> str:
    """The run that is followed, by its full name; empty for none."""
    batch = opened.batch
    run = _find(store, opened.follows) if opened.follows else ""
    if run and run not in {name for name, _ in earlier}:
        line = store.line(run)
        other = read(line.opened, Opened).subject if line is not None else None
        whose = f"{other.maker} {other.model} № {other.serial}" if other is not None else "?"
        zh = f"--follows {run}：该次检定的是另一台计量器具（{whose}）"
        raise Refused([Text(zh, f"--follows {run}: that run is of another instrument ({whose})")])
    by = next((name for name, one in earlier if run and one.amends and one.amends[-1].run == run), "")
    if by:
        zh, en = f"--follows {run}：已由 {by} 更正，请用 {by}", f"--follows {run}: amended by {by}; follow {by}"
        raise Refused([Text(zh, en)])
    in_batch = [name for name, one in earlier if batch and one.batch == batch]
    if in_batch and run != in_batch[-1]:
        serial, last = opened.subject.serial, in_batch[-1]
        zh = f"批次 {batch} 中已有编号 {serial} 的记录 {last}；重新检定请用 --follows {last}"
        en = f"batch {batch} holds {serial} already, as run {last}; a repetition states --follows {last}"
        raise Refused([Text(zh, en)])
    return run


def _find(store: Store, name: str) -> str:
    try:
        return store.find(name)
    except UnknownRun as error:
        raise Refused([_unknown(name, str(error))]) from error


def _unknown(name: str, why: str) -> Text:
    return Text(f"--follows {name}：{chinese(why)}", f"--follows {name}: {why}")


def _run(line: RunLine, opened: Opened, now: Subject) -> EarlierRun:
    then = opened.subject
    as_now = (then.maker, then.model, then.serial) == (now.maker, now.model, now.serial)
    return EarlierRun(
        run=line.run,
        regulation=opened.regulation.id,
        kind=opened.kind,
        stage=opened.stage,
        date=opened.date,
        outcome=line.outcome if line.closed else INTERRUPTED,
        order=opened.order,
        batch=opened.batch,
        named="" if as_now else f"{then.maker} {then.model} № {then.serial}",
    )
