"""What a station and the witness of a platform say to each other."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

HASH = r"^[0-9a-f]{64}$"
MOST = 500
"""Statements that are told at once."""


class Form(BaseModel):
    """A part of a message."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Told(Form):
    """A ledger entry that ends runs, with its number and its signature."""

    n: Annotated[int, Field(ge=0, le=2**53)]
    entry: Annotated[str, Field(max_length=100_000)]
    key: Annotated[str, Field(max_length=200)]
    signature: Annotated[str, Field(max_length=200)]


class Statements(Form):
    """What a station tells."""

    statements: Annotated[list[Told], Field(min_length=1, max_length=MOST)]


class Head(Form):
    """The signed head of the tree, see `records.witness.receipt.TreeHead`."""

    key: str
    size: int
    root: str
    time: str
    signature: str


class Entry(Form):
    """One statement of a receipt."""

    n: int
    index: int
    received: str
    proof: list[str]


class ReceiptForm(Form):
    """The answer to statements."""

    head: Head
    entries: list[Entry]


class KeptForm(Form):
    """A statement as it is kept."""

    entry: str
    key: str
    signature: str
    received: str


class ProvedForm(Form):
    """A statement that is kept, with its place and the proof."""

    index: int
    kept: KeptForm
    proof: list[str]


class OfStore(Form):
    """What was told of a store, in parts; `size` of the head is the same in all of them."""

    head: Head
    entries: list[ProvedForm]


class Proof(Form):
    """The proof that one tree is the beginning of another."""

    proof: list[str]


class Others(Form):
    """Other stores of the institute, and how many statements of each."""

    stores: dict[str, int]


class StampForm(Form):
    """A time stamp of a head, see `supervision.time_stamps.Stamped`."""

    n: int
    size: int
    root: str
    head: str
    stated: str
    authority: str
    token: str


class Stamps(Form):
    """Time stamps, by number."""

    stamps: list[StampForm]
