"""Work that runs later, on a PostgreSQL server: a worker that is killed in the middle of a task does nothing twice."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from exchange.outbox import Outbox
from records.journal import Journal
from records.keys import station_key
from records.store import Store
from records.verification import ledger_of
from registers.errors import RegistersError
from services.issuing import steps
from services.reevaluation.reevaluate import reevaluate_runs
from services.work_queue.jobs import put_documents, put_push, put_reevaluation, put_witness, queued
from services.work_queue.working import Done, work
from supervision.stations import register
from supervision.tables import result
from tests.exchange.line import served
from tests.platform_parts import INSTITUTE, Hall
from tests.records.test_both_databases import fresh, postgresql  # noqa: F401  fixtures
from tests.services.issuing.runs_of_every_kind import LABORATORY, ON, Kept, made

pytestmark = [pytest.mark.systems, pytest.mark.waits]

PROGRAM = "from console.cli.main import main; main()"
KILLED_AT_THE_SECOND = """
import os, signal, sys
import services.documents
attempt, done = services.documents._Desk.attempt, []
def dying(self, run, *rest):
    done.append(run)
    if len(done) == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return attempt(self, run, *rest)
services.documents._Desk.attempt = dying
"""
KILLED_BEFORE_IT_KNOWS = """
import os, signal
import exchange.outbox
exchange.outbox.Outbox.settle = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
"""
RUNS = ("conform", "another", "rejected")


@pytest.fixture
def lab(fresh: Callable[[], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kept:  # noqa: F811
    monkeypatch.setenv("STEELYARD_KEYS", str(tmp_path / "lab" / "keys"))
    return made(tmp_path / "lab", RUNS, fresh())


def worker(lab: Kept, before: str = "", *words: str) -> subprocess.CompletedProcess[str]:
    """A worker in a process of its own, which dies where `before` tells it."""
    program = [sys.executable, "-c", before + PROGRAM, "worker", "--once", "--store", lab.url, "--lang", "en", *words]
    return subprocess.run(program, env=os.environ, capture_output=True, text=True, check=False)


def issued(lab: Kept) -> str:
    """The number of a certificate that is issued."""
    with lab.desk() as at:
        number = steps.number(at, "conform", LABORATORY, "A001", ON)
        for state, person in (("checked", "R001"), ("approved", "A001"), ("issued", "seal")):
            steps.advance(at, number, state, person, ON)
    return number


def statuses(lab: Kept) -> list[str]:
    return [job.status for job in queued(lab.url)]


on_postgresql = pytest.mark.parametrize("fresh", ["postgresql"], indirect=True)


@on_postgresql
def test_a_worker_killed_between_two_documents_writes_each_once(lab: Kept, tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    assert put_documents(lab.url, RUNS, folder) == 1
    assert put_documents(lab.url, RUNS, folder) is None
    assert worker(lab, KILLED_AT_THE_SECOND).returncode == -signal.SIGKILL
    there = {path.name: path.stat() for path in folder.glob("*.pdf")}
    assert there
    assert statuses(lab) == ["doing"]
    done = worker(lab)
    assert "documents of 3 runs are in" in done.stderr
    assert "1 were there already" in done.stderr
    after = {path.name: path.stat() for path in folder.glob("*.pdf")}
    assert all(after[name].st_mtime_ns == stat.st_mtime_ns for name, stat in there.items())
    assert len([json.loads(line) for line in (folder / ".documents.jsonl").read_text("utf-8").splitlines()]) == len(
        RUNS
    )
    (job,) = queued(lab.url)
    assert (job.status, job.attempts, job.about.en) == ("succeeded", 2, f"3 runs → {folder}")
    assert "documents of 3 runs" in job.said.en


@on_postgresql
def test_a_worker_killed_before_it_heard_the_answer_reports_once(lab: Kept, tmp_path: Path) -> None:
    hall = Hall(tmp_path)
    hall.store.clock = time.time
    register(hall.store, station_key().public, INSTITUTE, "this one")
    number = issued(lab)
    with served(hall) as port:
        settings = f'[platform.province]\nurl = "http://127.0.0.1:{port}/"\ninstitute = "{INSTITUTE}"\ntrial = true\n'
        (lab.folder / "platforms.toml").write_text(settings, "utf-8")
        assert put_push(lab.url, lab.folder, "") is not None
        assert worker(lab, KILLED_BEFORE_IT_KNOWS).returncode == -signal.SIGKILL
        assert put_push(lab.url, lab.folder, "") is not None  # the killed one is no job that waits
        done = worker(lab)
    assert "accepted 1, refused 0" in done.stderr, done.stderr
    assert sorted(statuses(lab)) == ["failed", "succeeded"]
    assert "the same job waits" in queued(lab.url)[0].said.en
    with hall.store.reading() as connection:
        assert list(connection.scalars(select(result.c.res_id))) == [number]
    store = Store(lab.url)
    assert len(Outbox(store.engine, "province").rows("accepted")) == 1
    store.close()


@on_postgresql
def test_a_platform_that_is_away_is_tried_again_and_a_job_that_cannot_succeed_fails(lab: Kept, tmp_path: Path) -> None:
    (lab.folder / "platforms.toml").write_text(
        f'[platform.province]\nurl = "http://127.0.0.1:9/"\ninstitute = "{INSTITUTE}"\n', "utf-8"
    )
    issued(lab)
    certificate = tmp_path / "corrected.toml"
    certificate.write_text('correction = "0.001"\n', "utf-8")
    assert put_push(lab.url, lab.folder, "province") is not None
    assert put_reevaluation(
        lab.url, "PC-01", date(2026, 1, 1), certificate, tmp_path / "result.json", withdrawn=False
    ) is not None  # fmt: skip
    certificate.write_text('correction = "0.002"\n', "utf-8")
    told: list[Done] = []
    work(lab.url, told.append, once=True)
    said = {done.kind: done for done in told}
    assert said["push"].again
    assert not said["reevaluate"].again
    assert "not the one that was put in the queue" in said["reevaluate"].refused[0].en
    found = {job.kind: job for job in queued(lab.url)}
    assert (found["push"].status, found["reevaluate"].status) == ("todo", "failed")
    assert found["push"].next
    assert not (tmp_path / "result.json").exists()


@on_postgresql
def test_a_re_evaluation_of_the_night_is_what_the_command_says(lab: Kept, tmp_path: Path) -> None:
    output = tmp_path / "result.json"
    put_reevaluation(lab.url, "PC-01", date(2026, 1, 1), None, output, withdrawn=True)
    told: list[Done] = []
    work(lab.url, told.append, ["reevaluate"], once=True)
    assert told[0].refused == (), told
    direct = reevaluate_runs("PC-01", date(2026, 1, 1), None, lab.url, withdrawn=True)
    assert json.loads(output.read_text("utf-8")) == json.loads(json.dumps(direct))
    assert direct["changed"]


@on_postgresql
def test_the_witness_is_told_by_the_worker(lab: Kept, tmp_path: Path) -> None:
    with pytest.raises(Exception, match="names no witness"):
        put_witness(lab.url)
    (tmp_path / "witness").mkdir()
    store = Store(lab.url, witness=f"file:{tmp_path / 'witness'}")
    journal = Journal(store, "20261130-080000-told", station_key())
    journal.append("opened", {})
    journal.append("closed", {"outcome": "conform"})
    journal.close()
    assert ledger_of(store).witness
    store.close()
    assert put_witness(lab.url) is not None
    told: list[Done] = []
    work(lab.url, told.append, ["witness"], once=True)
    assert told[0].said.en.endswith("was told of 4 runs")


def test_on_sqlite_the_queue_says_what_to_do(tmp_path: Path) -> None:
    url = str(tmp_path / "runs.sqlite")
    Store(url).close()
    for put in (lambda: put_documents(url, ["x"], tmp_path), lambda: queued(url), lambda: work(url, print, once=True)):
        with pytest.raises(RegistersError) as refused:
            put()
        assert "do it at once, without --queue, or by a timer" in refused.value.reasons[0].en
    assert "定时器" in refused.value.reasons[0].zh


@on_postgresql
def test_a_kind_that_is_none_is_refused(fresh: Callable[[], str]) -> None:  # noqa: F811
    with pytest.raises(RegistersError) as refused:
        work(fresh(), print, ["pushes"], once=True)
    assert "documents, push" in refused.value.reasons[0].en
