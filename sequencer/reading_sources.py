"""The sources of answers that do not need a journal: a bench, and a plan."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

from drivers.errors import NeedsPerson
from drivers.roles import Reading
from metrology.exact import plain
from sequencer.correcting import Correcting
from sequencer.errors import Differs
from sequencer.not_an_answer import NotAnAnswer
from sequencer.reading_source import Answer, entered, found, is_person
from sequencer.role_proxy import mistake
from sequencer.supervision import Unsupervised, sleep
from sequencer.value_forms import NumberForm

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from drivers.roles import Clock
    from metrology.text import Text
    from procedures.run import Problem
    from sequencer.operator import AttendedInstrument
    from sequencer.reading_source import Call, EnvironmentReader, Question
    from sequencer.supervision import Supervision


UNATTENDED = "unattended, recorded as the instrument showed"


class BenchSource:
    """Instruments where the bench has them, the operator where it names a person.

    Args:
        roles: Driver of each role; `drivers.roles.Person` where the operator fills it.
        clock: The bench's clock.
        operator: The operator, None when nobody is there.
        supervision: Knows whether a driver hangs and whether what was read may be believed.
    """

    acts = True
    planning = False
    extra = False

    def __init__(
        self,
        roles: Mapping[str, object],
        clock: Clock,
        operator: AttendedInstrument | None,
        supervision: Supervision | None = None,
    ) -> None:
        self._roles, self._clock, self._operator = roles, clock, operator
        self._supervision = supervision or Unsupervised()

    @property
    def correctable(self) -> bool:
        """A person can be asked again."""
        return self._operator is not None

    def read(self, call: Call, question: Question) -> Answer:
        """Take one reading."""
        operator = self._person(call)
        if operator is None:
            try:
                return Answer(self._driver(call), how=getattr(self._roles[call.role], "PROVENANCE", "instrument"))
            except (
                NeedsPerson
            ):  # a scale on a line whose weights a person lays on by hand: ΔL is counted by that person
                if self._operator is None:
                    raise
                operator = self._operator
        answer = _asked(operator, call, question)
        self._supervision.check()
        return answer

    def find(self, call: Call, question: Question) -> Answer:
        """Answer one check."""
        operator = self._person(call)
        if operator is None:
            return found(self._driver(call), "operator")
        while True:
            text = operator.check(call, question)
            self._supervision.check()
            if isinstance(text, Correcting):
                return Answer(correcting=text)
            try:
                return found(text, "operator")
            except NotAnAnswer as error:
                operator.doubt(question, text, _Unreadable(error.text))

    def act(self, call: Call) -> None:
        """Carry out a command."""
        operator = self._person(call)
        if operator is not None:
            operator.tell(call)
            return
        if self._operator is not None:
            self._operator.announce(call)
        self._driver(call)

    def doubt(self, question: Question, text: str, problem: Problem) -> str:
        """Ask the operator; what an instrument itself says with nobody there to slip is kept if it can be at all.

        Else an instrument with a gross error could never be found not to conform on a bench that runs by itself.
        """
        if self._operator is not None:
            return self._operator.doubt(question, text, problem)
        return UNATTENDED if problem.severity == "confirm" else ""

    def wait(self, seconds: int) -> None:
        """Let time pass."""
        if self._operator is None:
            sleep(self._clock, Decimal(seconds), self._supervision)
            return
        self._operator.waiting(seconds)
        for left in range(seconds - 1, -1, -1):
            sleep(self._clock, Decimal(1), self._supervision)
            self._operator.remaining(left)

    pause = wait

    @property
    def environment(self) -> EnvironmentReader:
        """The instruments of the bench, where they read the environment."""
        return self

    def watches(self, role: str) -> bool:
        """Whether an instrument fills a role; a person is not asked every minute."""
        instrument = self._roles.get(role)
        return instrument is not None and not is_person(instrument)

    def look(self, call: Call) -> Reading:
        """Read an instrument of the environment beside the procedure."""
        reading = cast("Reading", self._driver(call))
        self._supervision.saw(self._roles[call.role], f"{plain(reading.value)} {reading.unit}".rstrip())
        return reading

    def _person(self, call: Call) -> AttendedInstrument | None:
        if not is_person(self._roles[call.role]):
            return None
        if self._operator is None:
            raise Differs(f"role {call.role} is filled by a person, but nobody is there to answer")
        return self._operator

    def _driver(self, call: Call) -> Any:
        driver = self._roles[call.role]
        method: Callable[..., Any] = getattr(driver, call.method)
        with self._supervision.calling(driver):
            return method(*call.args)


def _asked(operator: AttendedInstrument, call: Call, question: Question) -> Answer:
    while True:
        text = operator.ask(call, question)
        if isinstance(text, Correcting):
            return Answer(correcting=text)
        try:
            return entered(text, question, "operator")
        except NotAnAnswer as error:
            operator.doubt(question, text, _Unreadable(error.text))


class _Unreadable:
    """An entry that is neither a number nor a known word."""

    code = "unreadable"
    severity = "refuse"

    def __init__(self, why: Text) -> None:
        self.zh, self.en = why


class DryRunSource:
    """An ideal instrument nobody has to wait for: for plans and empty forms.

    Attributes:
        questions: Every question that was asked, in order.
        calls: Every command that was given, in order.
        waits: Every wait that the regulation asks for, in s, in order.

    Args:
        own: Roles that every position of the bench has for itself; None on a bench without positions.
    """

    acts = True
    planning = True
    extra = False
    correctable = False
    environment = None

    def __init__(self, own: Collection[str] | None = None) -> None:
        self._own = own
        self.questions: list[Question] = []
        self.calls: list[Call] = []
        self.waits: list[int] = []

    def read(self, call: Call, question: Question) -> Answer:
        """What an ideal instrument would show."""
        del call
        self.questions.append(question)
        return Answer((question.form or NumberForm(question.unit)).ideal(question.expect))

    def find(self, call: Call, question: Question) -> Answer:
        """Everything is as it should be."""
        del call
        self.questions.append(question)
        return Answer(finding="conform")

    def act(self, call: Call) -> None:
        """Remember what would be done.

        Raises:
            AuthorError: Readings that are taken where earlier ones ask for them change what all positions share.
        """
        if self.extra and self._own is not None and call.role not in self._own:
            what = f"{call.role}.{call.method} within only_if: all positions of the bench share {call.role}"
            raise mistake(
                f"{what}, and those that want no further readings would be measured with it; take readings only"
            )
        self.calls.append(call)

    def doubt(self, question: Question, text: str, problem: Problem) -> str:
        """An ideal reading is not doubted."""
        raise Differs(f"{question.address}: the planned reading {text} is refused: {problem.en}")

    def wait(self, seconds: int) -> None:
        """Remember how long would be waited."""
        self.waits.append(seconds)

    pause = wait
