"""Folders with our templates that are kept between documents: Typst reads and parses them once per process.

What Typst has set once it takes again while the templates are the same, so what certificates share (heads of tables,
standards, notes, letterhead) costs something only in the first. A document leaves nothing behind: what it brought is
removed before the next one, and documents that are made at the same time have a folder each.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING
from weakref import finalize

from reports.fonts import fonts
from reports.letterhead import TEMPLATES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from typst import Compiler, Fonts

_free: list[World] = []
_lock = Lock()


class World:
    """A folder with our templates, and their compilers.

    Attributes:
        root: The folder.
    """

    def __init__(self) -> None:
        self.root = Path(tempfile.mkdtemp(prefix="steelyard-"))
        self.process = os.getpid()
        finalize(self, _remove, self.root, self.process)
        self._compilers: dict[str, tuple[Fonts, Compiler]] = {}
        shutil.copytree(TEMPLATES, self.root, dirs_exist_ok=True)
        self._templates = tuple(self.root.iterdir())

    def usable(self) -> bool:
        """Whether it is of this process, not of the one it was forked from, and no cleaner of old files was in it."""
        return self.process == os.getpid() and all(path.is_file() for path in self._templates)

    def compiler(self, template: str) -> Compiler:
        """The compiler of a template, with the fonts that are to be used now.

        Raises:
            MissingFont: The Chinese fonts are not on this machine.
        """
        import typst

        used = fonts()
        kept = self._compilers.get(template)
        if kept is None or kept[0] is not used:
            made = typst.Compiler(
                input=str(self.root / template), root=str(self.root), font_paths=used, ignore_system_fonts=True
            )
            kept = self._compilers[template] = used, made
        return kept[1]


@contextmanager
def world(files: Mapping[str, bytes], *, kept: bool = True) -> Iterator[World]:
    """A folder with our templates and some files, for one document.

    Args:
        files: Content by path in the folder.
        kept: Whether the folder may serve later documents; one whose templates are changed may not.
    """
    found = _take() if kept else World()
    for path, content in files.items():
        (found.root / path).parent.mkdir(exist_ok=True)
        (found.root / path).write_bytes(content)
    yield found
    if kept:  # reached by no document that failed: its folder is not used again
        for path in files:
            (found.root / path).unlink()
        with _lock:
            _free.append(found)


def _take() -> World:
    with _lock:
        while _free:
            found = _free.pop()
            if found.usable():
                return found
    return World()


def _remove(folder: Path, process: int) -> None:
    if process == os.getpid():  # a forked process has no part in it
        shutil.rmtree(folder, ignore_errors=True)
