"""What a run that is resumed is held against: itself, the roles of who resumes it, what has changed, every start gate."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from drivers.bench import load_bench
from metrology.text import Text
from records.entries import Closed, Resumed, opened
from records.journal import Journal
from records.store import Store
from records.verification import read_verified
from sequencer.errors import Refused
from services.accounts.measuring import performer, refuse_to_measure
from services.laboratory.gate_facts import expecting, facts, identified, real_today
from services.laboratory.laboratory_register import register_of
from services.laboratory.overrides import overrides
from services.laboratory.prepare import rebuild, with_bench
from services.register.write_back import write_back
from services.runs.resume_checks import refuse_changes, refuse_other_instruments
from services.runs.resume_gates import day_of_resuming, gate_again, on_day, refuse_long_rest
from services.stores import open_store

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drivers.bench import Bench, BenchFile
    from records.entries import Opened, Override
    from records.event import Event
    from records.ledger import Signer
    from sequencer.gates import Facts
    from sequencer.session import Setup

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


def beginning(run: str, position: str) -> str:
    """What the runs of the positions of a bench that began together share in their names; empty without positions."""
    return run.rpartition("-")[0] if position else ""


@dataclass(frozen=True, slots=True)
class Resumable:
    """A run that may go on as soon as its bench is opened.

    Attributes:
        run: Its id.
        past: Its entries.
        setup: As it began.
        path: Its bench file now.
        file: What that holds.
        person: Who resumes it; empty for its verifier.
        today: The set-up as the gates see it now.
        known: What the gates were told.
        new: What is overridden today.
    """

    run: str
    past: Sequence[Event]
    setup: Setup
    path: Path
    file: BenchFile
    person: str
    today: Setup
    known: Facts
    new: Sequence[Override]

    @property
    def began(self) -> Opened:
        """Its first entry."""
        return self.setup.opened

    def hold(self, bench: Bench) -> tuple[Override, ...]:
        """Hold it against the open bench; returns what is overridden today, with what each let pass.

        Raises:
            Refused: Another instrument answers, or a start gate refuses what answers.
        """
        passed = gate_again(self.today, identified(self.known, bench), self.new)
        refuse_other_instruments(self.began, with_bench(self.setup, bench).opened)
        return passed

    def journal(self, url: str, key: Signer) -> Journal:
        """Its journal, which goes on."""
        store = open_store(url, self.path, key)
        return Journal(store, self.run, key, self.past, at_end=write_back(self.began, self.run))

    def resumed(self, safe: Sequence[str], overridden: tuple[Override, ...]) -> Resumed:
        """The entry that it goes on with: who resumed it, and what was brought to its safe state, a line each."""
        who = self.person or self.began.people.operator.id
        return Resumed(operator=who, known=len(self.past), safe=tuple(safe), overrides=overridden)


def resumable(
    name: str, url: str, *, bench_file: Path | None = None, person: str = "", override: Sequence[str] = ()
) -> Resumable | str:
    """A run that may be resumed; its id alone where it has ended. Arguments as for `services.runs.resume.resume`.

    Raises:
        NotIntact: The journal, its seals or the ledger are not what was written.
        NotAllowed: The store has accounts, and no role of the person allows it, or the run is another person's.
        Refused: What the run depends on has changed meanwhile.
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
    file, setup = load_bench(path), rebuild(began)
    if any(e.kind == Closed.entry_kind for e in past):
        return run
    register, day = register_of(path), day_of_resuming(past, real_today())
    refuse_changes(began, path, setup.procedure, day)
    refuse_long_rest(past, real_today(), register.policy.longest_rest_days)
    new = overrides(override, register, began.people.operator.id, person)
    today = on_day(setup, register, day, person, past, new)
    known = expecting(facts(url), file, [began.place])
    gate_again(today, known, new)
    return Resumable(run, past, setup, path, file, person, today, known, new)
