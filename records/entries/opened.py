"""The first entry of a run: everything that was known before anything was measured."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar, Literal

from msgspec import field

from metrology.text import NO_TEXT, Text
from records.entries.amends import Amends  # noqa: TC001  msgspec needs it
from records.entries.fields import Count, Entry, Key, Numeral, Part
from records.entries.judged import Judged  # noqa: TC001  msgspec needs it
from records.entries.people import People, Person  # noqa: TC001  msgspec needs them
from records.entries.regulation import Regulation  # noqa: TC001  msgspec needs it
from records.entries.standard_used import StandardUsed  # noqa: TC001  msgspec needs it

FORMAT: Literal[2] = 2
"""Format of the evidence that this version writes and reads."""


class Laboratory(Part, frozen=True, kw_only=True):
    """Who issues the documents.

    Attributes:
        prefix: Begins the numbers of its documents.
        place: Where the bench stands, if not at `address`.
    """

    name: Text
    address: Text
    authorisation: str = ""
    postcode: str = ""
    phone: str = ""
    email: str = ""
    prefix: str = ""
    place: Text = NO_TEXT


class NameplateLine(Part, frozen=True, kw_only=True):
    """One line of the nameplate as documents print it.

    Attributes:
        value: What is marked; of words for a code both languages.
        words: These words, where they are any.
    """

    name: Text
    value: str
    words: Text = NO_TEXT

    @classmethod
    def of(cls, name: Text, value: Text) -> NameplateLine:
        """A line with its value in both languages, where they differ."""
        if value.zh == value.en:
            return cls(name=name, value=value.zh)
        return cls(name=name, value=" ".join(value), words=value)


class Subject(Part, frozen=True, kw_only=True):
    """The instrument under test, and whose it is."""

    name: Text
    maker: str
    model: str
    serial: str
    client: str = ""
    client_address: str = ""
    specification: tuple[NameplateLine, ...] = ()


class RoleUsed(Part, frozen=True, kw_only=True):
    """What filled a role of the bench; `serial` is the serial number that answered, empty where none was said."""

    driver: str
    address: str = ""
    identity: str = ""
    serial: str = ""


class BenchUsed(Part, frozen=True, kw_only=True):
    """The bench: its file with the SHA-256 of it, what filled each role, and which role the unit under test fills."""

    name: str = ""
    file: str = ""
    sha256: str = ""
    under_test: str = ""
    roles: dict[str, RoleUsed] = field(default_factory=dict)


class Policy(Part, frozen=True, kw_only=True):
    """What the laboratory decides for itself, see `records.register.Policy` and `records.register.Documents`.

    Attributes:
        certificate: The form of certificates; that of a run which states none is ``full``.
        seal: The side of the cover on which the seal stands.
    """

    decision: str = "simple"
    unverified_data: str = "mark"
    documents_language: str = "both"
    certificate: str = "full"
    seal: str = "left"


class Override(Part, frozen=True, kw_only=True):
    """A start condition that a named person let pass.

    Attributes:
        refused: What the gate would have refused.
        statement: What every document prints; empty where nothing was refused.
    """

    gate: Key
    person: Person
    reason: str
    refused: tuple[Text, ...] = ()
    statement: Text = NO_TEXT


class Plugin(Part, frozen=True, kw_only=True):
    """A driver or a regulation that is not Steelyard's own, with the SHA-256 of its code."""

    kind: Literal["driver", "procedure"]
    name: str
    sha256: str


class Code(Part, frozen=True, kw_only=True):
    """Which code this is.

    Attributes:
        version: Release.
        manifest: Digest of everything that decides, and that writes evidence and documents.
        released: Whether the manifest is that of the release.
        procedure: Digest of the regulation's module.
    """

    version: str = ""
    manifest: str = ""
    released: bool = False
    procedure: str = ""
    plugins: tuple[Plugin, ...] = ()


class EarlierRun(Part, frozen=True, kw_only=True):
    """An earlier run of the instrument in the store; `named` is its nameplate there, where that was another one."""

    run: str
    regulation: str
    kind: Key
    stage: Key
    date: str
    outcome: Key
    order: str = ""
    batch: str = ""
    named: str = ""


class FormUsed(Part, frozen=True, kw_only=True):
    """The filled-in form that the values come from: its number, and the SHA-256 of its file."""

    number: str
    sha256: str


class CampaignCell(Part, frozen=True, kw_only=True):
    """The cell of a campaign that the run fills; `plan` is the number of the ledger entry that holds the plan."""

    campaign: str
    cell: Key
    plan: Count


class CatalogueUsed(Part, frozen=True, kw_only=True):
    """The entry of the catalogue of compulsory control that the register of instruments names, as it stood then.

    Attributes:
        key: Edition and item.
        status, mode_status: How far the entry, and its supervision, mode and period, were checked.
        source: Where it is from.
    """

    key: str
    name: Text
    status: Key
    mode_status: Key
    source: str = ""


class Opened(Entry, frozen=True, kw_only=True):
    """The first entry of a run.

    Attributes:
        kind: What the run is for.
        stage: The kind of verification; of another kind of run, the column of the regulation's matrix of items.
        date: Day of the run, which chose the edition.
        source: Whether values come from a bench, from a filled-in form or from the readings of another run.
        order, batch: What the run belongs to; empty where it belongs to none.
        follows: The run that this one repeats or continues; empty where there is none.
        earlier: Every earlier run of the same instrument that the store held when this one began, oldest first.
        position: Position on the bench; empty on a bench for one.
        amends: Every correction that this run rests on, oldest first; the last one is its own.
        form: The form that decides the run, where `source` is a form.
        judges: The run whose readings are judged, where `source` is a run.
        nameplate: The subject file as read.
        campaign: The cell of a campaign that the run fills; absent where it belongs to none.
        catalogue: The entry of the catalogue that the instrument stands under; absent where no register says it.
    """

    entry_kind: ClassVar[str] = "opened"
    exact: ClassVar[bool] = False

    format: Literal[2]
    regulation: Regulation
    kind: Key
    stage: Key
    date: str
    seed: Numeral
    source: Literal["bench", "form", "run"]
    simulated: bool
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
    form: FormUsed | None = None
    amends: tuple[Amends, ...] = ()
    judges: Judged | None = None
    campaign: CampaignCell | None = None
    catalogue: CatalogueUsed | None = None

    @property
    def commands(self) -> bool:
        """Whether the run commands a bench: not one that is decided from a form or from the readings of another run."""
        return self.source == "bench"

    @property
    def day(self) -> dt.date:
        """The day of the run."""
        return dt.date.fromisoformat(self.date)

    @property
    def place(self) -> str:
        """Name of the position, ``1`` on a bench for one instrument."""
        return self.position or "1"


class Resumed(Entry, frozen=True, kw_only=True):
    """The run goes on after an interruption.

    Attributes:
        operator: Who goes on.
        known: How many entries there were.
        safe: What was brought to its safe state first, a line each.
        overrides: Start conditions that were not met on the day it goes on, and who let them pass.
    """

    entry_kind: ClassVar[str] = "resumed"

    operator: str
    known: Count
    reason: str = ""
    safe: tuple[str, ...] = ()
    overrides: tuple[Override, ...] = ()
