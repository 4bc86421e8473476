"""Requests and replies that come late, by the wall clock: each result is kept once, in the order of its instrument."""

import contextlib
import random
import time
from pathlib import Path

import orjson
import pytest
from sqlalchemy import select

from exchange.errors import ExchangeError
from supervision.audit import faults
from supervision.tables import result
from tests.exchange.line import Fault, Line, sender, served
from tests.platform_parts import Hall, draft

PATIENCE, LATE = 0.15, 0.35
"""Seconds for which the laboratory waits for a reply, and after which one comes that is late."""


@pytest.mark.waits
@pytest.mark.parametrize("kind", ["late", "slow"])
def test_what_comes_late_is_kept_once_and_in_order(hall: Hall, tmp_path: Path, kind: str) -> None:
    chance = random.Random(kind)  # noqa: S311  the same delays each time
    drafts = [draft(n, instrument={"name": "表", "serial": str(n % 2)}) for n in range(1, 9)]
    with served(hall) as port:
        line = Line(port)
        lab = sender(hall, tmp_path, line.port, tries=2, batch=2, patience=PATIENCE)
        lab.outbox.queue(drafts, hall.key)
        asked: list[str] = []

        def fault() -> Fault:
            asked.append(kind if chance.random() < 0.4 else "none")
            return Fault(asked[-1], seconds=LATE)

        line.fault = fault
        for _ in range(40):
            with contextlib.suppress(ExchangeError):
                lab.deliver()
            if not lab.outbox.rows("ready"):
                break
        time.sleep(2 * LATE)  # slow: by the wall clock
        line.close()
    assert kind in asked
    assert lab.outbox.rows("ready", "refused") == []
    with hall.store.reading() as connection:
        kept = [
            orjson.loads(row)["record"] for row in connection.scalars(select(result.c.statement).order_by(result.c.n))
        ]
    assert sorted(r["res_id"] for r in kept) == sorted(d.document for d in drafts)
    for serial in ("0", "1"):
        of = [r["res_id"] for r in kept if r["instrument"]["serial"] == serial]
        assert of == sorted(of)
    assert faults(hall.store) == []
