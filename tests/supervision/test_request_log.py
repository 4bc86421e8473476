"""The log of requests stays within its bounds, states what was removed, and nothing else goes."""

import json
from dataclasses import asdict, replace
from typing import Any

import pytest
from sqlalchemy import func, select

from exchange.ecqs import Ecqs
from supervision import request_log
from supervision.audit import faults
from supervision.request_log import DAY, RequestLog, Rule, removed, tidy
from supervision.tables import metadata, request
from supervision.witness import head
from tests.platform_parts import Hall, envelope


def line(hall: Hall, institute: str = "KM-01", status: int = 200) -> dict[str, Any]:
    who = {"address": "", "key": "", "institute": institute}
    return who | {"method": "GET", "path": "/", "status": status, "bytes": 0, "seconds": 0.0}


def lines(hall: Hall) -> int:
    with hall.store.reading() as connection:
        return int(connection.scalar(select(func.count()).select_from(request)) or 0)


def others(hall: Hall) -> dict[str, int]:
    """Rows of every table but those of the log."""
    tables = [t for t in metadata.sorted_tables if t.name not in {"request", "request_removed", "nonce"}]
    with hall.store.reading() as connection:
        return {t.name: int(connection.scalar(select(func.count()).select_from(t)) or 0) for t in tables}


def test_lines_go_by_their_age_and_what_went_is_stated(hall: Hall) -> None:
    began = lines(hall)
    hall.store.log(**line(hall, "DL-01", 401))
    hall.clock.sleep(10 * DAY)
    for _ in range(3):
        hall.store.log(**line(hall))
    hall.clock.sleep(21 * DAY)
    (found,) = tidy(hall.store, Rule(days=30, lines=0))
    assert (found.rule, found.count, lines(hall)) == ("age", began + 1, 3)
    assert {"institute": "DL-01", "status": 401, "count": 1} in json.loads(found.summary)
    assert tidy(hall.store, Rule(days=30, lines=0)) == []
    assert removed(hall.store, 10) == [asdict(found)]
    assert found.first <= found.last < found.time
    hall.clock.sleep(9 * DAY - 1)
    assert tidy(hall.store, Rule(days=30, lines=0)) == []
    hall.clock.sleep(2)
    assert tidy(hall.store, Rule(days=30, lines=0))[0].count == 3


def test_lines_go_by_their_number_the_oldest_first(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(request_log, "AT_ONCE", 4)
    began = lines(hall)
    for n in range(10):
        hall.store.log(**line(hall, status=n))
    counts = []
    while found := tidy(hall.store, Rule(days=0, lines=3)):
        counts.append(found[0].count)
    assert counts == [4] * ((began + 7) // 4) + ([(began + 7) % 4] if (began + 7) % 4 else [])
    with hall.store.reading() as connection:
        assert list(connection.scalars(select(request.c.status).order_by(request.c.n))) == [7, 8, 9]
    assert sum(row["count"] for row in removed(hall.store, 10)) == began + 7


def test_a_rule_of_nothing_removes_nothing(hall: Hall) -> None:
    hall.clock.sleep(4000 * DAY)
    began = lines(hall)
    assert tidy(hall.store, Rule(0, 0)) == []
    assert lines(hall) == began


def test_a_platform_that_is_asked_all_the_time_stays_within_its_bounds_and_keeps_what_it_received(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(request_log, "EVERY", 5)
    log = RequestLog(hall.store, Rule(days=365, lines=20))
    Ecqs(hall.link()).send([envelope(hall.key, n) for n in range(1, 4)])
    head(hall.store)
    before = others(hall)
    assert before["result"] == 3
    for _ in range(100):
        log.write(**line(hall))
        assert lines(hall) <= 25
    assert others(hall) == before
    assert faults(hall.store) == []


def test_a_served_platform_follows_its_rule(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    from starlette.testclient import TestClient

    from supervision.app import application

    monkeypatch.setattr(request_log, "EVERY", 2)
    platform = replace(hall.app.state.platform, log=Rule(days=0, lines=3))
    client = TestClient(application(platform))
    for _ in range(12):
        client.get("/check")
    assert lines(hall) <= 5
    assert removed(hall.store, 1)[0]["lines"] == 3
