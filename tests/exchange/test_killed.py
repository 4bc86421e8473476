"""A platform that is killed in the middle of a bulk and started again: every result is there, once, in order."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import orjson
import pytest
from sqlalchemy import func, select

from exchange.errors import Unreachable
from supervision.audit import faults
from supervision.tables import result
from tests.exchange.line import Sender, sender
from tests.platform_parts import NOW, Hall, draft

pytestmark = pytest.mark.systems

PROGRAM = """
import sys
from supervision.asking import Platform
from supervision.serve import serve
from supervision.store import PlatformStore
store = PlatformStore(sys.argv[1], lambda: float(sys.argv[3]))
serve(Platform(store), "127.0.0.1", int(sys.argv[2]), lambda address: print(address, flush=True))
"""
RESULTS, BATCH = 120, 10


@contextmanager
def running(hall: Hall, port: int) -> Iterator[subprocess.Popen[str]]:
    """A platform in a process of its own."""
    words = [sys.executable, "-c", PROGRAM, hall.store.address, str(port), str(NOW)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("http://")
        try:
            yield process
        finally:
            process.kill()


def test_a_platform_killed_in_mid_bulk_has_every_result_once_and_in_order(hall: Hall, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    lab: Sender = sender(hall, tmp_path, port, tries=2, batch=BATCH)
    drafts = [draft(n, instrument={"name": "表", "serial": str(n % 30)}) for n in range(1, RESULTS + 1)]
    lab.outbox.queue(drafts, hall.key)
    with running(hall, port) as platform:
        send, calls = lab.platform.send, 0

        def killing(envelopes: object) -> object:
            nonlocal calls
            calls += 1
            if calls == 5:
                platform.kill()
            return send(envelopes)  # type: ignore[arg-type]

        lab.platform.send = killing  # type: ignore[method-assign, assignment]
        with pytest.raises(Unreachable):
            lab.deliver()
    with hall.store.reading() as connection:
        assert 0 < int(connection.scalar(select(func.count()).select_from(result)) or 0) < RESULTS
    lab.platform.send = send  # type: ignore[method-assign]
    with running(hall, port):
        lab.deliver()
    with hall.store.reading() as connection:
        rows = list(connection.scalars(select(result.c.statement).order_by(result.c.n)))
    found: dict[str, list[str]] = {}
    for row in rows:
        record = orjson.loads(row)["record"]
        found.setdefault(record["instrument"]["serial"], []).append(record["res_id"])
    wanted: dict[str, list[str]] = {}
    for d in drafts:
        wanted.setdefault(d.record["instrument"]["serial"], []).append(d.document)
    assert found == wanted
    assert faults(hall.store) == []
    assert lab.outbox.rows("ready", "refused") == []
