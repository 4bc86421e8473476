"""A filled-in form of the laboratory, in which one zero reading was mistyped, and a store with its run."""

import csv
import io
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, text

from metrology.exact import plain
from records import migrate
from records.block import join, line
from records.event import Event, encode
from records.journal import MemoryJournal
from records.store import Store
from sequencer.session import preview
from services.events import Events
from services.laboratory import gate_facts
from services.laboratory.prepare import Job, bare, prepare
from services.runs import resume_gates
from services.runs.form import empty, run_from_form
from tests.evidence.laboratory import DAY, Laboratory

ADDRESS = "indication/before_up/after"
MISTYPED = "0.50"
INSERT = text("INSERT INTO block (run, seq, prev, entries) VALUES (:run, :seq, :prev, :entries)")


def at_the_day() -> None:
    """This process believes that it is the day of the laboratory's runs."""
    for module in (gate_facts, resume_gates):
        module.real_day = lambda _moment: DAY  # type: ignore[attr-defined]


def form_job(laboratory: Laboratory) -> tuple[Job, Path]:
    """What the form decides, and the form; it is written once."""
    path, subject = laboratory.folder / "form.csv", laboratory.folder / "config/subjects/gauge.toml"
    if not path.exists():
        _fill(path, subject)
    job = prepare(
        "JJG 52", laboratory.by_hand, subject, stage="initial", on=DAY, seed=0, operator="", source="form"
    )  # fmt: skip
    return job, path


def decided_form(laboratory: Laboratory) -> Path:
    """A store with the run of the form; it does not conform, because of the mistyped reading."""
    store = laboratory.folder / "decided.sqlite"
    if not store.exists():
        run_from_form(*form_job(laboratory), str(store), Events())
    return store


def _fill(path: Path, subject: Path) -> None:
    setup = bare("JJG 52", subject, stage="initial", on=DAY)
    expected = {q.address: q.expect for q in preview(setup, MemoryJournal()).questions}
    rows = list(csv.DictReader(io.StringIO(empty(setup).removeprefix("\ufeff"))))
    for row in rows:
        if (address := row["address"]) in expected:
            ideal = expected[address]
            row["value"] = "conform" if ideal is None else plain(ideal)
            if address == ADDRESS:
                row["value"], row["reason"] = MISTYPED, "read so"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)


def old_store(laboratory: Laboratory) -> Path:
    """A store of schema 0002 with the form's run, in rows of several entries."""
    path = laboratory.folder / "old.sqlite"
    if not path.exists():
        config = Config()
        config.set_main_option("script_location", str(Path(migrate.__file__).parent / "migrations"))
        engine = create_engine(f"sqlite:///{path}")
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "0002")
            for e, *more in _rows(laboratory):
                lines = join([line(x, encode(x.body)) for x in (e, *more)])
                row = {"run": e.run, "seq": e.seq, "prev": e.prev, "entries": lines}
                connection.execute(INSERT, row)
        engine.dispose()
    return path


def _rows(laboratory: Laboratory) -> list[list[Event]]:
    store = Store(str(decided_form(laboratory)), read_only=True)
    events = store.events(store.find("last"))
    store.close()
    return [events[at : at + 3] for at in range(0, len(events), 3)]
