"""What a page shows of a work: one snapshot, made of plain structures that become JSON as they are."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from metrology.text import NO_TEXT, Text

Kind = Literal["reading", "check", "task", "doubt"]
Phase = Literal["starting", "measuring", "asking", "waiting", "pausing", "paused", "stopping", "ended"]


class Pending(Struct, frozen=True, kw_only=True):
    """What a person is asked.

    Attributes:
        number: Its number; an answer names it, so that it is taken once.
        kind: A reading is entered, a check answered, a task done, a doubted entry justified or entered again.
        text: The question or the task; of a doubt what is wrong with the entry.
        item: The item it belongs to; empty for a task.
        form: Name of the form of a reading: ``Reading``, ``TextReading``, ``InstantReading``, ``SeriesReading``, ``FileReading``.
        required: Whether a reading must be given.
        position, serial: The instrument, on a bench with positions.
        problem: What was wrong with the entry before.
        entered: The entry that is doubted or was refused.
        earlier: Entries of the item that may still be corrected, in order.
    """

    number: int
    kind: Kind
    text: Text
    item: Text = NO_TEXT
    address: str = ""
    unit: str = ""
    form: str = ""
    required: bool = True
    position: str = ""
    serial: str = ""
    problem: Text = NO_TEXT
    entered: str = ""
    earlier: tuple[EarlierEntry, ...] = ()


class EarlierEntry(Struct, frozen=True, kw_only=True):
    """An entry of the item that its person may still correct."""

    address: str
    question: Text
    text: str
    unit: str


class Point(Struct, frozen=True, kw_only=True):
    """A decided point.

    Attributes:
        compared: What was compared with what, in symbols; empty where nothing was.
        plot: Its place on the error curve: x, error, lower and upper limit, unit, curve, series; None where it has none.
        at: Its place in the journal.
    """

    item: str
    label: Text
    outcome: str
    compared: str
    unit: str
    reason: Text
    plot: Plot | None
    at: int


class Plot(Struct, frozen=True, kw_only=True):
    """A point of an error curve, in numbers for a chart; an absent limit is None."""

    curve: str
    series: str
    x: float
    y: float
    lower: float | None
    upper: float | None
    unit: str
    x_unit: str
    caption: Text


class Band(Struct, frozen=True, kw_only=True):
    """A stretch of the range with the same limits, of one error curve of an item; empty for the only one."""

    item: str
    curve: str
    start: float
    end: float
    lower: float | None
    upper: float | None


class ItemState(Struct, frozen=True, kw_only=True):
    """An item of the plan; `outcome` is empty until it is known, `worst` is the worst of its points so far."""

    key: str
    clause: str
    name: Text
    applicable: bool
    reason: Text
    outcome: str = ""
    points: int = 0
    worst: str = ""


class PositionState(Struct, frozen=True, kw_only=True):
    """One instrument on the bench.

    Attributes:
        run: Its run.
        kind: What the run is for, such as ``verification``.
        total, done: Conclusions planned and made.
        current: Key of the item that is examined.
        points: Decided points, in order.
        outcome: The verdict; empty until it is known.
        stopped: Why it stopped before its verdict.
        entered: The newest reading that is in the journal.
        readings: Those of the item that is measured, newest last; a corrected one once.
        notes: Remarks and corrections, newest last.
        hidden: Whether errors of the current item are not shown before its last reading.
    """

    position: str
    serial: str
    model: str
    name: Text
    run: str
    regulation: str
    title: Text
    kind: str
    simulated: bool
    draft: bool
    total: int
    done: int
    current: str = ""
    items: tuple[ItemState, ...] = ()
    points: tuple[Point, ...] = ()
    band: tuple[Band, ...] = ()
    outcome: str = ""
    stopped: Text = NO_TEXT
    entered: Entered | None = None
    readings: tuple[ReadingRow, ...] = ()
    notes: tuple[Note, ...] = ()
    hidden: bool = False


class Entered(Struct, frozen=True, kw_only=True):
    """The newest reading that is in the journal."""

    question: Text
    value: str
    unit: str
    how: str
    item: str


class ReadingRow(Struct, frozen=True, kw_only=True):
    """A reading of the item that is measured.

    Attributes:
        number: Whether the value is a number.
        elapsed: The run's clock, s.
    """

    address: str
    question: Text
    value: str
    unit: str
    how: str
    number: bool
    elapsed: str


class Note(Struct, frozen=True, kw_only=True):
    """A remark, or a correction of an entry.

    Attributes:
        kind: ``remark`` or ``correction``.
        about: Address or item that it concerns.
        text: The remark; of a correction what the entry should say.
        by: Who made it.
        file: Name of a photograph.
        old: What a corrected entry said.
        at: Its place in the journal.
    """

    kind: str
    about: str
    text: str
    by: str
    file: str = ""
    old: str = ""
    at: int


class Shown(Struct, frozen=True, kw_only=True):
    """What a source, a standard or the room shows while the run waits; it is not on record.

    Attributes:
        role, position: Whose; `position` is empty for an instrument of the whole bench.
        text: What it shows, and after an arrow what is waited for.
    """

    role: str
    position: str
    text: str


class Waiting(Struct, frozen=True, kw_only=True):
    """A waiting time, s."""

    total: int
    left: int


class WorkState(Struct, frozen=True, kw_only=True):
    """A work as it is now.

    Attributes:
        number: Number of the newest event; ask for those after it.
        phase: What it does.
        pending: What a person is asked; None for nothing.
        waiting: A waiting time that passes; None for none.
        seen: What instruments show while the run waits, until the next entry.
        announcements: Warnings, newest last; of a stopped run what is to be done at once.
        notices: Messages that are none of the journal.
        ended: Why it ended, in words.
        refused: Whether it never began.
        refused_by: Names of the start gates that refused it.
        refused_resume: The run whose resume was refused, where it may be tried once more; empty for none.
        order: The job or order of the register that it is for.
        resumable: Whether its runs can be resumed.
    """

    id: str
    number: int
    phase: Phase
    title: Text
    person: str
    positions: tuple[PositionState, ...]
    pending: Pending | None
    waiting: Waiting | None
    seen: tuple[Shown, ...]
    announcements: tuple[Text, ...]
    notices: tuple[Text, ...]
    ended: tuple[Text, ...] = ()
    refused: bool = False
    refused_by: tuple[str, ...] = ()
    refused_resume: str = ""
    order: str = ""
    resumable: bool = False
