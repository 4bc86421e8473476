"""What a station, or a second place, remembers of a store: the newest ledger entry, and how far each run came.

A store by itself cannot show that it was put back to an older copy of itself. A memory elsewhere can: in the data
folder of this station's user, and in a second place that the laboratory names (`[ledger]` in ``laboratory.toml``).
"""

from __future__ import annotations

import json
import os
import tempfile
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from records.keys import FOLDER

if TYPE_CHECKING:
    from records.ledger import Head

WIDTH = 20


class Remembered(NamedTuple):
    """A ledger entry that was the newest one of a store.

    Attributes:
        store, n, hash, runs: As in `records.ledger.Head`.
        time: When it was written.
        place: The folder that remembers it.
    """

    store: str
    n: int
    hash: str
    runs: int
    time: str
    place: str


class Checked(NamedTuple):
    """How far this station has checked the ledger of a store.

    Attributes:
        n, hash: The newest entry that was checked.
        keys: Digest of the entries up to there that say which keys are trusted.
        second_place: The folder that the ledger was last copied to.
    """

    n: int
    hash: str
    keys: str
    second_place: str


def station_memory() -> HeadMemory:
    """The memory of this station, in the user's data folder; where `STEELYARD_KEYS` names a folder, in that one."""
    import platformdirs

    folder = os.environ.get(FOLDER) or platformdirs.user_data_dir("steelyard", appauthor=False)
    return HeadMemory(Path(folder) / "stores")


class HeadMemory:
    """A folder that remembers stores. Files are replaced whole and not synchronised: a power cut may take the newest.

    Args:
        folder: Made where it is not there.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def remember(self, head: Head, time: str, address: str) -> None:
        """Keep the newest ledger entry of a store, and which store an address holds.

        Raises:
            OSError: The folder cannot be written.
        """
        known = self.recall(head.store)
        if known is None or known.n <= head.n:
            fields = {"store": head.store, "n": head.n, "hash": head.hash, "runs": head.runs, "time": time}
            self._put(self.folder / head.store / "head.json", json.dumps(fields))
        if address:
            self._put(self._address(address), head.store)

    def forget(self, store: str) -> None:
        """Drop what is remembered of a store; somebody has accepted its present state."""
        for path in (self.folder / store).glob("*"):
            path.unlink(missing_ok=True)

    def recall(self, store: str) -> Remembered | None:
        """The newest ledger entry seen of a store; None for a store never seen."""
        try:
            e = json.loads((self.folder / store / "head.json").read_text(encoding="ascii"))
            return Remembered(e["store"], e["n"], e["hash"], e["runs"], e["time"], str(self.folder))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def note_checked(self, store: str, checked: Checked) -> None:
        """Keep how far the ledger of a store was checked; without it, all of it is checked."""
        with suppress(OSError):
            self._put(self.folder / store / "checked.json", json.dumps(checked._asdict()))

    def checked(self, store: str) -> Checked | None:
        """How far the ledger of a store was checked; None where it was not."""
        try:
            return Checked(**json.loads((self.folder / store / "checked.json").read_text(encoding="ascii")))
        except (OSError, ValueError, TypeError):
            return None

    def store_at(self, address: str) -> str:
        """The store last seen at an address; empty where none was."""
        try:
            return self._address(address).read_text(encoding="ascii").strip()
        except (OSError, ValueError):
            return ""

    def progress(self, store: str, run: str) -> Progress:
        """A place for how far a run has come."""
        return Progress(self.folder / store / f"{sha256(run.encode()).hexdigest()[:16]}.run")

    def _address(self, address: str) -> Path:
        return self.folder / "addresses" / sha256(address.encode()).hexdigest()[:16]

    def _put(self, path: Path, text: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
        try:
            with os.fdopen(handle, "w", encoding="ascii") as file:
                file.write(text)
            Path(name).replace(path)
        finally:
            with suppress(FileNotFoundError):
                Path(name).unlink()


class Progress:
    """How far one run has come: number and hash of the entry written last. One write of the system for each."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._handle: int | None = None

    def note(self, seq: int, hash_: str) -> None:
        """Keep the entry written last.

        Raises:
            OSError: The file cannot be written.
        """
        if self._handle is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._handle = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600)
        os.lseek(self._handle, 0, os.SEEK_SET)
        os.write(self._handle, f"{seq:0{WIDTH}d} {hash_}\n".encode())

    def read(self) -> tuple[int, str] | None:
        """What was kept; None for a run this station has not written to, or that has ended."""
        try:
            seq, hash_ = self._path.read_text(encoding="ascii").split()
            return int(seq), hash_
        except (OSError, ValueError):
            return None

    def close(self, *, ended: bool = False) -> None:
        """Close the file; of a run that has ended the ledger knows the last entry, and the file goes."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None
        if ended:
            self._path.unlink(missing_ok=True)
