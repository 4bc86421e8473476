"""A connection that fails in every way: each result arrives once, unchanged, and in the order of its instrument."""

import contextlib
import hashlib
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest
from sqlalchemy import select

from exchange.draft import Draft
from exchange.errors import ExchangeError
from supervision.audit import faults
from supervision.tables import result
from tests.exchange.line import Fault, Line, Sender, sender, served
from tests.platform_parts import Hall, draft, file_of
from tests.thorough import THOROUGH, number

LONGEST = 20_000


class Place:
    """A platform behind a line that fails, and an outbox that reports to it."""

    def __init__(self, folder: Path, port: int, hall: Hall) -> None:
        self.hall, self.line = hall, Line(port)
        self.sender: Sender = sender(hall, folder, self.line.port)
        self.next = 1

    def queue(self, **others: Any) -> Draft:
        """A result of a new instrument, with a file of its own."""
        content = f"record {self.next}".encode()
        made = draft(self.next, record=file_of(content), **others)._replace(
            files={hashlib.sha256(content).hexdigest(): content}
        )
        self.next += 1
        self.sender.outbox.queue([made], self.hall.key)
        return made

    def kept(self, document: str = "") -> list[Any]:
        query = select(result).order_by(result.c.n)
        with self.hall.store.reading() as connection:
            return list(connection.execute(query.where(result.c.res_id == document) if document else query))

    def push_until_done(self, rounds: int = 60) -> None:
        for _ in range(rounds):
            with contextlib.suppress(ExchangeError):
                self.sender.deliver()
            if not self.sender.outbox.rows("ready"):
                return
            self.hall.clock.sleep(7 * 3600.0)  # what the platform put off is due again


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder = tmp_path_factory.mktemp("faults")
    hall = Hall(folder)
    with served(hall) as port:
        found = Place(folder, port, hall)
        yield found
        found.line.close()


@pytest.mark.parametrize("kind", ["cut", "flip"])
def test_a_connection_cut_or_a_bit_changed_at_any_byte_loses_and_doubles_nothing(place: Place, kind: str) -> None:
    place.line.fault = Fault
    for at in range(0, LONGEST, 1 if THOROUGH else 331):
        place.line.once, place.line.passed = Fault(kind, at), 0
        made = place.queue()
        place.push_until_done()
        if place.line.once is not None:  # the exchange has fewer bytes
            break
        rows = place.kept(made.document)
        assert [orjson.loads(row.statement)["record"] for row in rows] == [made.record], at
        assert place.sender.outbox.rows("refused") == [], at
    else:
        pytest.fail(f"the exchange is longer than {LONGEST} bytes")
    assert faults(place.hall.store) == []


@pytest.mark.parametrize("seed", range(number(1, 40)))
def test_with_a_third_of_the_replies_lost_repeated_or_cut_all_arrive_once_and_in_order(place: Place, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  the same faults for the same seed
    kinds = ["drop", "repeat", "cut"] + ["none"] * 6
    place.line.fault = lambda: Fault(chance.choice(kinds), chance.randrange(1500))
    before = len(place.kept())
    queued: dict[str, list[str]] = {}
    for _ in range(8):
        first = place.queue()
        instrument = first.record["instrument"]
        chain = [first, place.queue(instrument=instrument), place.queue(instrument=instrument)]
        queued[instrument["serial"]] = [d.document for d in chain]
    place.push_until_done()
    rows = place.kept()[before:]
    arrived: dict[str, list[str]] = {}
    for row in rows:
        serial = orjson.loads(row.statement)["record"]["instrument"]["serial"]
        arrived.setdefault(serial, []).append(row.res_id)
    assert arrived == queued
    assert faults(place.hall.store) == []


def test_nothing_is_lost_while_the_network_is_away(place: Place) -> None:
    place.line.fault = lambda: Fault("cut", 0)
    made = place.queue()
    with pytest.raises(ExchangeError, match="cannot be reached"):
        place.sender.deliver()
    assert [row.document for row in place.sender.outbox.rows("ready")] == [made.document]
    place.line.fault = Fault
    assert place.sender.deliver().accepted == 1
    assert len(place.kept(made.document)) == 1
