"""What was read, refused, interrupted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from procedures.text import Text
    from records.entries import Attachment, Series


@dataclass(frozen=True, slots=True)
class Observation:
    """A reading, or the answer to a visual or functional check (`kind` is the kind of the journal entry).

    Attributes:
        held: The series or the file, where the value is one.
    """

    seq: int
    time: str
    kind: str
    address: str
    text: str
    value: str
    unit: str
    role: str
    method: str
    args: tuple[str, ...]
    driver: str
    how: str
    elapsed: str
    trail: tuple[str, ...]
    question: Text
    note: str
    held: Series | Attachment | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """An entry that was not accepted (`reason` empty) or was accepted only with a reason."""

    seq: int
    time: str
    address: str
    text: str
    problem: Text
    reason: str


@dataclass(frozen=True, slots=True)
class Interruption:
    """A stop before the end, the start afterwards (`resumed`), or a measurement that it cut in two (`broken_off`).

    Attributes:
        overridden: What was not as it must be when the run went on, and who let it pass, why.
    """

    kind: str
    time: str
    reason: str
    safe: tuple[str, ...]
    operator: str
    overridden: tuple[Text, ...] = ()
