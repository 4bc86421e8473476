"""A bulk of results through the outbox to a platform in a process of its own: rates and processor time.

    python -m benchmarks.exchange.bulk --results 10000

Results are made up; nothing is taken from runs. The platform keeps its database on the same disk, durably,
and answers over loopback without TLS.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from typing import TYPE_CHECKING, Any

import httpx
from sqlalchemy import create_engine

from exchange.draft import Draft, draft_of_result
from exchange.ecqs import Ecqs
from exchange.forms import Result
from exchange.http import Link
from exchange.outbox import Outbox
from exchange.reading import read_form
from exchange.settings import PlatformSettings
from records.keys import file_key
from services.exchange.pushing import Pushed, deliver
from supervision.audit import faults
from supervision.stations import register
from supervision.store import PlatformStore

if TYPE_CHECKING:
    from collections.abc import Callable

PLATFORM = """
import sys
from supervision.app import application
from supervision.asking import Platform
from supervision.limits import RateLimit
from supervision.store import PlatformStore
import socket, time, uvicorn
listening = socket.create_server(("127.0.0.1", 0))
app = application(Platform(PlatformStore(sys.argv[1])), RateLimit(10**9, 1.0, time.monotonic))
print(listening.getsockname()[1], flush=True)
uvicorn.Server(uvicorn.Config(app, log_level="critical")).run(sockets=[listening])
"""


class Sender:
    """What `deliver` needs of a laboratory."""

    def __init__(self, outbox: Outbox, platform: Ecqs, settings: PlatformSettings) -> None:
        self.outbox, self.platform, self.settings, self.clock = outbox, platform, settings, time.time


def fields(n: int, content: bytes) -> dict[str, Any]:
    """A made-up result."""
    return {
        "form": 1, "res_id": f"JL-2026-{n:06d}", "event": "issued", "institute": "KM-01", "inspect_date": "2026-11-20",
        "inspector": "张三", "verdict": "合格", "basis": "JJG 52-2013", "trial": False,
        "instrument": {"name": "压力表", "serial": f"S{n:06d}", "maker": "示范厂", "model": "Y-100",
                       "division_code": "530102"},
        "standards": [{"name": "数字压力计", "model": "X", "serial": "1", "accuracy": "0.05", "certificate": "C-1",
                       "valid_until": "2027-01-01"}],
        "items": [{"code": f"item-{k}", "name": "示值误差", "value": "0.01 MPa", "verdict": "合格",
                   "time": "2026-11-20T08:00:00+00:00"} for k in range(5)],
        "record": {"name": "record.xlsx", "media": "application/x", "size": len(content),
                   "sha256": hashlib.sha256(content).hexdigest()},
        "run": f"20261120-080000-{n:07d}", "head": "0" * 64,
    }  # fmt: skip


def draft(n: int, size: int, *, own: bool) -> Draft:
    """A made-up report; its record is of its own, or one that all share."""
    content = (f"record {n if own else 0} ".encode() * (size // 8 + 1))[:size]
    result = read_form(Result, fields(n, content))
    return draft_of_result(
        result.res_id, result, result.model_dump(mode="json"), "", {hashlib.sha256(content).hexdigest(): content}
    )


def measured(what: str, count: int, work: Callable[[], object]) -> None:
    """Do some work and print its rate and its processor time in this process."""
    began, before = time.perf_counter(), getrusage(RUSAGE_SELF)
    work()
    after, seconds = getrusage(RUSAGE_SELF), time.perf_counter() - began
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"{what:<42} {count / seconds:8.0f} /s  {1000 * cpu / count:7.2f} ms processor time each, here")


def main() -> None:
    """Measure."""
    given = argparse.ArgumentParser()
    given.add_argument("--results", type=int, default=10_000)
    given.add_argument("--size", type=int, default=20_000, help="bytes of a record")
    given.add_argument("--own-files", action="store_true", help="each result has a record of its own")
    chosen = given.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bulk(folder, chosen.results, chosen.size, own=chosen.own_files)


def bulk(folder: Path, count: int, size: int, *, own: bool) -> None:
    """Queue and deliver a bulk, and read it through on the platform."""
    key = file_key(folder / "keys")
    store = PlatformStore(str(folder / "platform.sqlite"))
    register(store, key.public, "KM-01", "bench")
    words = [sys.executable, "-c", PLATFORM, str(folder / "platform.sqlite")]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env={**os.environ}) as platform:
        assert platform.stdout is not None
        port = int(platform.stdout.readline())
        settings = PlatformSettings(url=f"http://127.0.0.1:{port}/", institute="KM-01")
        client = httpx.Client(base_url=settings.url, timeout=60, trust_env=False)
        outbox = Outbox(create_engine(f"sqlite:///{folder / 'outbox.sqlite'}"), "province")
        sender = Sender(outbox, Ecqs(Link(settings, key, client)), settings)
        drafts = [draft(n, size, own=own) for n in range(count)]
        measured("into the outbox, signed", count, lambda: _queued(outbox, drafts, key))
        done = Pushed()
        measured("delivered", count, lambda: deliver(sender, done))  # type: ignore[arg-type]
        assert done.accepted == count, done
        again = Pushed()
        deliver(sender, again)  # type: ignore[arg-type]
        assert again.accepted == 0
        measured("read through on the platform", count, lambda: _intact(store))
        platform.terminate()
    used = getrusage(RUSAGE_CHILDREN)
    each = 1000 * (used.ru_utime + used.ru_stime) / count
    print(f"{'the platform, start and all of it':<42} {each:20.2f} ms processor time each")


def _queued(outbox: Outbox, drafts: list[Draft], key: Any) -> None:
    for start in range(0, len(drafts), 100):
        outbox.queue(drafts[start : start + 100], key)


def _intact(store: PlatformStore) -> None:
    assert faults(store) == []


if __name__ == "__main__":
    main()
