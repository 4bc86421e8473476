"""A week in the field comes to its institute over a line that breaks every minute, by way of a platform."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from exchange.errors import Refused, Unreachable
from exchange.packs import send_pack, waiting
from records.keys import station_key
from records.store import Store
from services.kits.exchange import fetch_kits, refused
from supervision.stations import register
from tests.platform_parts import INSTITUTE, Clock, Hall, station
from tests.records.field import Place

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from exchange.http import Link

WEEK = [f"202611{day}-{hour}0000-kit" for day in range(23, 28) for hour in ("08", "14")]
PHOTOGRAPH = b"\x89PNG" + bytes(range(256)) * 3000  # 768 kB


class Breaking:
    """A line that is up for a minute and down for a quarter of one; every second break swallows an answer."""

    def __init__(self, client: Any, clock: Clock) -> None:
        self._client, self._clock, self._breaks = client, clock, 0
        self.sent = 0

    def build_request(self, *words: Any, **more: Any) -> httpx.Request:
        found: httpx.Request = self._client.build_request(*words, **more)
        return found

    def send(self, request: httpx.Request, **how: Any) -> httpx.Response:
        self.sent += len(request.content)
        self._clock.now += 4.0
        if self._clock.now % 75 < 60:
            found: httpx.Response = self._client.send(request, **how)
            return found
        self._breaks += 1
        if self._breaks % 2:
            self._client.send(request, **how)
        raise httpx.ReadError("connection reset")


@pytest.fixture
def places(tmp_path: Path) -> Iterator[tuple[Place, Place, Hall]]:
    """An institute, a kit after a week, and a platform that knows both."""
    before = os.environ.get("STEELYARD_KEYS", "")
    institute, kit, hall = Place(tmp_path / "institute"), Place(tmp_path / "kit"), Hall(tmp_path)
    institute.write("20261124-090000-own")
    for run in WEEK:
        kit.write(run, photograph=PHOTOGRAPH if run == WEEK[3] else b"")
    institute.trust(kit)
    for place, name in ((institute, "bench 1"), (kit, "kit 3")):
        with place.store():
            register(hall.store, station_key().public, INSTITUTE, name)
    yield institute, kit, hall
    os.environ["STEELYARD_KEYS"] = before


def link(place: Place, hall: Hall, client: Any = None) -> Link:
    os.environ["STEELYARD_KEYS"] = str(place.folder / "keys")
    return hall.link(station_key(), client, tries=2)  # type: ignore[arg-type]


def test_a_week_over_a_line_that_breaks_every_minute(places: tuple[Place, Place, Hall]) -> None:
    institute, kit, hall = places
    pack, line = kit.pack(), Breaking(hall.client, hall.clock)
    tries = until_it_works(hall, lambda: send_pack(link(kit, hall, line), pack))
    size = sum(p.stat().st_size for p in pack.iterdir() if len(p.name) == 64)
    assert tries > 2, "the line did break"
    assert line.sent < 1.5 * size, "what was brought is not brought again"
    assert len(waiting(link(institute, hall), 0)) == 1
    folder, line = institute.folder / "packs", Breaking(hall.client, hall.clock)
    at_institute = link(institute, hall, line)
    found: list[Any] = []
    assert until_it_works(hall, lambda: found.extend(fetch_kits(str(institute.path), folder, at_institute))) > 1
    assert [one.taken.runs for one in found] == [WEEK]
    assert not refused(found)
    assert institute.verified().intact
    with institute.store() as store, kit.store() as theirs:
        assert [store.rows(run) for run in WEEK] == [theirs.rows(run) for run in WEEK]
    assert fetch_kits(str(institute.path), folder, link(institute, hall)) == []


def until_it_works(hall: Hall, act: Any) -> int:
    """Somebody gives the command again after each failure."""
    for tries in range(1, 100):
        try:
            act()
        except Unreachable:
            hall.clock.now += 20.0
        else:
            return tries
    raise AssertionError("it never worked")


def test_a_clone_is_named_and_the_next_pack_is_taken(places: tuple[Place, Place, Hall]) -> None:
    institute, kit, hall = places
    clone = kit.copy(kit.folder.parent / "clone")
    kit.write("20261201-080000-kit")
    clone.write("20261201-090000-two")
    send_pack(link(kit, hall), kit.pack())
    send_pack(link(clone, hall), clone.pack())
    kit.write("20261202-080000-kit")
    send_pack(link(kit, hall), kit.pack("later"))
    found = fetch_kits(str(institute.path), institute.folder / "packs", link(institute, hall))
    assert [one.taken is None for one in found] == [False, True, False]
    assert "two kits go on from one" in found[1].refused
    assert refused(found)
    with institute.store() as store:
        assert isinstance(store, Store)
        assert len(store.names()) == 1 + len(WEEK) + 2


def test_another_institute_sees_no_pack(places: tuple[Place, Place, Hall]) -> None:
    _, kit, hall = places
    passed = send_pack(link(kit, hall), kit.pack())
    other = station(9)
    register(hall.store, other.public, "DL-01", "bench 1")
    assert waiting(hall.link(other), 0) == []
    with pytest.raises(Refused):
        hall.link(other).raw("GET", f"api/v1/files/{passed.manifest}/content")


def test_a_pack_that_is_not_there_whole_is_not_listed(places: tuple[Place, Place, Hall]) -> None:
    _, kit, hall = places
    with pytest.raises(Refused, match="not whole"):
        link(kit, hall).raw("POST", "api/v1/packs", content={"manifest": "0" * 64})
