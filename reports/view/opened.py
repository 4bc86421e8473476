"""Who verified what, by which regulation, with which standards: what a run knew before it measured."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from procedures.text import Text


@dataclass(frozen=True, slots=True)
class Regulation:
    """The edition the run followed."""

    id: str
    title: Text
    issued: str
    in_force: str
    validity_months: int | None
    status: str
    jurisdiction: str = "CN"
    validity_mode: str = "periodic"


@dataclass(frozen=True, slots=True)
class Laboratory:
    """Who issues the document. `prefix` begins its certificate numbers; `place` is where the bench stands."""

    name: Text
    address: Text
    authorisation: str
    postcode: str
    phone: str
    email: str
    prefix: str
    place: Text


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who signs."""

    id: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class NameplateEntry:
    """One line of the nameplate, e.g. 最大秤量 Max: 15 kg."""

    name: Text
    value: str


@dataclass(frozen=True, slots=True)
class Subject:
    """The instrument under test and whose it is."""

    name: Text
    maker: str
    model: str
    serial: str
    client: str
    client_address: str
    specification: tuple[NameplateEntry, ...]


@dataclass(frozen=True, slots=True)
class Standard:
    """A measurement standard that was used, with its certificate."""

    id: str
    name: Text
    model: str
    serial: str
    range: str
    accuracy: str
    certificate: str
    issuer: str
    valid_until: str
