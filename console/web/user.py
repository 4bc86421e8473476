"""Who works at a console. Without accounts it is one person, whom the registers name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from records.errors import RecordsError
from sequencer.errors import Refused
from services.laboratory_register import register_of
from services.people import person_of

if TYPE_CHECKING:
    from pathlib import Path

    from fastapi import Request


@dataclass(frozen=True, slots=True)
class User:
    """A person.

    Attributes:
        id: As the register of people has it; empty where nobody is named.
        name: Name.
    """

    id: str = ""
    name: str = ""


def current_user(request: Request, laboratory: Path) -> User:
    """The person of a request: the only verifier of the laboratory, nobody where there are several."""
    del request
    try:
        found = person_of(register_of(laboratory / "laboratory.toml"), "")
    except (Refused, RecordsError):
        return User()
    return User(found.id, found.name)
