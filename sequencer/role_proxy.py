"""The bench as a procedure sees it: every role and method there is, each call passing through the run handle."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sequencer.reading_source import Call

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal


class Method(NamedTuple):
    """A method of a role: called, it is a command; handed to `observe`, it is a question."""

    role: str
    name: str
    act: Callable[[Call], None]

    def __call__(self, *args: Decimal | str) -> None:
        """Carry it out as a command."""
        self.act(Call(self.role, self.name, args))

    def call(self, args: tuple[Decimal | str, ...]) -> Call:
        """The same with its arguments, not carried out."""
        return Call(self.role, self.name, args)


class RoleProxy:
    """A role of the bench; a method is made when it is first asked for."""

    def __init__(self, name: str, act: Callable[[Call], None]) -> None:
        self._name, self._act = name, act

    def __getattr__(self, name: str) -> Method:
        method = Method(self._name, name, self._act)
        setattr(self, name, method)
        return method


class BenchProxy:
    """All roles of the bench; a role is made when it is first asked for."""

    def __init__(self, act: Callable[[Call], None]) -> None:
        self._act = act

    def __getattr__(self, name: str) -> RoleProxy:
        role = RoleProxy(name, self._act)
        setattr(self, name, role)
        return role
