"""The witness of a platform: what a store was told to it is proved, found again, and read by nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec import structs

from exchange.witness import PlatformWitness
from records.errors import WitnessError
from records.keys import StationKey, station_key
from records.store import Store
from records.verification import ledger_of
from records.witness.comparing import Compared, compare
from records.witness.sending import send, untold
from supervision.stations import register
from tests.evidence.attacks import Scene
from tests.evidence.own_key import LATER, copied, failed_deleted, forget, put_back
from tests.platform_parts import INSTITUTE, Hall, station

if TYPE_CHECKING:
    from pathlib import Path

ADDRESS = "http://127.0.0.1"


@pytest.fixture
def scene(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Scene:
    monkeypatch.setenv("STEELYARD_KEYS", str(tmp_path / "keys"))
    return Scene.at(tmp_path)


@pytest.fixture
def hall(tmp_path: Path, scene: Scene) -> Hall:
    """A platform that knows the station."""
    found = Hall(tmp_path)
    register(found.store, station_key().public, INSTITUTE, "bench 7")
    return found


def witness(hall: Hall, key: StationKey | None = None) -> PlatformWitness:
    return PlatformWitness(ADDRESS, hall.link(key or station_key()))  # type: ignore[arg-type]


def tell(scene: Scene, hall: Hall) -> int:
    store = Store(str(scene.path))
    try:
        return send(store, station_key(), witness(hall))
    finally:
        store.close()


def compared(scene: Scene, hall: Hall, key: StationKey | None = None) -> Compared:
    store = Store(str(scene.path), read_only=True)
    try:
        return compare(store, ledger_of(store), witness(hall, key))
    finally:
        store.close()


def test_told_once_and_found_again(scene: Scene, hall: Hall) -> None:
    assert tell(scene, hall) == 2
    assert tell(scene, hall) == 0
    scene.write(LATER, station_key())
    assert tell(scene, hall) == 1
    found = compared(scene, hall)
    assert (found.sound, found.known, found.untold, found.remarks) == (True, 3, [], [])
    assert found.head is not None
    assert found.head.size == 3


def test_a_failed_run_that_was_deleted_is_found(scene: Scene, hall: Hall) -> None:
    tell(scene, hall)
    expected = failed_deleted(scene)
    forget(scene)
    assert scene.verified().intact
    found = compared(scene, hall)
    assert any(expected in c.en for c in found.contradictions.values())


def test_an_older_copy_is_found(scene: Scene, hall: Hall) -> None:
    tell(scene, hall)
    week = copied(scene, "week")
    scene.write(LATER, station_key())
    tell(scene, hall)
    put_back(scene, week)
    assert any(LATER in c.en for c in compared(scene, hall).contradictions.values())


def test_an_answer_that_was_lost_is_given_again(scene: Scene, hall: Hall) -> None:
    """The platform kept what it was told, and the line broke before it answered."""
    store = Store(str(scene.path))
    told = untold(store, ADDRESS).told
    store.close()
    first = witness(hall).receive(told)
    again = witness(hall).receive(told)
    assert first.entries == again.entries
    assert again.head.size == 2
    assert tell(scene, hall) == 2
    assert compared(scene, hall).sound


def test_another_institute_reads_nothing_and_takes_nothing_over(scene: Scene, hall: Hall) -> None:
    tell(scene, hall)
    other = station(9)
    register(hall.store, other.public, "DL-01", "bench 1")
    assert compared(scene, hall, other).known == 0
    store = Store(str(scene.path))
    told = untold(store, "elsewhere").told
    store.close()
    with pytest.raises(WitnessError, match="is none of the institute"):
        witness(hall, other).receive(told)
    register(hall.store, station(3).public, INSTITUTE, "bench 8")
    assert compared(scene, hall, station(3)).known == 2, "a second station of the same institute does"


def test_what_is_no_ledger_entry_is_refused_with_its_field(scene: Scene, hall: Hall) -> None:
    store = Store(str(scene.path))
    ((n, good), *_) = untold(store, ADDRESS).told
    store.close()
    for bad in (
        {"entry": good.entry.replace('"n":2', '"n":3')},
        {"entry": "{}"},
        {"entry": "[" * 900 + "]" * 900},
        {"entry": good.entry.replace('"n":2', '"n":2.0')},
        {"key": "00"},
        {"signature": "x"},
    ):
        with pytest.raises(WitnessError, match="statements"):
            witness(hall).receive([(n, good), (n, structs.replace(good, **bad))])
    assert witness(hall).head().size == 0, "all or none"


def test_pages_are_read_to_the_end(scene: Scene, hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    from supervision import witness as kept

    tell(scene, hall)
    whole = kept.of_store
    monkeypatch.setattr(kept, "of_store", lambda s, i, n, after, _limit, size: whole(s, i, n, after, 1, size))
    assert compared(scene, hall).known == 2
