"""The run handle: one implementation for a bench, a form, a journal and a plan."""

from __future__ import annotations

from contextlib import contextmanager
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

from metrology.decision import Outcome
from metrology.exact import plain
from metrology.units import convert
from procedures.errors import Drifted, NotMeasured, Void
from procedures.standards import INDEPENDENT
from procedures.text import Text
from records.entries import Abandoned, Asked, Because, Finding, Number, Objection, Observation, Refused
from sequencer.bounds import doubted
from sequencer.conditional import Conditional
from sequencer.errors import EntryRefused
from sequencer.reading_source import Answer, Call, Question, ReadingSource
from sequencer.role_proxy import BenchProxy, Method, mistake

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from drivers.roles import Clock, Reading
    from metrology.decision import Rule
    from procedures.regulation import Item, Stage
    from procedures.run import Effect, Problem
    from procedures.standards import Standard
    from records.entries import Answered, Value
    from sequencer.environment_monitor import EnvironmentMonitor
    from sequencer.journal_memory import JournalMemory

MOST_REFUSALS = 20
ARROWS = {"up": "↑", "down": "↓"}


class RunHandle(Conditional):
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
    ) -> None:
        super().__init__(record, rule, answers, clock)
        self.stage, self.date = stage, on
        self.bench: Any = BenchProxy(roles or {}, self._command)
        self._standards = standards or {}
        self._guard, self._under_test = guard, under_test

    def standards(self, role: str) -> tuple[Standard, ...]:
        """The standards in use for a role."""
        return self._standards.get(role, ())

    @contextmanager
    def examining(self, item: Item) -> Iterator[None]:
        """Everything inside belongs to this item."""
        self._item, self._path, self._passed, self._before = item, (item.key,), [], []
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

    def observe(
        self,
        name: str,
        query: Callable[..., Reading],
        *args: Decimal | str,
        unit: str,
        expect: Decimal,
        ask: Text,
        check: Callable[[Decimal], Problem | None] | None = None,
        leaves: Callable[[Decimal], Effect] | None = None,
    ) -> Decimal:
        """One reading, see `procedures.run.Run.observe`."""
        value = self._taken(name, query, *args, unit=unit, expect=expect, ask=ask, check=check, leaves=leaves)
        if self._examined().key == "environment":
            self._hold_against_looks(self._address(name), _method(query).call(args), value)
        return value

    def _hold_against_looks(self, address: str, call: Call, value: Decimal) -> None:
        """Hold a reading of the environment item against what was seen while the run went on.

        Raises:
            Drifted: Both together changed more than the regulation allows.
        """
        given_up = self._record.known(Abandoned, address)
        if given_up is None and self._guard is not None:
            reason = self._guard.note(call, value)
            if reason is not None:
                given_up = Abandoned(elapsed=self._elapsed(), words=Because(reason=reason))
                self._record.write(given_up, address)
        if given_up is not None:
            raise Drifted(given_up.words.reason)

    def _taken(
        self,
        name: str,
        query: Callable[..., Reading],
        *args: Decimal | str,
        unit: str,
        expect: Decimal,
        ask: Text,
        check: Callable[[Decimal], Problem | None] | None,
        leaves: Callable[[Decimal], Effect] | None,
    ) -> Decimal:
        address = self._address(name)
        known = self._record.known(Observation, address)
        if known is not None:
            self._recalled()
            value = _number(known)
            if leaves is not None:
                command, *values = leaves(value)
                self._passed.append(_method(command).command(tuple(values)))
            return value
        self._watch(address)
        self._restore()
        call, question = _method(query).call(args), self._question(address, ask, unit, expect)
        for _ in range(MOST_REFUSALS):
            answer = self._answers.read(call, question)
            read = _in_unit(answer.reading, unit) if answer.reading else None
            problem = self._problem(call, read, unit, check) if read is not None else None
            reason = self._resolve(question, answer, problem) if problem else ""
            if problem is None or reason:
                value_ = None if read is None else Number(number=plain(read), unit=unit)
                return _number(self._observed(call, question, answer, value_, reason))
        raise EntryRefused(f"{address}: refused {MOST_REFUSALS} times; the reading cannot be what the display showed")

    def _problem(
        self, call: Call, read: Decimal, unit: str, check: Callable[[Decimal], Problem | None] | None
    ) -> Problem | None:
        impossible, doubtful = doubted(call, read, unit, self._under_test)
        return impossible or (check(read) if check else None) or doubtful

    def inspect(self, name: str, ask: Text, *, omissible: bool = False, condition: bool = False) -> None:
        """One check, see `procedures.run.Run.inspect`."""
        address = self._address(name)
        known = self._record.known(Finding, address)
        if known is None:
            self._restore()
            answer = self._found(name, self._question(address, ask), omissible=omissible)
            asked, elapsed = Asked(question=ask), self._elapsed()
            found = cast("Answered", answer.finding)
            known = Finding(answer=found, note=answer.note, how=answer.how, elapsed=elapsed, words=asked)
            self._record.write(known, address)
        else:
            self._recalled()
        outcome, note = _FINDINGS[known.answer], known.note
        broken = condition and outcome is Outcome.NOT_CONFORM
        with self.point(name):
            self.conclude(ask, Outcome.INVALID if broken else outcome, reason=Text.same(note), reference=INDEPENDENT)
            if broken:
                raise Void(Text(f"条件不满足：{ask.zh}", f"condition not fulfilled: {ask.en}"))

    def _found(self, name: str, question: Question, *, omissible: bool) -> Answer:
        """An answer to a check; that it does not apply only where the regulation leaves it to a person."""
        from procedures.run import MANDATORY

        for _ in range(MOST_REFUSALS):
            answer = self._answers.find(self.bench.inspector.check.call((name,)), question)
            if omissible or answer.finding != "not_applicable":
                return answer
            self._resolve(question, answer, MANDATORY)
        raise EntryRefused(f"{question.address}: refused {MOST_REFUSALS} times; the check is mandatory")

    def _watch(self, address: str) -> None:
        """Hold a measurement while the room is outside; that it was given up is what a replay finds at its address."""
        given_up = self._record.known(Abandoned, address)
        if given_up is None and self._guard is not None and self._examined().measured:
            reason = self._guard.watch()
            if reason is not None:
                given_up = Abandoned(elapsed=self._elapsed(), words=Because(reason=reason))
                self._record.write(given_up, address)
        if given_up is not None:
            raise Void(given_up.words.reason)

    def _resolve(self, question: Question, answer: Answer, problem: Problem) -> str:
        """Keep a doubted entry with a reason, or refuse it; either way it stays on record."""
        text = answer.reading.text if answer.reading else ""
        reason = ""
        if problem.severity == "confirm":
            reason = answer.note or self._answers.doubt(question, text, problem)
        elif self._answers.correctable:
            self._answers.doubt(question, text, problem)
        words = Objection(problem=Text(problem.zh, problem.en))
        entry = Refused(text=text, code=problem.code, reason=reason, how=answer.how, words=words)
        self._record.write(entry, f"{question.address}#{self._count(question.address + '#')}")
        if not (reason or self._answers.correctable):
            raise EntryRefused(f"{question.address}: {text!r} refused: {problem.en}")
        return reason

    def _observed(
        self, call: Call, question: Question, answer: Answer, value: Value | None, reason: str = ""
    ) -> Observation:
        """Write an observation; it is durable when this returns."""
        reading = answer.reading
        entry = Observation(
            role=call.role,
            method=call.method,
            args=tuple(call.texts()),
            how=answer.how,
            text=reading.text if reading else "",
            value=value,
            trail=tuple(reading.trail) if reading else (),
            note=reason or answer.note,
            elapsed=self._elapsed(),
            words=Asked(question=question.text),
        )
        self._record.write(entry, question.address)
        return entry

    def _incomplete(self, missing: NotMeasured) -> None:
        place = " ".join(p for p in self._path[1:] if p not in ARROWS)
        arrows = "".join(ARROWS[p] for p in self._path[1:] if p in ARROWS)
        label = Text.same(f"{place} {arrows}".strip()) if len(self._path) > 1 else self._examined().name
        self.conclude(label, Outcome.INCOMPLETE, reason=missing.reason, reference=INDEPENDENT)

    def _question(self, address: str, ask: Text, unit: str = "", expect: Decimal | None = None) -> Question:
        return Question(address, self._examined().name, ask, unit, expect, optional=self._answers.extra)


def _number(observed: Observation) -> Decimal:
    """The number of an observation.

    Raises:
        NotMeasured: There is none.
    """
    if not isinstance(observed.value, Number):
        raise NotMeasured(Text.same(observed.note))
    return Decimal(observed.value.number)


def _in_unit(reading: Reading, unit: str) -> Decimal:
    return reading.value if reading.unit == unit else convert(reading.value, reading.unit, unit)


def _method(found: Callable[..., object]) -> Method:
    if not isinstance(found, Method):
        raise mistake("observe takes a reading of a role, e.g. self.bench.scale.indication")
    return found


_FINDINGS = {
    "conform": Outcome.CONFORM,
    "not_conform": Outcome.NOT_CONFORM,
    "not_applicable": Outcome.NOT_APPLICABLE,
    "not_measured": Outcome.INCOMPLETE,
}
