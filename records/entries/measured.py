"""What happened on the bench: commands, readings, answers, refusals, waiting."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from records.entries.fields import Key, Numeral, Part, Witnessed, Words
from records.entries.values import Value  # noqa: TC001  pydantic needs it

Answered = Literal["conform", "not_conform", "not_applicable", "not_measured"]


class Asked(Part):
    """The question as it was put, for a person."""

    question: Words


class Command(Witnessed):
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


class Restored(Command):
    """A command of the interrupted item was given again, to bring the bench back to where the run stopped."""

    entry_kind: ClassVar[str] = "restored"


class Observation(Witnessed):
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


class Finding(Witnessed):
    """A visual or functional check was answered."""

    entry_kind: ClassVar[str] = "finding"

    answer: Answered
    note: str = ""
    how: Key
    elapsed: Numeral
    words: Asked


class Objection(Part):
    """What is wrong with an entry."""

    problem: Words


class Refused(Witnessed):
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


class Purpose(Part):
    """Why the regulation asks to wait."""

    why: Words


class Dwell(Witnessed):
    """A waiting time of the regulation has passed."""

    entry_kind: ClassVar[str] = "dwell"

    seconds: Numeral
    elapsed: Numeral
    words: Purpose


class BrokenOff(Witnessed):
    """Readings that belong together were cut by an interruption and are made again."""

    entry_kind: ClassVar[str] = "broken_off"

    elapsed: Numeral


class ConditionReading(Part):
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


class Environment(Witnessed):
    """The environment was looked at during the run."""

    entry_kind: ClassVar[str] = "environment"

    readings: tuple[ConditionReading, ...]
    elapsed: Numeral


class Because(Part):
    """The reason, for a person."""

    reason: Words


class Paused(Witnessed):
    """The environment was outside the regulation's limits; the run is held.

    Attributes:
        limits: The limits by name; empty where there is none.
    """

    entry_kind: ClassVar[str] = "paused"

    limits: dict[str, str] = Field(default_factory=dict)
    elapsed: Numeral
    words: Because


class Continued(Witnessed):
    """The environment was inside its limits long enough."""

    entry_kind: ClassVar[str] = "continued"

    waited: Numeral
    elapsed: Numeral


class Abandoned(Witnessed):
    """A measurement, at its address, was given up because the environment did not come back."""

    entry_kind: ClassVar[str] = "abandoned"

    elapsed: Numeral
    words: Because


class Interrupted(Witnessed):
    """The run stopped before its end.

    Attributes:
        safe: What was brought to its safe state, a line each.
    """

    entry_kind: ClassVar[str] = "interrupted"

    reason: str
    safe: tuple[str, ...] = ()
