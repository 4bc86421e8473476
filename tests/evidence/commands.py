"""Commands that the kill campaign interrupts, and what must hold after each kill: nothing lost, nothing locked."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from drivers import registry
from procedures import registry as registry_of_regulations
from records.backup import backup, restore
from records.errors import RecordsError, StoreError
from records.event import Event
from records.keys import station_key
from records.ledger_changes import adopt
from records.register import Register
from records.store import Store
from records.verification import verify_store
from sequencer.errors import NotAmendable
from sequencer.form import FormError
from services.events import Events
from services.export import export_run
from services.laboratory.new_regulation import new_regulation
from services.laboratory.scaffold import new_driver
from services.laboratory.template import copy_template, template
from services.runs.amend import amend
from services.runs.form import run_from_form
from tests.evidence.forms import ADDRESS, decided_form, form_job, old_store
from tests.evidence.laboratory import Laboratory


@dataclass
class Command:
    """A command in a folder of its own.

    Args:
        laboratory: Where its laboratory lies.
        folder: Where it works.
    """

    laboratory: Laboratory
    folder: Path
    name: ClassVar[str] = ""

    def __post_init__(self) -> None:
        """Give this station a copy of its key folder: it remembers every store it has seen."""
        keys = self.folder / "keys"
        shutil.copytree(self.laboratory.folder / "keys", keys)
        os.environ["STEELYARD_KEYS"] = str(keys)

    def prepare(self) -> Callable[[], object]:
        """Everything that is there before; returns what is killed."""
        raise NotImplementedError

    def faults(self) -> list[str]:
        """After the kill: what is lost, locked or left half."""
        raise NotImplementedError

    @property
    def url(self) -> str:
        """The command's store."""
        return str(self.folder / "store.sqlite")

    def intact(self, url: str = "") -> list[str]:
        """What an audit of the store names."""
        store = Store(url or self.url, read_only=True)
        found = verify_store(store)
        store.close()
        return [] if found.intact else [str(b) for b in found.broken] + [p.en for p in found.problems]

    def events(self) -> dict[str, list[Event]]:
        """Every run of the store."""
        store = Store(self.url, read_only=True)
        found = {run: store.events(run) for run in store.names()}
        store.close()
        return found


class Init(Command):
    """`steelyard init`."""

    name = "init"

    def prepare(self) -> Callable[[], object]:
        return lambda: copy_template(self.folder / "lab")

    def faults(self) -> list[str]:
        lab = self.folder / "lab"
        if lab.exists() and (wrong := _unlike(template(), lab)):
            return [f"half a laboratory: {wrong}"]
        if not lab.exists():
            copy_template(lab)
        left = [p.name for p in self.folder.iterdir() if p.name not in {"lab", "keys", "complaint", "acknowledged"}]
        return _unlike(template(), lab) + [f"{name} is left" for name in left]


class Amend(Command):
    """`steelyard amend` of a form's run."""

    name = "amend"
    _old: dict[str, list[Event]]

    def prepare(self) -> Callable[[], object]:
        shutil.copy(decided_form(self.laboratory), self.url)
        self._old = self.events()
        return self.amend

    def amend(self) -> str:
        """Correct the entry."""
        return amend(
            next(iter(self._old)), self.url, Events(), address=ADDRESS, text="0.00", why="0.00 was written, 0.50 typed",
            operator="V001", evidence="paper form 12", checked_by="R001", bench=self.laboratory.by_hand,
        )  # fmt: skip

    def faults(self) -> list[str]:
        found = self.intact()
        with suppress(NotAmendable):  # the one that was killed had ended
            self.amend()
        runs = self.events()
        found += [f"{run} has changed" for run, events in self._old.items() if runs[run] != events]
        outcomes = [events[-1].body.get("outcome") for events in runs.values() if events[-1].kind == "closed"]
        if outcomes != ["not_conform", "conform"]:
            found.append(f"closed runs: {outcomes}")
        try:
            self.amend()
            found.append("amended twice")
        except NotAmendable:
            pass
        return found + self.intact()


class RunFromForm(Command):
    """`steelyard run --readings`."""

    name = "run --readings"

    def prepare(self) -> Callable[[], object]:
        return self.decide

    def decide(self) -> str:
        """Decide the form."""
        return run_from_form(*form_job(self.laboratory), self.url, Events())

    def faults(self) -> list[str]:
        with suppress(FormError):
            self.decide()
        closed = [events[-1].body.get("outcome") for events in self.events().values() if events[-1].kind == "closed"]
        return self.intact() + ([] if closed == ["not_conform"] else [f"closed runs: {closed}"])


class Migrate(Command):
    """`steelyard migrate` of a store of schema 0002."""

    name = "migrate"

    def prepare(self) -> Callable[[], object]:
        shutil.copy(old_store(self.laboratory), self.url)
        return lambda: Store(self.url).close()

    def faults(self) -> list[str]:
        Store(self.url).close()
        (events,) = self.events().values()
        decided = Store(str(decided_form(self.laboratory)), read_only=True)
        found = [] if events == decided.events(events[0].run) else ["entries are lost or changed"]
        store = Store(self.url)
        adopt(store, station_key(), reason="older than ledgers")
        store.close()
        return found


class Backup(Command):
    """`steelyard backup`."""

    name = "backup"

    def prepare(self) -> Callable[[], object]:
        shutil.copy(decided_form(self.laboratory), self.url)
        return lambda: backup(self.url, self.folder / "copy")

    def faults(self) -> list[str]:
        found, copy = self.intact(), self.folder / "copy"
        with suppress(StoreError):
            backup(self.url, copy)
        found += self.intact(str(copy))
        found += [f"{p.name} is left" for p in self.folder.glob(".*")]
        return found + ([] if restore(copy, str(self.folder / "back.sqlite")).intact else ["the copy is not intact"])


class Restore(Command):
    """`steelyard restore`."""

    name = "restore"

    def prepare(self) -> Callable[[], object]:
        backup(str(decided_form(self.laboratory)), self.folder / "copy")
        return lambda: restore(self.folder / "copy", self.url)

    def faults(self) -> list[str]:
        with suppress(StoreError):  # the one that was killed had ended; this one removes what it left
            restore(self.folder / "copy", self.url)
        return self.intact() + [f"{p.name} is left" for p in self.folder.glob(".*")]


class Export(Command):
    """`steelyard export` of a bundle."""

    name = "export"

    def prepare(self) -> Callable[[], object]:
        return lambda: export_run("last", self.folder / "run.bundle", str(decided_form(self.laboratory)))

    def faults(self) -> list[str]:
        bundle, public = self.folder / "run.bundle", self.folder / "run.pub"
        if not (bundle.exists() and public.exists()):
            export_run("last", bundle, str(decided_form(self.laboratory)))
        auditor = Path(sys.modules["records.audit"].__file__ or "")
        done = subprocess.run([sys.executable, auditor, bundle, public], capture_output=True, text=True, check=False)
        return [] if done.returncode == 0 else [f"half a bundle: {done.stdout}{done.stderr}"]


class NewThings(Command):
    """`steelyard new driver` and `steelyard new regulation`."""

    name = "new"

    def prepare(self) -> Callable[[], object]:
        copy_template(self.folder / "lab")
        return self.make

    def make(self) -> None:
        """Make both."""
        lab = self.folder / "lab"
        with suppress(RecordsError):
            new_driver("acme_9000", lab, "MPa")
        with suppress(RecordsError):
            new_regulation("my_gauge", lab)

    def faults(self) -> list[str]:
        lab = self.folder / "lab"
        Register(lab)  # every file is whole
        self.make()
        people, drivers = (lab / "people.toml").read_text("utf-8"), registry.names([lab / "drivers"])
        found = [] if people.count("LAB MY-GAUGE") == people.count("authorised = [") else ["authorised twice or never"]
        found += [] if "acme_9000" in drivers else ["no driver"]
        registered = registry_of_regulations.named("LAB MY-GAUGE", [lab / "regulations"])
        Register(lab)
        return found + ([] if registered else ["no regulation"])


class FirstKey(Command):
    """The first use of a station's key."""

    name = "key"

    def prepare(self) -> Callable[[], object]:
        return lambda: station_key(self.folder / "first")

    def faults(self) -> list[str]:
        key = station_key(self.folder / "first")
        text = (self.folder / f"first/{key.name}.pub").read_text("ascii")
        return [] if text == f"{key.public.hex()}\n" else ["half a public key"]


COMMANDS: tuple[type[Command], ...] = (Init, Amend, Migrate, Backup, RunFromForm, Restore, Export, NewThings, FirstKey)


def _unlike(one: Path, other: Path) -> list[str]:
    """Files of a folder that another has not, or not so."""
    names = {p.relative_to(one) for p in one.rglob("*") if p.is_file() and "__pycache__" not in p.parts}
    return [str(n) for n in names if not (other / n).is_file() or (other / n).read_bytes() != (one / n).read_bytes()]
