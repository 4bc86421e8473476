"""The run handle: one implementation for a bench, a form, a journal and a plan."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from metrology.decision import Outcome
from procedures.errors import NotMeasured, Void
from procedures.standards import INDEPENDENT
from procedures.text import Text
from records.entries import Asked, Finding, Person
from sequencer.correcting import BY_A_PERSON, OpenEntries
from sequencer.errors import EntryRefused
from sequencer.observing import MOST_REFUSALS, Observing
from sequencer.reading_source import found
from sequencer.role_proxy import BenchProxy
from sequencer.second_person import reason_of, unconfirmed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from drivers.roles import Clock
    from metrology.decision import Rule
    from procedures.regulation import Item, Stage
    from procedures.standards import Standard
    from records.entries import Answered
    from sequencer.environment_monitor import EnvironmentMonitor
    from sequencer.holding import Holding
    from sequencer.journal_memory import JournalMemory
    from sequencer.reading_source import Answer, Question, ReadingSource

ARROWS = {"up": "↑", "down": "↓"}


class RunHandle(Observing):
    """One run of one procedure, see `procedures.run.Run`.

    Args:
        record: The journal with its memory.
        answers: Who answers what the journal does not know.
        clock: The run's clock.
        stage, on: Kind and date of the verification.
        rule: Decision rule of the laboratory's policy, None for that of the regulation.
        standards: Standards in use, by role.
        guard: Watches the room while something is measured.
        roles: Role to role class, as the procedure is annotated.
        under_test: The role that the instrument under test fills.
        seconds: Who may confirm that a mandatory check does not apply, by id.
        draft: Whether the edition is a draft.
        holding: Knows whether a person holds the run.
        entered: What a person entered in the item that is examined, and may still correct.
    """

    def __init__(
        self,
        record: JournalMemory,
        answers: ReadingSource,
        clock: Clock,
        *,
        stage: Stage,
        on: date,
        rule: Rule | None = None,
        standards: Mapping[str, tuple[Standard, ...]] | None = None,
        guard: EnvironmentMonitor | None = None,
        roles: Mapping[str, type] | None = None,
        under_test: str = "",
        seconds: Mapping[str, Person] | None = None,
        draft: bool = False,
        holding: Holding | None = None,
        entered: OpenEntries | None = None,
    ) -> None:
        super().__init__(record, rule, answers, clock, draft=draft)
        self._entered = entered or OpenEntries(record, Person())
        self._holding = holding
        self.stage, self.date = stage, on
        self.bench: Any = BenchProxy(roles or {}, self._command)
        self._standards = standards or {}
        self._guard, self._under_test, self._seconds = guard, under_test, seconds or {}

    def standards(self, role: str) -> tuple[Standard, ...]:
        """The standards in use for a role."""
        return self._standards.get(role, ())

    @contextmanager
    def examining(self, item: Item) -> Iterator[None]:
        """Everything inside belongs to this item."""
        self._item, self._path, self._passed, self._before = item, (item.key,), [], []
        self._entered.begin()
        try:
            yield
        except Void:
            raise
        except NotMeasured as missing:
            self._incomplete(missing)
        finally:
            self._item, self._path = None, ()
            if item.measured:  # the environment is entered once more at the end
                self._record.forget(item.key)
                mine = f"{item.key}/"
                self._ordinals = {a: n for a, n in self._ordinals.items() if not a.startswith(mine)}

    @contextmanager
    def point(self, *path: str) -> Iterator[None]:
        """Everything inside belongs to this point."""
        before, self._path = self._path, (*self._path, *path)
        try:
            yield
        except Void:
            raise
        except NotMeasured as missing:
            self._incomplete(missing)
        finally:
            self._path = before

    def inspect(self, name: str, ask: Text, *, omissible: bool = False, condition: bool = False) -> None:
        """One check, see `procedures.run.Run.inspect`."""
        address = self._address(name)
        known = self._record.known(Finding, address)
        if known is None:
            given = self._record.given(address)
            if given is None:
                self._restore()
            answer = self._found(name, self._question(address, ask), given, omissible=omissible)
            asked, elapsed = Asked(question=ask), self._elapsed()
            known = Finding(
                answer=cast("Answered", answer.finding),
                note=answer.note,
                confirmed_by=answer.confirmed_by,
                how=answer.how,
                elapsed=elapsed,
                words=asked,
            )
            self._record.write(known, address)
        else:
            self._recalled()
        self._entered.add(address, known, "", partial(found, how=known.how))
        outcome = _FINDINGS[known.answer]
        broken = condition and outcome is Outcome.NOT_CONFORM
        with self.point(name):
            reason = reason_of(known)
            self.conclude(ask, Outcome.INVALID if broken else outcome, reason=reason, reference=INDEPENDENT)
            if broken:
                raise Void(Text(f"条件不满足：{ask.zh}", f"condition not fulfilled: {ask.en}"))

    def _found(self, name: str, question: Question, given: str | None, *, omissible: bool) -> Answer:
        """An answer to a check; that a mandatory one does not apply is confirmed by a second person."""
        for _ in range(MOST_REFUSALS):
            if given is None:
                answer = self._answers.find(self.bench.inspector.check.call((name,)), question)
            else:
                answer, given = found(given, BY_A_PERSON), None
            if answer.correcting is not None:
                self._answers.doubt(question, str(answer.correcting), self._entered.take(answer.correcting))
                continue
            if answer.finding != "not_applicable":
                return answer
            confirmed_by = answer.confirmed_by or self._seconds.get(answer.second)
            if confirmed_by is not None or (omissible and not answer.second):
                return answer._replace(confirmed_by=confirmed_by)
            self._resolve(question, answer, unconfirmed(answer.second, self._seconds))
        raise EntryRefused(f"{question.address}: refused {MOST_REFUSALS} times; the check is mandatory")

    def _incomplete(self, missing: NotMeasured) -> None:
        place = " ".join(p for p in self._path[1:] if p not in ARROWS)
        arrows = "".join(ARROWS[p] for p in self._path[1:] if p in ARROWS)
        label = Text.same(f"{place} {arrows}".strip()) if len(self._path) > 1 else self._examined().name
        self.conclude(label, Outcome.INCOMPLETE, reason=missing.reason, reference=INDEPENDENT)


_FINDINGS = {
    "conform": Outcome.CONFORM,
    "not_conform": Outcome.NOT_CONFORM,
    "not_applicable": Outcome.NOT_APPLICABLE,
    "not_measured": Outcome.INCOMPLETE,
}
