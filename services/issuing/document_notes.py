"""What a batch of documents has written, noted in its folder, so that a batch that was cut short goes on.

A line for each run: what its documents were made from, and the digest of each file. A file that is missing or is not
what was written, and documents of what has changed since, are made again.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

import orjson

from records.errors import RecordsError
from records.run_index import amending
from records.store import Store
from reports.letterhead import letterhead
from services.code_identity.code_manifest import manifest
from services.issuing.gate import book_of, numbered, of_run

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from registers.book import Book
    from reports.dcc.file import Maker

NAME = ".documents.jsonl"


class Notes:
    """The notes of a folder.

    Args:
        folder: It need not be there.
    """

    def __init__(self, folder: Path) -> None:
        self._folder, self._path = folder, folder / NAME
        self._known: dict[str, tuple[str, dict[str, str]]] = {}
        content = self._path.read_bytes() if self._path.is_file() else b""
        self._torn = bool(content) and not content.endswith(b"\n")  # the last line was cut short
        for line in content.splitlines():
            if (found := _noted(line)) is not None:
                self._known[found[0]] = found[1:]

    def files(self, run: str, made_from: str) -> tuple[Path, ...]:
        """The documents of a run, the legal one first, where they are there as they were written from the same; else none."""
        of, files = self._known.get(run, ("", {}))
        paths = {self._folder / name: digest for name, digest in files.items()}
        same = of == made_from != "" and all(
            path.is_file() and _digest(path) == digest for path, digest in paths.items()
        )
        return tuple(paths) if same else ()

    @staticmethod
    def digest_of(path: Path) -> str:
        """SHA-256 of a file."""
        return _digest(path)

    def add(self, run: str, made_from: str, files: Sequence[Path]) -> None:
        """Note the documents of a run; what an earlier batch that was killed left half written of them goes."""
        line = {"run": run, "from": made_from, "files": {path.name: _digest(path) for path in files}}
        with self._path.open("ab") as notes:
            notes.write(b"\n" * self._torn + orjson.dumps(line) + b"\n")
        self._torn = False
        for left in (left for path in files for left in self._folder.glob(f".{_literal(path.name)}-*")):
            left.unlink(missing_ok=True)


def sources(url: str, runs: Sequence[str], dcc: Maker | None, purpose: str) -> dict[str, str]:
    """What the documents of each run follow from, as a digest: entries, corrections, number, program, letterhead.

    Where the ledger stood when they were made does not count: that stays true.

    Args:
        url: The store.
        runs: Names of runs, whole.
        dcc: What makes the digital calibration certificates.
        purpose: What they are made for: those to be signed bear other marks.
    """
    records = Store(url, read_only=True)
    try:
        book, later = book_of(records), amending(records, runs)
        every = [purpose, manifest(), letterhead().digest, _of_maker(dcc)]
        return {run: _digest_of([*every, later.get(run, "")], records, book, run) for run in runs}
    finally:
        records.close()


def _digest_of(every: list[Any], records: Store, book: Book | None, run: str) -> str:
    row = of_run(book, run) if book is not None else None
    try:
        last = records.last(run)
    except RecordsError:
        return ""  # it gets no documents
    known = [numbered(row), row.record.state] if row is not None else None
    return sha256(orjson.dumps([*every, last, known])).hexdigest()


def _of_maker(dcc: Maker | None) -> list[str] | None:
    if dcc is None:
        return None
    return [sha256(der).hexdigest() for der in dcc.key.certificates] if dcc.key is not None else []


def _noted(line: bytes) -> tuple[str, str, dict[str, str]] | None:
    """A line; None where it is none, such as one that was cut short."""
    try:
        found: Any = orjson.loads(line)
        run, of, files = found["run"], found["from"], found["files"]
    except (orjson.JSONDecodeError, KeyError, TypeError):
        return None
    texts = isinstance(files, dict) and all(isinstance(part, str) for pair in files.items() for part in pair)
    plain = texts and not any("/" in name or "\\" in name for name in files)
    return (run, of, files) if plain and files and isinstance(run, str) and isinstance(of, str) else None


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def _literal(name: str) -> str:
    """A name in which nothing is a pattern."""
    return "".join(f"[{c}]" if c in "*?[" else c for c in name)
