"""Who is let in: a signature of a registered key, of this moment, once; and not too often."""

from pathlib import Path

import pytest
from sqlalchemy import select

from exchange.answers import Tasks
from exchange.errors import Refused, Unreachable
from exchange.request_signature import Asked, sign_request
from supervision.stations import revoke
from supervision.tables import request
from tests.platform_parts import NOW, Hall, station

PATH = "/api/v1/tasks"


def asked(hall: Hall, created: int = int(NOW), **changes: str) -> tuple[int, str]:
    """Ask with a signature, of which parts may be changed on the way."""
    headers = sign_request(
        hall.key, Asked("GET", "testserver", PATH, "limit=5", b""), created, changes.pop("nonce", "")
    )
    answer = hall.client.get(changes.pop("path", f"{PATH}?limit=5"), headers={**headers, **changes})
    return answer.status_code, "" if answer.status_code == 200 else answer.json()["refused"][0]["code"]


def test_a_signed_request_is_answered_once(hall: Hall) -> None:
    assert asked(hall, nonce="0123456789abcdef") == (200, "")
    assert asked(hall, nonce="0123456789abcdef") == (401, "replayed")


def test_what_was_changed_on_the_way_is_refused(hall: Hall) -> None:
    assert asked(hall, path=f"{PATH}?limit=6") == (401, "signature")
    assert asked(hall, Signature="station=:AAAA:") == (401, "signature")
    assert asked(hall, **{"Content-Digest": "sha-256=:AAAA:"}) == (401, "digest")
    assert asked(hall, **{"Signature-Input": "sig1=()"}) == (401, "missing")
    assert hall.client.get(PATH).status_code == 401


@pytest.mark.parametrize("seconds", [-301, 301])
def test_a_clock_that_is_wrong_is_told_the_time(hall: Hall, seconds: int) -> None:
    assert asked(hall, int(NOW) + seconds) == (401, "clock")


def test_a_key_that_nobody_registered_and_one_that_was_revoked_are_refused(hall: Hall) -> None:
    with pytest.raises(Refused) as unknown:
        hall.link(station(7)).ask("GET", "api/v1/tasks", Tasks)
    assert unknown.value.code == "unknown-key"
    revoke(hall.store, hall.key.name, "lost")
    assert asked(hall) == (403, "revoked")


def test_who_asks_too_often_waits(tmp_path: Path) -> None:
    hall = Hall(tmp_path, at_once=3)
    assert [asked(hall)[0] for _ in range(4)] == [200, 200, 200, 429]
    with pytest.raises(Unreachable):
        hall.link(tries=1).ask("GET", "api/v1/tasks", Tasks)
    hall.link(tries=3).ask("GET", "api/v1/tasks", Tasks)


def test_every_request_is_logged_without_content(hall: Hall) -> None:
    before = len(rows(hall))
    asked(hall)
    hall.client.get(PATH)
    hall.client.get("/")
    found = rows(hall)[before:]
    assert [(r.path, r.status, r.institute) for r in found] == [(PATH, 200, "KM-01"), (PATH, 401, ""), ("/", 200, "")]


def rows(hall: Hall) -> list[tuple[object, ...]]:
    with hall.store.reading() as connection:
        return list(connection.execute(select(request).order_by(request.c.n)))


def test_a_large_request_is_refused_before_it_is_read(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("supervision.entrance.LARGEST", 1000)
    answer = hall.client.put("/api/v1/files/" + "0" * 64, content=b"x" * 1001)
    assert answer.status_code == 413
