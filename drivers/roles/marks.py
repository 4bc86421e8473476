"""Marks on the methods of a role class: which is a reading, which is a command, and how a person is told a command."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

F = TypeVar("F", bound=Callable[..., Any])
_MARK = "__role_method__"


class Words(NamedTuple):
    """One text in Chinese and English."""

    zh: str
    en: str


class Kind(StrEnum):
    """What a method of a role does."""

    READING = "reading"
    COMMAND = "command"


@dataclass(frozen=True, slots=True)
class Mark:
    """What is known of a method of a role.

    Attributes:
        kind: Whether it reads or acts.
        words: A command for a person; ``{name}`` stands for the argument of that name.
        worded: The same where the words depend on the arguments; called with the arguments by name, as texts.
        energises: Whether an output is on afterwards, so that the role needs a safe state.
        makes_safe: Whether this is the command by which a person brings the output to its safe state.
        undoes: Whether the role is afterwards as if it had been told nothing; what makes safe does so too.
        quantity: Key of `metrology.physical_bounds.QUANTITIES` of a reading; empty where its unit decides.
    """

    kind: Kind
    words: Words | None = None
    worded: Callable[..., Words] | None = None
    energises: bool = False
    makes_safe: bool = False
    quantity: str = ""
    undoes: bool = False


def reading_of(quantity: str) -> Callable[[F], F]:
    """Mark a method as a reading of a quantity of `metrology.physical_bounds`, whose bounds it is held against."""

    def mark(method: F) -> F:
        setattr(method, _MARK, Mark(Kind.READING, quantity=quantity))
        return method

    return mark


def reading(method: F) -> F:
    """Mark a method as a reading: it asks, changes nothing, and what it returns is journaled before it is used."""
    setattr(method, _MARK, Mark(Kind.READING))
    return method


def command(
    zh: str,
    en: str,
    *,
    energises: bool = False,
    makes_safe: bool = False,
    undoes: bool = False,
    worded: Callable[..., Words] | None = None,
) -> Callable[[F], F]:
    """Mark a method as a command: it acts and returns nothing; it is journaled before it is carried out.

    Args:
        zh: What a person who fills the role is told to do; ``{name}`` stands for the argument of that name.
        en: The same in English.
        energises: Whether an output may be on afterwards.
        makes_safe: Whether this takes the output away.
        undoes: Whether the role is afterwards as if it had been told nothing: it counts, moves and puts out no more.
        worded: Replaces `zh` and `en` where the words depend on the arguments. Takes them by name, as texts.
    """

    def marking(method: F) -> F:
        mark = Mark(Kind.COMMAND, Words(zh, en), worded, energises, makes_safe, undoes=undoes or makes_safe)
        setattr(method, _MARK, mark)
        return method

    return marking


def mark_of(role: type, method: str) -> Mark | None:
    """The mark of a method of a role class; None where the class has no such method."""
    found = getattr(getattr(role, method, None), _MARK, None)
    return found if isinstance(found, Mark) else None


@cache
def methods_of(role: type) -> Mapping[str, Mark]:
    """The marked methods of a role class, those of its bases included, in the order they are written."""
    names = dict.fromkeys(name for base in reversed(role.__mro__) for name in vars(base))
    return MappingProxyType({name: mark for name in names if (mark := mark_of(role, name)) is not None})


def is_role(found: object) -> bool:
    """Whether something is a role class: a class with at least one marked method."""
    return isinstance(found, type) and bool(methods_of(found))


def energises(role: type) -> bool:
    """Whether a command of the role leaves an output on, so that its driver needs a safe state."""
    return any(mark.energises for mark in methods_of(role).values())
