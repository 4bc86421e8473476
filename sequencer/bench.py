"""The bench as a procedure sees it: every role and method there is, each call passing through the run handle."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sequencer.answers import Call

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Method:
    """A method of a role: called, it is a command; handed to `observe`, it is a question."""

    role: str
    name: str
    act: Callable[[Call], None]

    def __call__(self, *args: Decimal | str) -> None:
        """Carry it out as a command."""
        self.act(self.call(args))

    def call(self, args: tuple[Decimal | str, ...]) -> Call:
        """The same with its arguments, not carried out."""
        return Call(self.role, self.name, args)


@dataclass(frozen=True, slots=True)
class Role:
    """A role of the bench."""

    name: str
    act: Callable[[Call], None]

    def __getattr__(self, name: str) -> Method:
        return Method(self.name, name, self.act)


@dataclass(frozen=True, slots=True)
class Roles:
    """All roles of the bench."""

    act: Callable[[Call], None]

    def __getattr__(self, name: str) -> Role:
        return Role(name, self.act)
