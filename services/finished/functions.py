"""What a person may do by the register of people of the laboratory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from records.errors import RecordsError
from services.laboratory.laboratory_register import register_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def functions_of(person: str, laboratory: Path) -> frozenset[str]:
    """The functions of a person; none where the register of people cannot be read or does not name them.

    Args:
        person: Identity.
        laboratory: Folder of the laboratory.
    """
    try:
        people = register_of(laboratory / "laboratory.toml").people
    except RecordsError:
        return frozenset()
    return frozenset(people[person].functions) if person in people else frozenset()


def people_with(functions: Iterable[str], laboratory: Path) -> dict[str, str]:
    """Everybody who has one of some functions, those of the first before the others: identity to name."""
    try:
        people = register_of(laboratory / "laboratory.toml").people
    except RecordsError:
        return {}
    return {key: human.name for function in functions for key, human in people.items() if function in human.functions}
