"""What happened on the bench: commands, readings, answers, refusals, waiting."""

from __future__ import annotations

from typing import ClassVar, Literal

from msgspec import field

from metrology.text import Text  # noqa: TC001  msgspec needs it
from records.entries.fields import Key, Numeral, Part, Witnessed
from records.entries.people import Person  # noqa: TC001  msgspec needs it
from records.entries.values import Value  # noqa: TC001  msgspec needs it

Answered = Literal["conform", "not_conform", "not_applicable", "not_measured"]


class Asked(Part, frozen=True, kw_only=True):
    """The question as it was put, for a person."""

    question: Text


class Command(Witnessed, frozen=True, kw_only=True):
    """An actuator was told something; written before it is done.

    Attributes:
        role, method: Which method of which role.
        args: Its arguments, numbers as text.
        elapsed: The run's clock, s.
    """

    entry_kind: ClassVar[str] = "command"

    role: Key
    method: Key
    args: tuple[str, ...] = ()
    elapsed: Numeral


class Restored(Command, frozen=True, kw_only=True):
    """A command of the interrupted item was given again, to bring the bench back to where the run stopped."""

    entry_kind: ClassVar[str] = "restored"


class Observation(Witnessed, frozen=True, kw_only=True):
    """A reading was taken.

    Attributes:
        role, method, args: What was asked of whom.
        how: Where it comes from: an instrument that proves who it is, a file, a person, a form.
        text: As received or entered.
        value: The reading in the unit it is judged in; absent where it was not measured, and `note` says why.
        trail: Readings on the way to it, as received.
        note: Why a doubtful value was kept, or why there is none.
        elapsed: The run's clock, s.
    """

    entry_kind: ClassVar[str] = "observation"

    role: Key
    method: Key
    args: tuple[str, ...] = ()
    how: Key
    text: str = ""
    value: Value | None = None
    trail: tuple[str, ...] = ()
    note: str = ""
    elapsed: Numeral
    words: Asked


class Finding(Witnessed, frozen=True, kw_only=True):
    """A visual or functional check was answered.

    Attributes:
        confirmed_by: Who confirmed that a mandatory check does not apply; absent for every other answer.
    """

    entry_kind: ClassVar[str] = "finding"

    answer: Answered
    note: str = ""
    confirmed_by: Person | None = None
    how: Key
    elapsed: Numeral
    words: Asked


class Objection(Part, frozen=True, kw_only=True):
    """What is wrong with an entry."""

    problem: Text


class Refused(Witnessed, frozen=True, kw_only=True):
    """An entry was not accepted, or accepted only with a reason (`reason` is empty where it was refused).

    Attributes:
        code: Name of the problem; ``not_asked``: an entry of a form that the run ended before using.
    """

    entry_kind: ClassVar[str] = "refused"

    text: str
    code: Key
    reason: str = ""
    how: Key
    words: Objection


class Purpose(Part, frozen=True, kw_only=True):
    """Why the regulation asks to wait."""

    why: Text


class Dwell(Witnessed, frozen=True, kw_only=True):
    """A waiting time of the regulation has passed."""

    entry_kind: ClassVar[str] = "dwell"

    seconds: Numeral
    elapsed: Numeral
    words: Purpose


class BrokenOff(Witnessed, frozen=True, kw_only=True):
    """Readings that belong together were cut by an interruption and are made again."""

    entry_kind: ClassVar[str] = "broken_off"

    elapsed: Numeral


class ConditionReading(Part, frozen=True):
    """One quantity of the environment.

    Attributes:
        value: As the certificate of its standard corrects it.
        shown: As read.
        text: As received.
    """

    quantity: Key
    value: Numeral
    shown: Numeral
    unit: str
    text: str = ""


class Environment(Witnessed, frozen=True, kw_only=True):
    """The environment was looked at during the run."""

    entry_kind: ClassVar[str] = "environment"

    readings: tuple[ConditionReading, ...]
    elapsed: Numeral


class Because(Part, frozen=True, kw_only=True):
    """The reason, for a person."""

    reason: Text


class Paused(Witnessed, frozen=True, kw_only=True):
    """The run is held: the environment was outside the regulation's limits, or a person asked for a pause.

    Attributes:
        limits: The limits of the environment by name, each empty where there is none; no name for a person's pause.
    """

    entry_kind: ClassVar[str] = "paused"
    exact: ClassVar[bool] = False

    limits: dict[Key, str] = field(default_factory=dict)
    elapsed: Numeral
    words: Because


class Continued(Witnessed, frozen=True, kw_only=True):
    """A pause is over: the environment was inside its limits long enough, or the person let the run go on."""

    entry_kind: ClassVar[str] = "continued"

    waited: Numeral
    elapsed: Numeral


class Abandoned(Witnessed, frozen=True, kw_only=True):
    """A measurement, at its address, was given up because the environment did not come back."""

    entry_kind: ClassVar[str] = "abandoned"

    elapsed: Numeral
    words: Because


class Interrupted(Witnessed, frozen=True, kw_only=True):
    """The run stopped before its end.

    Attributes:
        safe: What was brought to its safe state, a line each.
    """

    entry_kind: ClassVar[str] = "interrupted"

    reason: str
    safe: tuple[str, ...] = ()
