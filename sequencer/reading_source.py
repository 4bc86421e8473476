"""Where answers come from: a bench with its people, a filled-in form, or nobody at all (a plan).

The run handle asks one of these whenever the journal does not know the answer yet.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple, Protocol

from drivers.roles import Argument, Person, Reading, argument_text, wording
from metrology.text import Text
from sequencer.entered_text import numeral, unprintable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from procedures.run import Problem

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
        expect: What an ideal instrument would show.
        position: Position on the bench; empty where the question concerns the whole bench.
        serial: Serial number of the instrument at that position.
        optional: Whether it is asked only where earlier readings want it.
    """

    address: str
    item: Text
    text: Text
    unit: str = ""
    expect: Decimal | None = None
    position: str = ""
    serial: str = ""
    optional: bool = False


class Answer(NamedTuple):
    """What was answered: a reading, the outcome of a check, or that it was not measured, and why."""

    reading: Reading | None = None
    finding: str = ""
    note: str = ""
    how: str = "instrument"


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


class NotAnAnswer(ValueError):
    """What a person wrote is no answer.

    Args:
        zh: Why, in Chinese.
        en: The same in English.
    """

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.text = Text(zh, en)


def _kept(text: str) -> None:
    character = unprintable(text)
    if character:
        raise NotAnAnswer(f"{text!r} 含有文件无法显示的字符", f"{text!r} {character}")


def entered(text: str, unit: str, how: str) -> Answer:
    """An answer from what a person wrote: a number, or `not measured: reason`.

    Raises:
        NotAnAnswer: It is neither.
    """
    _kept(text)
    word, _, reason = text.partition(":") if ":" in text else text.partition("：")
    if word.strip().lower() in NOT_MEASURED:
        if not reason.strip():
            raise NotAnAnswer("未测须写明原因：`未测：原因`", "not measured needs a reason: `not measured: reason`")
        return Answer(note=reason.strip(), how=how)
    plainly = numeral(text)  # the text is kept as it was written
    if plainly is None:
        raise NotAnAnswer(
            f"{text!r} 不是数（请写如 2500 或 -0.5，小数点用“.”）",
            f"{text!r} is not a number (write e.g. 2500 or -0.5, a point as decimal sign)",
        )
    return Answer(Reading(text, Decimal(plainly), unit), how=how)


def found(text: str, how: str) -> Answer:
    """An answer to a check from what a person wrote.

    Raises:
        NotAnAnswer: It is none of the answers there are.
    """
    _kept(text)
    word, _, note = text.partition(":") if ":" in text else text.partition("：")
    finding = _FINDINGS.get(word.strip().lower())
    if finding is None:
        raise NotAnAnswer(
            f"{text!r} 不是有效回答：请写 合格、不合格、不适用：原因 或 未测：原因",
            f"{text!r} is no answer: write conform, not_conform, not_applicable: reason or not_measured: reason",
        )
    if finding in {"not_measured", "not_applicable"} and not note.strip():
        raise NotAnAnswer(f"“{word.strip()}”须在冒号后写明原因", f"{word.strip()} needs a reason after a colon")
    return Answer(finding=finding, note=note.strip(), how=how)


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
