"""The bench as a procedure sees it: its roles with the methods of their role classes, each call passing to the run."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import drivers
import procedures
import sequencer
from drivers.roles import Argument, BadArgument, Kind, checked, methods_of
from procedures.errors import AuthorError
from sequencer.reading_source import Call

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_PROCEDURES = Path(*procedures.__path__)
_OURS = tuple(map(str, (*sequencer.__path__, *drivers.__path__, _PROCEDURES / "kit", _PROCEDURES / "base.py")))


def mistake(what: str) -> AuthorError:
    """An author's mistake, with the file and line of the regulation's module that made it."""
    frame = sys._getframe(1)  # noqa: SLF001
    while frame.f_back is not None and frame.f_code.co_filename.startswith(_OURS):
        frame = frame.f_back
    return AuthorError(what, frame.f_code.co_filename, frame.f_lineno)


class Method(NamedTuple):
    """A method of a role: a command is called, a reading is handed to `observe`."""

    role: str
    name: str
    kind: Kind
    type: type
    act: Callable[[Call], None]

    def __call__(self, *args: object, **named: object) -> None:
        """Carry out a command.

        Raises:
            AuthorError: It is a reading, or does not take these arguments.
        """
        if self.kind is Kind.READING:
            name = f"{self.role}.{self.name}"
            raise mistake(f"{name} is a reading: write self.run.observe(…, {name}, …), do not call it")
        self.act(Call(self.role, self.name, self._checked(args, named), self.type))

    def call(self, args: tuple[object, ...]) -> Call:
        """A reading with its arguments, not taken yet.

        Raises:
            AuthorError: It is a command, or does not take these arguments.
        """
        if self.kind is Kind.COMMAND:
            name = f"{self.role}.{self.name}"
            raise mistake(f"{name} is a command: write {name}(…), it cannot be observed")
        return Call(self.role, self.name, self._checked(args, {}), self.type)

    def command(self, args: tuple[object, ...]) -> Call:
        """A command with its arguments, not carried out.

        Raises:
            AuthorError: It is a reading, or does not take these arguments.
        """
        if self.kind is Kind.READING:
            raise mistake(f"{self.role}.{self.name} is a reading: `leaves` names a command")
        return Call(self.role, self.name, self._checked(args, {}), self.type)

    def _checked(self, args: tuple[object, ...], named: Mapping[str, object]) -> tuple[Argument, ...]:
        try:
            return checked(self.type, self.name, args, named)
        except BadArgument as error:
            raise mistake(f"{self.role}: {error}") from None


class RoleProxy:
    """A role of the bench with the methods of its role class.

    Args:
        name: The role.
        kind: Its role class.
        act: Carries out a command.
    """

    def __init__(self, name: str, kind: type, act: Callable[[Call], None]) -> None:
        self._name, self._kind = name, kind
        for method, mark in methods_of(kind).items():
            setattr(self, method, Method(name, method, mark.kind, kind, act))

    def __getattr__(self, name: str) -> Method:
        if name.startswith("__"):
            raise AttributeError(name)
        known = methods_of(self._kind)
        what = f"{self._name} ({self._kind.__name__}) has no method {name!r}; it has {', '.join(known)}"
        raise mistake(what + _hint(name, known))


class BenchProxy:
    """The roles that a procedure is annotated with.

    Args:
        types: Role to role class.
        act: Carries out a command.
    """

    def __init__(self, types: Mapping[str, type], act: Callable[[Call], None]) -> None:
        self._types = types
        for role, kind in types.items():
            setattr(self, role, RoleProxy(role, kind, act))

    def __getattr__(self, name: str) -> RoleProxy:
        if name.startswith("__"):
            raise AttributeError(name)
        what = f"no role {name!r} is annotated in the procedure; its roles are {', '.join(self._types)}"
        raise mistake(what + _hint(name, self._types))


def _hint(name: str, known: Mapping[str, object]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(name, known, 1)
    return f"; did you mean {close[0]!r}?" if close else ""
