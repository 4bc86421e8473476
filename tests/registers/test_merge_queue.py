"""Merges by a queue on PostgreSQL: put in once, done once, gone on with after the worker was killed in the middle."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest

from records.keys import StationKey
from records.register_changes import Reason
from records.store import Store
from records.verification import verify_store
from registers.book import Book
from registers.change import Change
from registers.conflicts import CONFLICTS
from registers.instruments import INSTRUMENTS, Instrument
from registers.organisations import DIVISIONS, Division
from registers.taken import TAKEN
from registers.verification import verify_registers
from services.register.merging import merge
from services.work_queue.jobs import put_merge as enqueue
from services.work_queue.jobs import queued
from services.work_queue.working import Done, _alone, work
from tests.records.test_both_databases import BINARIES, fresh, postgresql  # noqa: F401  fixtures
from tests.registers.conftest import key  # noqa: F401

COUNT, BLOCKED = 12, "KM:I0000008"
WORKER = """
import services.work_queue.tasks as tasks
from services.work_queue.working import work
tasks.EVENTS = 3
work({url!r}, print)
"""
COMMAND = "from console.cli.main import main; main()"
on_postgresql = pytest.mark.parametrize("fresh", ["postgresql"], indirect=True)


@pytest.fixture
def institute(tmp_path: Path, key: StationKey) -> str:  # noqa: F811
    """A store with some changes, one instrument each."""
    url = str(tmp_path / "km.sqlite")
    book = Book(Store(url, "NORMAL"))
    for n in range(COUNT):
        made = Instrument(name="压力表", maker="某厂", model="Y", serial=str(n))
        book.change(key, Reason("C", ""), lambda c, made=made: c.add(INSTRUMENTS, made))
    book.change(key, Reason("C", ""), lambda c: c.add(DIVISIONS, Division(name="云南"), "53"))
    book.store.close()
    return url


def until(connection: psycopg.Connection[Any], query: str) -> None:
    """Wait in the database until something is so."""
    for _ in range(1200):
        if connection.execute(f"SELECT ({query}), pg_sleep(0.05)").fetchone()[0]:  # type: ignore[index, call-overload]
            return
    raise AssertionError(query)


@on_postgresql
def test_a_killed_worker_loses_nothing_and_takes_nothing_twice(
    fresh: Callable[[], str],  # noqa: F811
    institute: str,
    key: StationKey,  # noqa: F811
) -> None:
    url = fresh()
    there = Book(Store(url))
    there.change(key, Reason("P", ""), lambda c: c.add(DIVISIONS, Division(name="云南省"), "53"))
    assert enqueue(url, institute, "KM", "P", "monthly") == 1
    assert enqueue(url, institute, "KM", "P", "again") is None
    address = url.replace("+psycopg", "")
    with psycopg.connect(address) as blocker, psycopg.connect(address, autocommit=True) as watch:
        row = INSTRUMENTS.row(BLOCKED, 1, "2026-01-01T00:00:00.000000+00:00", Instrument(name="x", serial="x"))
        names = ", ".join(f'"{name}"' for name in row)
        blocker.execute(
            f"INSERT INTO {INSTRUMENTS.now.name} ({names}) VALUES ({', '.join(['%s'] * len(row))})",  # type: ignore[arg-type]
            list(row.values()),
        )
        worker = subprocess.Popen([sys.executable, "-c", WORKER.format(url=url)], env=os.environ)
        until(watch, "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
        worker.send_signal(signal.SIGKILL)
        worker.wait()
        blocker.rollback()
        until(watch, "SELECT NOT count(*)::int::bool FROM pg_locks WHERE locktype = 'advisory'")
    assert [job.status for job in queued(url)] == ["doing"]
    assert 0 < there.count(INSTRUMENTS) < COUNT
    done = command("worker", "merge", "--once", "--store", url, "--lang", "en")
    assert "1 contradict" in done.stderr
    assert there.count(INSTRUMENTS) == COUNT
    assert [len(there.history(INSTRUMENTS, r.key)) for r in there.rows(INSTRUMENTS)] == [1] * COUNT
    (taken,) = there.rows(TAKEN)
    assert (taken.record.name, taken.record.change) == ("KM", COUNT + 1)
    (conflict,) = there.rows(CONFLICTS)
    assert (conflict.record.register, conflict.record.row, conflict.record.fields) == ("division", "53", ("name",))
    assert verify_store(there.store).intact
    assert verify_registers(there.store) == []
    (listed,) = json.loads(command("queue", "list", "--store", url, "--json").stdout)
    assert (listed["status"], listed["kind"], listed["given"]["other"]) == ("succeeded", "merge", institute)
    assert "1 contradict" in listed["said"]["en"]
    assert command("conflicts", "edit", conflict.key, "--set", "settled=yes", "--store", url).returncode == 0
    there.store.close()


def command(*words: str) -> subprocess.CompletedProcess[str]:
    """A command of the program, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", COMMAND, *words], env=os.environ, capture_output=True, text=True, check=False
    )


@on_postgresql
def test_each_job_is_told_and_one_worker_is_enough(
    fresh: Callable[[], str],  # noqa: F811
    institute: str,
    tmp_path: Path,
) -> None:
    url, told = fresh(), list[Done]()
    enqueue(url, str(tmp_path / "nowhere.sqlite"), "DL", "P", "")
    enqueue(url, institute, "KM", "P", "")
    enqueue(url, institute, "DL2", "P", "")

    def tell(done: Done) -> None:
        told.append(done)
        if done.about.en.startswith("KM"):
            with pytest.raises(Exception, match="another worker"):
                work(url, told.append, once=True)
            with _alone(url, ["documents", "push"]):  # other kinds may have a worker of their own
                pass

    work(url, tell, ["merge"], once=True)
    said = {d.about.en.partition(":")[0]: d for d in told}
    assert said["KM"].said.en.startswith(f"{COUNT + 1} events taken")
    assert "was called KM before" in said["DL2"].refused[0].en
    assert (said["DL"].again, said["DL2"].again, bool(said["DL"].refused)) == (True, False, True)
    jobs = {job.given["name"]: job for job in queued(url)}
    assert {name: job.status for name, job in jobs.items()} == {"KM": "succeeded", "DL2": "failed", "DL": "todo"}
    assert jobs["DL"].next > jobs["DL2"].next == ""
    assert "was called KM before" in jobs["DL2"].said.en
    assert enqueue(url, institute, "KM", "P", "") is not None


@on_postgresql
def test_a_change_that_ended_after_a_later_one_is_taken_too(
    fresh: Callable[[], str],  # noqa: F811
    tmp_path: Path,
    key: StationKey,  # noqa: F811
) -> None:
    url, province = fresh(), str(tmp_path / "province.sqlite")
    slow, quick, reason = Book(Store(url)), Book(Store(url)), Reason("C", "")

    def overtaken(change: Change) -> None:
        change.add(INSTRUMENTS, Instrument(name="压力表", serial="1"), "S1")
        quick.change(key, reason, lambda c: c.add(INSTRUMENTS, Instrument(name="压力表", serial="2"), "S2"))
        assert merge(province, url, "KM", "P", "").events == 1

    slow.change(key, reason, overtaken)
    assert merge(province, url, "KM", "P", "").events == 1
    assert merge(province, url, "KM", "P", "").events == 0
    there = Book(Store(province))
    assert sorted(row.key for row in there.rows(INSTRUMENTS)) == ["KM:S1", "KM:S2"]
    for book in (slow, quick, there):
        book.store.close()


@on_postgresql
def test_what_cannot_be_queued(fresh: Callable[[], str], institute: str) -> None:  # noqa: F811
    url = fresh()
    for other in ("postgresql://op:secret@db/km", "postgresql://db/km?user=op&password=secret"):
        with pytest.raises(Exception, match=r"\.pgpass"):
            enqueue(url, other, "KM", "P", "")
    with pytest.raises(Exception, match="kept in PostgreSQL"):
        enqueue(institute, institute, "KM", "P", "")
