"""The first entry of a run: everything that was known before anything was measured."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from pydantic import Field

from metrology.text import NO_TEXT
from records.entries.fields import Count, Entry, Flag, Key, Numeral, Part, Words

FORMAT: Literal[2] = 2
"""Format of the evidence that this version writes and reads."""


class SourceOfData(Part):
    """Where a figure of a regulation comes from, and how far it was checked."""

    clause: str
    status: str
    note: str = ""


class Regulation(Part):
    """The edition the run followed.

    Attributes:
        id: Number and edition, as printed.
        status: The least checked of `sources`.
        validity_months: Longest validity of a certificate; ``0`` where the regulation gives none.
        sources: Pedigree of the facts that belong to no single table.
    """

    id: str
    number: str
    edition: str
    title: Words
    issued: str
    in_force: str
    validity_months: Numeral
    status: str
    sources: tuple[SourceOfData, ...]


class Laboratory(Part):
    """Who issues the documents.

    Attributes:
        prefix: Begins the numbers of its documents.
        place: Where the bench stands, if not at `address`.
    """

    name: Words
    address: Words
    authorisation: str = ""
    postcode: str = ""
    phone: str = ""
    email: str = ""
    prefix: str = ""
    place: Words = NO_TEXT


class Authorisation(Part):
    """That a person may verify by a regulation, from a day to a day; `items` is absent where it is for all items."""

    regulation: str
    since: str = Field(alias="from")
    until: str
    items: tuple[str, ...] | None = None


class Person(Part):
    """Someone who acts in a run; `id` is empty where nobody does."""

    id: str = ""
    name: str = ""


class Verifier(Person):
    """Who verifies, with the authorisations of the register."""

    authorised: tuple[Authorisation, ...] = ()


class People(Part):
    """Who verifies, who will review, who will approve."""

    operator: Verifier = Verifier()
    reviewer: Person = Person()
    approver: Person = Person()


class NameplateLine(Part):
    """One line of the nameplate as documents print it."""

    name: Words
    value: str


class Subject(Part):
    """The instrument under test, and whose it is."""

    name: Words
    maker: str
    model: str
    serial: str
    client: str = ""
    client_address: str = ""
    specification: tuple[NameplateLine, ...] = ()


class RoleUsed(Part):
    """What filled a role of the bench."""

    driver: str
    address: str = ""
    identity: str = ""


class BenchUsed(Part):
    """The bench: its file with the SHA-256 of it, and what filled each role."""

    name: str = ""
    file: str = ""
    sha256: str = ""
    roles: dict[str, RoleUsed] = Field(default_factory=dict)


class ChainLink(Part):
    """One step above a standard, see `records.traceability.Link`."""

    id: str
    kind: Literal["standard", "institute", "none", "unknown", "circle"]
    name: str = ""
    certificate: str = ""
    valid_until: str = ""


class CertificateNumbers(Part):
    """A certificate in numbers, in one unit."""

    unit: str
    lower: Numeral
    upper: Numeral
    constant: Numeral
    relative: Numeral
    U: Numeral
    correction: Numeral = "0"
    relative_correction: Numeral = "0"


class StandardUsed(Part):
    """A measurement standard in use, with its certificate, and what is above it, nearest first."""

    id: str
    role: Key
    name: Words
    model: str
    serial: str
    range: str
    accuracy: str
    certificate: str
    issuer: str
    valid_until: str
    firmware: str = ""
    traceability: tuple[ChainLink, ...] = ()
    numbers: CertificateNumbers


class Policy(Part):
    """What the laboratory decides for itself, see `records.register.Policy`."""

    decision: str = "simple"
    unverified_data: str = "mark"


class Override(Part):
    """A start condition that a named person let pass.

    Attributes:
        refused: What the gate would have refused.
        statement: What every document prints; empty where nothing was refused.
    """

    gate: Key
    person: Person
    reason: str
    refused: tuple[Words, ...] = ()
    statement: Words = NO_TEXT


class Plugin(Part):
    """A driver or a regulation that is not Steelyard's own, with the SHA-256 of its code."""

    kind: Literal["driver", "procedure"]
    name: str
    sha256: str


class Code(Part):
    """Which code this is.

    Attributes:
        version: Release.
        manifest: Digest of everything that decides, and that writes evidence and documents.
        released: Whether the manifest is that of the release.
        procedure: Digest of the regulation's module.
    """

    version: str = ""
    manifest: str = ""
    released: Flag = False
    procedure: str = ""
    plugins: tuple[Plugin, ...] = ()


class EarlierRun(Part):
    """An earlier run of the same instrument (maker, model, serial) in the same store."""

    run: str
    regulation: str
    kind: Key
    stage: Key
    date: str
    outcome: Key


class Amends(Part):
    """The entry of an old run that this one corrects."""

    run: str
    entry: Numeral
    hash: str
    address: str
    old: str
    new: str
    who: Person
    when: str
    why: str


class Opened(Entry):
    """The first entry of a run.

    Attributes:
        kind: What the run is for.
        stage: The kind of verification; of another kind of run, the column of the regulation's matrix of items.
        date: Day of the run, which chose the edition.
        source: Whether values come from a bench or from a filled-in form.
        order, batch: What the run belongs to; empty where it belongs to none.
        follows: The run that this one repeats or continues; empty where there is none.
        earlier: Every earlier run of the same instrument that the store held when this one began, oldest first.
        position: Position on the bench; empty on a bench for one.
        nameplate: The subject file as read.
    """

    entry_kind: ClassVar[str] = "opened"

    format: Literal[2]
    regulation: Regulation
    kind: Key
    stage: Key
    date: str
    seed: Numeral
    source: Literal["bench", "form"]
    simulated: Flag
    laboratory: Laboratory
    people: People
    subject: Subject
    nameplate: dict[str, Any]
    bench: BenchUsed
    standards: tuple[StandardUsed, ...]
    policy: Policy
    code: Code
    order: str = ""
    batch: str = ""
    follows: str = ""
    earlier: tuple[EarlierRun, ...] = ()
    position: str = ""
    overrides: tuple[Override, ...] = ()
    amends: Amends | None = None


class Resumed(Entry):
    """The run goes on after an interruption.

    Attributes:
        operator: Who goes on.
        known: How many entries there were.
    """

    entry_kind: ClassVar[str] = "resumed"

    operator: str
    known: Count
    reason: str = ""
