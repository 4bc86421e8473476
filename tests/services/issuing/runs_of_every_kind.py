"""A store with a run of each kind that matters for what may be issued, on real benches by their first entry."""

import os
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from records.entries import Amends, Person
from records.journal import Journal
from records.keys import station_key
from records.register_documents import Documents
from records.store import Store
from registers.book import Book
from sequencer.errors import Interrupted
from sequencer.session import StoppedClock, perform
from services.issuing.desk import Desk
from tests.real_runs import Answers, setup_of
from tests.records.tampering import unguarded

ON = date(2026, 11, 29)
LABORATORY = Documents()
REJECTED = {"appearance/case": "not_conform: 玻璃破裂"}
DRAFT = replace(setup_of("JJG 52").opened.regulation, draft=True)
REAL: dict[str, Any] = {"simulated": False}
KINDS: dict[str, tuple[str, dict[str, str], dict[str, Any]]] = {
    "conform": ("JJG 52", {}, REAL),
    "another": ("JJG 52", {}, REAL),
    "rejected": ("JJG 52", REJECTED, REAL),
    "simulated": ("JJG 52", {}, {"simulated": True}),
    "screening": ("JJG 52", {}, REAL | {"kind": "screening"}),
    "investigated": ("JJG 52", {}, REAL | {"kind": "anti-fraud"}),
    "reproduced": ("JJG 52", REJECTED, REAL | {"kind": "anti-fraud"}),
    "in service": ("JJG 52", {}, REAL | {"stage": "in-service"}),
    "draft": ("JJG 52", {}, REAL | {"regulation": DRAFT}),
    "calibration": ("JJF 1587", {}, REAL | {"kind": "calibration"}),
    "open": ("JJG 52", {}, REAL),
}
"""Kind to regulation, answers and what the first entry states."""
GIVES = {
    "conform": "certificate", "another": "certificate", "rejected": "notice", "screening": "report",
    "in service": "report", "investigated": "report", "reproduced": "report", "calibration": "calibration",
}  # fmt: skip
"""What a real run of a kind may get; the others get nothing that is issued."""


@dataclass
class Kept:
    """A store in a folder with its keys.

    Attributes:
        folder: The folder.
        address: The store; empty for a file in the folder.
    """

    folder: Path
    address: str = ""

    @property
    def url(self) -> str:
        """The store."""
        return self.address or str(self.folder / "runs.sqlite")

    def copied(self, folder: Path) -> "Kept":
        """The same, to be changed."""
        shutil.copytree(self.folder, folder)
        return Kept(folder)

    @contextmanager
    def desk(self) -> Iterator[Desk]:
        """Its desk, with the keys of the folder."""
        before = os.environ.get("STEELYARD_KEYS")
        os.environ["STEELYARD_KEYS"] = str(self.folder / "keys")
        store = Store(self.url, "OFF")
        try:
            yield Desk(store, Book(store), station_key())
        finally:
            store.close()
            if before is None:
                del os.environ["STEELYARD_KEYS"]
            else:
                os.environ["STEELYARD_KEYS"] = before

    def tampered(self, run: str) -> None:
        """Change a digit of a run, as somebody with the file can."""
        with unguarded(Path(self.url)) as connection:
            done = connection.execute(
                'UPDATE block SET entries = replace(entries, \'"item":"zero"\', \'"item":"Zero"\') WHERE run = ?', [run]
            )
            assert done.rowcount


def made(folder: Path, kinds: Collection[str] = tuple(KINDS), address: str = "") -> Kept:
    """A store with a run of some kinds, of every one by default, each under the name of its kind."""
    kept = Kept(folder, address)
    folder.mkdir(exist_ok=True)
    with kept.desk() as at:
        for name in kinds:
            regulation, given, stated = KINDS[name]
            setup = setup_of(regulation, stated.get("stage", "initial")).stating(**stated)
            journal = Journal(at.store, name, at.key)
            answers = _Stopping(given) if name == "open" else Answers(given)
            try:
                perform(setup, journal, answers, StoppedClock())
            except Interrupted:
                assert name == "open"
            journal.close()
    return kept


def correct(at: Desk, run: str) -> None:
    """A run that corrects an entry of another one."""
    setup = setup_of("JJG 52")
    who = Person(id="V001", name="张检定")
    amends = Amends(
        run=run, entry=1, hash="", address="x", old="1", new="2", who=who, when="2026-11-29", why="misread",
        evidence="form", checked_by=who,
    )  # fmt: skip
    journal = Journal(at.store, f"{run} corrected", at.key)
    perform(setup.stating(simulated=False, amends=(amends,)), journal, Answers({}), StoppedClock())
    journal.close()


class _Stopping(Answers):
    """Ctrl-C comes at the second reading."""

    def read(self, call: Any, question: Any) -> Any:
        self.asked = getattr(self, "asked", 0) + 1
        if self.asked > 1:
            raise KeyboardInterrupt
        return super().read(call, question)
