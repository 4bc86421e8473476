"""Where answers come from: a bench with its people, a filled-in form, or nobody at all (a plan).

The run handle asks one of these whenever the journal does not know the answer yet.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from drivers.roles import Argument, Person, argument_text, wording
from metrology.text import Text
from sequencer.entered_text import unprintable
from sequencer.not_an_answer import NotAnAnswer
from sequencer.value_forms import NumberForm

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from drivers.roles import AnyReading, Reading
    from procedures.run import Problem
    from records.entries import Person as Confirming
    from sequencer.correcting import Correcting, Earlier
    from sequencer.value_forms import Archived, Form

LEFT_OUT = frozenset({"", "-", "－", "—"})
OMITTED = "未取，非必需 left out, not required"
"""Note of an observation that a person left out where it was not required."""
NOT_MEASURED = ("not_measured", "not measured", "未测")


class Call(NamedTuple):
    """A method of a role with its arguments, not yet carried out.

    Attributes:
        role: The role.
        method: The method.
        args: Its arguments.
        type: Role class, which words the command for a person.
    """

    role: str
    method: str
    args: tuple[Argument, ...] = ()
    type: type = object

    def texts(self) -> list[str]:
        """The arguments as the journal keeps them."""
        return [argument_text(a) for a in self.args]

    @property
    def words(self) -> Text:
        """The command as a person is told it."""
        return Text(*wording(self.type, self.method, self.args))


class Question(NamedTuple):
    """What is asked.

    Attributes:
        address: Address of the reading.
        item: The item it belongs to.
        text: The question in words.
        unit: Unit of the answer.
        expect: What an ideal instrument would show; of the kind that `form` has.
        form: Form of the answer; None for a check.
        required: Whether a person must answer.
        position: Position on the bench; empty where the question concerns the whole bench.
        serial: Serial number of the instrument at that position.
        optional: Whether it is asked only where earlier readings want it.
        earlier: Entries of the item that the person may still correct.
    """

    address: str
    item: Text
    text: Text
    unit: str = ""
    expect: Any = None
    position: str = ""
    serial: str = ""
    optional: bool = False
    form: Form | None = None
    required: bool = True
    earlier: tuple[Earlier, ...] = ()


class Answer(NamedTuple):
    """What was answered: a reading, the outcome of a check, or that it was not measured, and why.

    Attributes:
        second: Id of the second person who, as was written, confirms that a check does not apply.
        confirmed_by: The same person where an earlier journal holds the confirmation.
        correcting: The person corrects an earlier entry, and has not answered.
    """

    reading: AnyReading | Archived | None = None
    finding: str = ""
    note: str = ""
    how: str = "instrument"
    second: str = ""
    confirmed_by: Confirming | None = None
    correcting: Correcting | None = None

    @property
    def check(self) -> str:
        """The answer to a check as a person writes it; empty for a reading."""
        second = f" ({self.second})" if self.second else ""
        return f"{self.finding}{second}: {self.note}" if self.finding and self.note else f"{self.finding}{second}"


class EnvironmentReader(Protocol):
    """Reads the environment while a run goes on."""

    def watches(self, role: str) -> bool:
        """Whether a role can be read at any time: not where a person reads it."""
        ...

    def look(self, call: Call) -> Reading:
        """Take a reading beside the procedure."""
        ...

    def pause(self, seconds: int) -> None:
        """Let time pass while the run is held, whatever others on the bench are waiting for."""
        ...


class ReadingSource(Protocol):
    """A source of answers."""

    planning: bool
    """Whether nobody answers, and everything that may be asked is gone through."""
    extra: bool
    """Whether what is asked now is asked only where earlier readings want it."""

    @property
    def correctable(self) -> bool:
        """Whether a refused entry can be asked for again."""
        ...

    def read(self, call: Call, question: Question) -> Answer:
        """Take one reading."""
        ...

    def find(self, call: Call, question: Question) -> Answer:
        """Answer one visual or functional check."""
        ...

    @property
    def acts(self) -> bool:
        """Whether commands are carried out here; a form is filled in after the fact."""
        ...

    def act(self, call: Call) -> None:
        """Carry out a command."""
        ...

    def doubt(self, question: Question, text: str, problem: Problem) -> str:
        """A reason to keep a doubtful entry, or empty."""
        ...

    def wait(self, seconds: int) -> None:
        """Let time pass, as the regulation asks."""
        ...

    def pause(self, seconds: int) -> None:
        """Let time pass while the run is held, whatever others on the bench are waiting for."""
        ...

    @property
    def environment(self) -> EnvironmentReader | None:
        """Reads the environment beside the procedure; None where nobody does."""
        ...


def _kept(text: str) -> None:
    character = unprintable(text)
    if character:
        raise NotAnAnswer(f"{text!r} 含有文件无法显示的字符", f"{text!r} {character}")


def entered(text: str, question: Question, how: str, folder: Path | None = None) -> Answer:
    """An answer from what a person wrote: a value, `not measured: reason`, or ``-`` where none is required.

    Args:
        text: What was written.
        question: What was asked.
        how: Who answers.
        folder: Where files are looked for that are named.

    Raises:
        NotAnAnswer: It is none of these.
    """
    _kept(text)
    word, _, reason = text.partition(":") if ":" in text else text.partition("：")
    if word.strip().lower() in NOT_MEASURED:
        if not reason.strip():
            raise NotAnAnswer("未测须写明原因：`未测：原因`", "not measured needs a reason: `not measured: reason`")
        return Answer(note=reason.strip(), how=how)
    if not question.required and text.strip() in LEFT_OUT:
        return Answer(note=OMITTED, how=how)
    return Answer((question.form or NumberForm(question.unit)).entered(text, folder), how=how)


def found(text: str, how: str) -> Answer:
    """An answer to a check from what a person wrote.

    `conform`, `not_applicable: reason` and so on, and `not_applicable (ID): reason` where a second person confirms it.

    Raises:
        NotAnAnswer: It is none of the answers there are.
    """
    _kept(text)
    word, _, note = text.partition(":") if ":" in text else text.partition("：")
    plain = _SECOND.fullmatch(word)
    word, second = (plain["word"], plain["id"]) if plain else (word, "")
    finding = _FINDINGS.get(word.strip().lower())
    if finding is None or (second and finding != "not_applicable"):
        raise NotAnAnswer(
            f"{text!r} 不是有效回答：请写 合格、不合格、不适用：原因 或 未测：原因",
            f"{text!r} is no answer: write conform, not_conform, not_applicable: reason or not_measured: reason",
        )
    if finding in {"not_measured", "not_applicable"} and not note.strip():
        raise NotAnAnswer(f"“{word.strip()}”须在冒号后写明原因", f"{word.strip()} needs a reason after a colon")
    return Answer(finding=finding, note=note.strip(), how=how, second=second)


_SECOND = re.compile(r"(?P<word>[^()（）]+)[(（]\s*(?P<id>[^()（）]+?)\s*[)）]\s*")
_FINDINGS: Mapping[str, str] = {
    "conform": "conform",
    "合格": "conform",
    "符合": "conform",
    "y": "conform",
    "not_conform": "not_conform",
    "not conform": "not_conform",
    "不合格": "not_conform",
    "不符合": "not_conform",
    "n": "not_conform",
    "not_applicable": "not_applicable",
    "not applicable": "not_applicable",
    "不适用": "not_applicable",
    "-": "not_applicable",
    "not_measured": "not_measured",
    "not measured": "not_measured",
    "未测": "not_measured",
}


def is_person(role: object) -> bool:
    """Whether a role is filled by the operator."""
    return isinstance(role, Person)
