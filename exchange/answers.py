"""What a platform answers."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from exchange.envelope import Envelope
from exchange.fields import Digest, Key, Moment
from exchange.forms import Task


class Answered(BaseModel):
    """An answer; a platform may say more than is read here."""

    model_config = ConfigDict(frozen=True)


class Reason(Answered):
    """Why something is refused.

    Attributes:
        code: For a program.
        field: The field that it is about; empty for the whole.
        zh, en: For a person.
    """

    code: str
    field: str = ""
    zh: str
    en: str


class Refusal(Answered):
    """Why a request is refused."""

    refused: list[Reason]


class Receipt(Answered):
    """That a result was received.

    Attributes:
        number: Number that the platform gave it, from 1 without gaps.
        received: When.
        sha256: Digest of the statement that was received.
    """

    number: int
    received: Moment
    sha256: Digest


class Answer(Answered):
    """The answer to one result.

    Attributes:
        state: ``accepted``; ``known``: it was accepted before; ``refused``: for good; ``later``: not yet, as where a
            file or the result before it is missing.
    """

    key: str
    state: Literal["accepted", "known", "refused", "later"]
    receipt: Receipt | None = None
    reasons: list[Reason] = Field(default_factory=list)


class Answers(Answered):
    """The answers to a batch of results, in their order."""

    answers: list[Answer]


class Batch(Answered):
    """Results that are sent together."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    results: Annotated[list[Envelope], Field(min_length=1, max_length=500)]


class FileState(Answered):
    """How much of a file is there.

    Attributes:
        received: Bytes from the beginning of the file that are there.
        size: Bytes of the whole; 0 where nothing is known of the file.
        complete: Whether it is whole and has its digest.
    """

    sha256: Digest
    received: int
    size: int
    complete: bool


class Dispatched(Answered):
    """A task, with what was answered to it."""

    task: Task
    state: Literal["open", "accepted", "refused"]


class Tasks(Answered):
    """Tasks of the institute that asks, in their order.

    Attributes:
        next: Number behind the last task of this part, for the next request; the same where there are none.
    """

    tasks: list[Dispatched]
    next: int


class Kept(Answered):
    """A result as it is kept."""

    key: Key
    number: int
    received: Moment
    statement: str
    signer: str
    signature: str
