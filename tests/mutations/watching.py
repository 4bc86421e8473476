"""What a test calls and reads of the files of a regulation: functions by their code, facts by the row they stand in."""

from __future__ import annotations

import sys
import threading
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from procedures.kit import fact_files, facts
from tests.mutations.targets import shared_file

if TYPE_CHECKING:
    from collections.abc import ItemsView, Iterable, Iterator, ValuesView
    from pathlib import Path
    from types import CodeType, FrameType

TABLES: Final = {"sources", "texts", "numbers", "terms", "tables", "items", "conditions", "standards"}


class Function(NamedTuple):
    """A function by where it stands."""

    file: str
    line: int
    name: str

    @classmethod
    def of(cls, code: CodeType) -> Function:
        """That of a code object."""
        return cls(code.co_filename, code.co_firstlineno, code.co_qualname)


class Row(NamedTuple):
    """A row of a table of a data file as an edition has it; the table is empty for what stands in none."""

    file: str
    table: str
    key: str


class Uses(NamedTuple):
    """What a test, or a fixture, used."""

    called: set[Function]
    read: set[Row]

    @property
    def files(self) -> set[str]:
        """Files that it used anything of."""
        return {function.file for function in self.called} | {row.file for row in self.read}

    def __or__(self, other: Uses) -> Uses:
        return Uses(self.called | other.called, self.read | other.read)


class Rows(dict[str, Any]):
    """A table that records which of its rows are read."""

    def __init__(self, content: dict[str, Any], file: str, table: str, read: set[Row]) -> None:
        super().__init__(content)
        self.file, self.table, self.reads = file, table, read

    def _note(self, keys: Iterable[str]) -> None:
        self.reads.update(Row(self.file, self.table, k) for k in keys)

    def __getitem__(self, key: str) -> Any:
        self._note([key])
        return super().__getitem__(key)

    def get(self, key: str, default: Any = None) -> Any:
        self._note([key])
        return super().get(key, default)

    def __iter__(self) -> Iterator[str]:  # a class with its own is copied row by row, by the methods above
        return super().__iter__()

    def items(self) -> ItemsView[str, Any]:
        self._note(super().keys())
        return super().items()

    def values(self) -> ValuesView[Any]:
        self._note(super().keys())
        return super().values()


class Watched:
    """Records calls into some files from now on, and rows read of the data of every edition loaded from now on.

    Attributes:
        called: Functions called so far.
        read: Rows read so far.
        contents: The data of each edition: its file, the one it shares, and all its rows.
    """

    def __init__(self, files: Iterable[Path]) -> None:
        self._paths = set(files)
        self._files = set(map(str, self._paths))
        self.called: set[Function] = set()
        self.read: set[Row] = set()
        self.contents: list[tuple[Path, Path | None, dict[str, Any]]] = []
        facts.read_facts = self._loaded  # type: ignore[attr-defined]

    def _loaded(self, file: Path) -> dict[str, Any]:
        content, shared, name = fact_files.read_facts(file), shared_file(file), str(file)
        if not self._paths & {file, shared}:
            return content
        watched = {
            key: Rows(value, name, key, self.read) if key in TABLES and isinstance(value, dict) else value
            for key, value in content.items()
        }
        whole = Rows(watched, name, "", self.read)
        self.contents.append((file, shared, whole))
        return whole

    def take(self) -> Uses:
        """What was called and read since the last time."""
        found = Uses(set(self.called), set(self.read))
        self.called.clear()
        self.read.clear()
        return found

    def put_back(self, uses: Uses) -> None:
        """Count what was taken."""
        self.called |= uses.called
        self.read |= uses.read

    def begin(self) -> None:
        """Record calls."""
        sys.settrace(self._called)
        threading.settrace(self._called)

    def end(self) -> None:
        """Record calls no more."""
        sys.settrace(None)
        threading.settrace(None)  # type: ignore[arg-type]

    def _called(self, frame: FrameType, _event: str, _arg: object) -> None:
        if frame.f_code.co_filename in self._files:
            self.called.add(Function.of(frame.f_code))
