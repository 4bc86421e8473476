"""Resumes an interrupted run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from drivers.bench import load_bench
from metrology.text import Text
from records.admission import admit
from records.entries import Closed, Resumed, opened, run_clock
from records.journal import Journal
from records.store import Store
from records.verification import read_verified
from sequencer.errors import Refused
from services.accounts.measuring import performer, refuse_to_measure
from services.bench_session import bench_session, safe_at_first
from services.closing import after_closing
from services.events import tell
from services.gate_facts import expecting, facts, identified, real_today
from services.laboratory_register import register_of
from services.overrides import overrides
from services.prepare import rebuild, with_bench
from services.resume_checks import refuse_changes, refuse_other_instruments
from services.resume_gates import day_of_resuming, gate_again, on_day, refuse_long_rest
from services.run import perform_on_bench
from services.running import performing
from services.signing import signer
from services.stores import open_store
from services.write_back import write_back

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sequencer.operator import Operator
    from services.events import Events
    from services.run_control import RunControl

FROM_FORM = Text(
    "该次检定按记录表判定，不能在台架上继续；请用 run --readings 重新判定",
    "the readings of this run come from a form, so it cannot be resumed on a bench; use run --readings again",
)


def judgement_cut_short(run: str, judged: str) -> Text:
    """Why a judgement is not resumed."""
    zh = f"{run} 是对 {judged} 的评定，写入时中断；请重新评定"
    return Text(zh, f"run {run} is a judgement of {judged} that was cut short; judge {judged} again")


def amendment_cut_short(run: str, amended: str) -> Text:
    """Why an amendment that was cut short is not resumed: its readings are those of the old run."""
    return Text(
        f"{run} 是未完成的更正，不能在台架上继续；请重新更正 {amended}：steelyard amend {amended} …",
        f"{run} is an amendment that was cut short and cannot be resumed on a bench; amend again: "
        f"steelyard amend {amended} …",
    )


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
        override: Start gates that somebody else lets pass, as `services.overrides.overrides` reads them.
        control: Lets a person pause and stop the run from another thread.

    Raises:
        NotIntact: The journal, its seals or the ledger are not what was written.
        NotAllowed: The store has accounts, and no role of the person allows it, or the run is another person's.
        Refused: What the run depends on has changed meanwhile.
        Interrupted: It stopped again.
    """
    store = Store(url, read_only=True)
    run = store.find(name)
    past = read_verified(store, run)
    began = opened(past)
    refuse_to_measure(url, person or performer(past), performer(past))
    if began.amends:
        raise Refused([amendment_cut_short(run, began.amends[-1].run)])
    if began.source == "form":
        raise Refused([FROM_FORM])
    if began.judges is not None:
        raise Refused([judgement_cut_short(run, began.judges.run)])
    path = bench_file or Path(began.bench.file)
    if not path.is_file():
        en = f"the bench file {path} does not exist; --bench names its new place"
        raise Refused([Text(f"台架文件 {path} 不存在；请用 --bench 指明其现在的位置", en)])
    file = load_bench(path)
    setup = rebuild(began)
    if any(e.kind == Closed.entry_kind for e in past):
        return run
    register, day = register_of(path), day_of_resuming(past, real_today())
    refuse_changes(began, path, setup.procedure, day)
    refuse_long_rest(past, real_today(), register.policy.longest_rest_days)
    new = overrides(override, register, began.people.operator.id, person)
    today = on_day(setup, register, day, person, past, new)
    known = expecting(facts(url), file, [began.place])
    gate_again(today, known, new)
    seed, units = int(began.seed), {began.place: began.nameplate}
    key = signer(path)
    admit(url, key)
    with (
        performing(run, url),
        bench_session(
            file, path, units, seed=seed, start=run_clock(past), events=events, store=url, control=control
        ) as session,
    ):
        passed = gate_again(today, identified(known, session.bench), new)
        refuse_other_instruments(began, with_bench(setup, session.bench).opened)
        journal = Journal(open_store(url, path, key), run, key, past, at_end=write_back(began, run))
        safe = session.make_safe()
        tell(safe_at_first(safe), events)
        who = person or began.people.operator.id
        resumed = Resumed(operator=who, known=len(past), safe=tuple(safe), overrides=passed)
        journal.append(resumed.entry_kind, resumed.body())
        perform_on_bench(setup, journal, session, events, operator, past)
    after_closing(url, key, [run], events)
    return run
