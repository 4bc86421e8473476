"""A laboratory's registers, read from TOML: who it is, who works there, which standards it has, what its policy is."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal, TypeVar

from pydantic import BaseModel, Field, ValidationError, field_validator

from inputs.bounded import BadFile, read_toml
from records.certificates import Certificate, Entry, in_force
from records.errors import RegisterError
from records.register_documents import Documents
from records.register_ledger import Ledger
from records.register_place import Place

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from records.traceability import Registered

M = TypeVar("M", bound=BaseModel)
LABORATORY, PEOPLE, STANDARDS = "laboratory.toml", "people.toml", "standards.toml"


class Laboratory(Entry):
    """The issuing body, as documents name it."""

    name: str
    name_en: str
    address: str
    address_en: str = ""
    authorisation: str
    postcode: str = ""
    phone: str = ""
    email: str = ""


class Policy(Entry):
    """What the laboratory decides for itself.

    Attributes:
        decision: ``simple``: by the MPE, as verification regulations do; ``JJF 1094``: three zones by uncertainty.
        unverified_data: ``mark``: issue, and state it on every document; ``refuse``: do not start.
        documents_language: Language of certificates, notices and reports; ``both``: Chinese with English beneath.
        longest_rest_days: Most days between the newest entry of an interrupted run and the day it continues.
        blind_readings: Whether a console shows errors only after the last reading of an item.
    """

    decision: Literal["simple", "JJF 1094"] = "simple"
    unverified_data: Literal["mark", "refuse"] = "refuse"
    longest_rest_days: int = Field(default=7, ge=0)
    blind_readings: bool = False
    documents_language: Literal["both", "zh", "en"] = "both"


class Plugins(Entry):
    """Folders beside ``laboratory.toml`` with code of the laboratory's own.

    Attributes:
        drivers: Drivers of instruments; each package in such a folder is one.
        regulations: Modules with regulations.
    """

    drivers: tuple[str, ...] = ()
    regulations: tuple[str, ...] = ()


class Token(Entry):
    """The PKCS#11 token that holds the station's key.

    Attributes:
        module: The token's library.
        token: Label of the token.
        label: Label of the key pair; it is made in the token at its first use.
        pin_file: File with the PIN, beside ``laboratory.toml`` or absolute; else ``STEELYARD_TOKEN_PIN`` holds it.
    """

    module: str = Field(min_length=1)
    token: str = Field(min_length=1)
    label: str = Field(default="steelyard", min_length=1)
    pin_file: str = ""


class RegistersOf(Entry):
    """Where the laboratory keeps its standards and its people, beside files.

    Attributes:
        store: A store: a path beside ``laboratory.toml`` or absolute, or the URL of a database. Standards are read
            from it where there is no ``standards.toml``, people where there is no ``people.toml``.
    """

    store: str = ""


class CertificatesOf(Entry):
    """Digital calibration certificates (DCC).

    Attributes:
        schemas: Folder of PTB's schemas and rules, beside ``laboratory.toml`` or absolute.
    """

    schemas: str = ""


class LaboratoryFile(Entry):
    """``laboratory.toml``."""

    laboratory: Laboratory
    policy: Policy = Policy()
    documents: Documents = Documents()
    ledger: Ledger = Ledger()
    registers: RegistersOf = RegistersOf()
    dcc: CertificatesOf = CertificatesOf()
    token: Token | None = None
    plugins: Plugins = Plugins()
    place: Place = Place()


class Authorisation(Entry):
    """That a person may verify by a regulation, or by one edition of it, from a day to a day, both included.

    Attributes:
        items: Keys of the items the person may do; None for all of them.
    """

    regulation: str
    since: date = Field(alias="from")
    until: date
    items: tuple[str, ...] | None = Field(default=None, min_length=1)


class Human(Entry):
    """A person who verifies, reviews or approves, or who may override a start gate."""

    name: str
    functions: tuple[Literal["verifier", "reviewer", "approver", "override"], ...] = Field(min_length=1)
    authorised: tuple[Authorisation, ...] = ()


class PeopleFile(Entry):
    """``people.toml``: people by identity."""

    people: dict[str, Human] = Field(min_length=1)


class Standard(Entry):
    """A measurement standard with all its certificates; old ones stay, and the one in force on a day is used.

    Attributes:
        firmware: What the instrument must answer, where it has to be that one.
        traceable_to: The next higher standard, or the institute that issued the certificate.
        state: Whether it may be used; with a reason where it may not.
        certificates: In any order.
    """

    name: str
    name_en: str
    maker: str = ""
    model: str
    serial: str
    firmware: str = ""
    traceable_to: str = ""
    state: Literal["in-use", "suspended", "recalled", "scrapped"] = "in-use"
    state_reason: str = ""
    certificates: tuple[Certificate, ...] = Field(min_length=1)

    @field_validator("certificates")
    @classmethod
    def _told_apart(cls, found: tuple[Certificate, ...]) -> tuple[Certificate, ...]:
        for key in ("number", "valid_from"):
            seen = [getattr(c, key) for c in found]
            if len(set(seen)) < len(seen):
                raise ValueError(f"two certificates have the same {key}")
        return found

    def certificate(self, on: date) -> Certificate:
        """The certificate in force on a day, see `records.certificates.in_force`."""
        return in_force(self.certificates, on)


class Institute(Entry):
    """Where a chain of traceability ends: a national institute, or a laboratory authorised to issue certificates."""

    name: str
    name_en: str
    authorisation: str = ""
    valid_until: date | None = None


class StandardsFile(Entry):
    """``standards.toml``: standards and institutes by identity."""

    standards: dict[str, Standard] = Field(min_length=1)
    institutes: dict[str, Institute] = Field(default_factory=dict)


class Register:
    """The registers of one laboratory folder.

    Args:
        folder: Folder with ``laboratory.toml``, and ``people.toml`` and ``standards.toml`` where they are not given.
        people: The people, where they are kept elsewhere.
        standards: The standards, where they are kept elsewhere.
        uncertified: Those kept there that have no certificate.

    Attributes:
        people_file, standards_file: Where people and standards are written, for messages.

    Raises:
        RegisterError: A file is missing or wrong; every problem of that file is listed.
    """

    def __init__(
        self,
        folder: Path,
        people: PeopleFile | None = None,
        standards: StandardsFile | None = None,
        uncertified: Mapping[str, Registered] | None = None,
    ) -> None:
        self.folder = folder
        file = read(folder / LABORATORY, LaboratoryFile)
        self.laboratory, self.policy, self.documents = file.laboratory, file.policy, file.documents
        self.people_file = folder / (LABORATORY if people else PEOPLE)
        self.standards_file = folder / (LABORATORY if standards else STANDARDS)
        self.people = (people or read(folder / PEOPLE, PeopleFile)).people
        found = standards or read(folder / STANDARDS, StandardsFile)
        self.standards, self.institutes = found.standards, found.institutes
        self.uncertified: Mapping[str, Registered] = uncertified or {}

    def standard(self, identity: str) -> Standard:
        """A standard by identity.

        Raises:
            RegisterError: It is not in the register, or has no certificate there.
        """
        if identity in self.uncertified:
            raise RegisterError(self.standards_file, [f"standard {identity!r} has no certificate"])
        if identity not in self.standards:
            known = ", ".join(sorted(self.standards))
            raise RegisterError(self.standards_file, [f"no standard {identity!r}; registered are: {known}"])
        return self.standards[identity]

    def person(self, identity: str) -> Human:
        """A person by identity.

        Raises:
            RegisterError: They are not in the register.
        """
        if identity not in self.people:
            known = ", ".join(sorted(self.people))
            raise RegisterError(self.people_file, [f"no person {identity!r}; registered are: {known}"])
        return self.people[identity]


def find_folder(bench: Path) -> Path:
    """The laboratory folder a bench file belongs to: the nearest one above it that has a ``laboratory.toml``.

    Raises:
        RegisterError: There is none.
    """
    for folder in bench.resolve().parents:
        if (folder / "laboratory.toml").is_file():
            return folder
    raise RegisterError(
        bench, ["no laboratory.toml in its folder or above; `steelyard init DIR` makes a laboratory's folder"]
    )


def read(path: Path, model: type[M]) -> M:
    """Read a TOML file into a model.

    Raises:
        RegisterError: It cannot be read or does not fit; every problem is listed.
    """
    try:
        return model.model_validate(read_toml(path))
    except BadFile as error:
        raise RegisterError(path, [str(error)]) from error
    except ValidationError as error:
        lines = [f"{'.'.join(map(str, e['loc']))}: {e['msg'].removeprefix('Value error, ')}" for e in error.errors()]
        raise RegisterError(path, lines) from error
