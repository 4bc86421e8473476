"""Resumes an interrupted run."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from drivers.bench import load_bench
from procedures.text import Text
from records.admission import admit
from records.journal import Journal, MemoryJournal
from records.keys import station_key
from records.store import Store
from records.verification import read_verified
from sequencer.errors import Refused
from sequencer.session import gate
from services.bench_session import bench_session
from services.gate_facts import facts, identified, real_day
from services.prepare import rebuild
from services.resume_checks import refuse_changes
from services.run import perform_on_bench
from services.stores import open_store

if TYPE_CHECKING:
    from sequencer.reading_source import Operator
    from services.events import Events

FROM_FORM = Text(
    "该次检定按记录表判定，不能在台架上继续；请用 run --readings 重新判定",
    "the readings of this run come from a form, so it cannot be resumed on a bench; use run --readings again",
)


def resume(
    name: str, url: str, events: Events, operator: Operator | None = None, *, bench_file: Path | None = None
) -> str:
    """Resume an interrupted run; returns its id.

    Raises:
        NotIntact: The journal, its seals or the ledger are not what was written.
        Refused: What the run depends on has changed meanwhile.
        Interrupted: It stopped again.
    """
    store = Store(url)
    run = store.find(name)
    past = read_verified(store, run)
    opened = past[0].body
    if opened["source"] == "form":
        raise Refused([FROM_FORM])
    path = bench_file or Path(opened["bench"]["file"])
    if not path.is_file():
        en = f"the bench file {path} does not exist; --bench names its new place"
        raise Refused([Text(f"台架文件 {path} 不存在；请用 --bench 指明其现在的位置", en)])
    file = load_bench(path)
    setup = rebuild(past)
    refuse_changes(past, path, setup.procedure)
    if any(e.kind == "closed" for e in past):
        return run
    elapsed = max((Decimal(e.body["elapsed"]) for e in past if "elapsed" in e.body), default=Decimal(0))
    seed, units = int(opened["seed"]), {opened.get("position", "1"): opened["nameplate"]}
    key = station_key()
    admit(url, key)
    with bench_session(file, path, units, seed=seed, start=elapsed, events=events) as session:
        began = real_day(datetime.fromisoformat(past[0].time))
        gate(setup, MemoryJournal(), replace(identified(facts(url), session.bench), today=began))
        journal = Journal(open_store(url, path), run, key, past)
        safe = session.make_safe()
        body = {"operator": opened["people"]["operator"]["id"], "reason": "", "safe": safe}
        journal.append("resumed", body)
        perform_on_bench(setup, journal, session, events, operator, past)
    return run
