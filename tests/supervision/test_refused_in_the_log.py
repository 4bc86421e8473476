"""A station that is refused after it has signed is named in the log of requests."""

from pathlib import Path

import pytest
from sqlalchemy import select

from exchange.answers import Tasks
from exchange.errors import ExchangeError
from supervision.stations import revoke
from supervision.tables import request
from tests.platform_parts import INSTITUTE, Hall, station


def test_a_signed_request_that_is_refused_is_logged_with_its_institute(tmp_path: Path) -> None:
    hall = Hall(tmp_path, at_once=1)
    link = hall.link(tries=1)
    link.ask("GET", "api/v1/tasks", Tasks)
    with pytest.raises(ExchangeError, match="busy"):
        link.ask("GET", "api/v1/tasks", Tasks)
    hall.clock.now += 1000
    with pytest.raises(ExchangeError, match="not registered"):
        hall.link(station(9), tries=1).ask("GET", "api/v1/tasks", Tasks)
    revoke(hall.store, hall.key.name, "lost")
    hall.clock.now += 1000
    with pytest.raises(ExchangeError, match="revoked"):
        link.ask("GET", "api/v1/tasks", Tasks)
    with hall.store.reading() as connection:
        logged = [tuple(row) for row in connection.execute(select(request.c.status, request.c.institute))]
    assert logged == [(200, INSTITUTE), (429, INSTITUTE), (401, ""), (403, INSTITUTE)]
