"""A search over a whole store: what was forged is found, what is honest is not."""

import json
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from console.cli.main import main
from records.journal import Journal
from records.keys import station_key
from records.store import Store
from services.refused.bad_search import BadSearch
from services.suspicious_data.suspicious import search
from tests.services.suspicious_data.test_record_alerts import gauge

HONEST = 12
TODAY = datetime.now(UTC).astimezone().date()
COPY = 1003


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store of honest gauges, and one whose readings are those of another."""
    address = str(tmp_path_factory.mktemp("suspicious") / "runs.sqlite")
    store, key = Store(address), station_key()
    runs = [gauge(1000 + n, day=str(TODAY)) for n in range(HONEST)]
    runs.append(gauge(COPY, room=99, serial="copy", day=str(TODAY)))
    runs.append(gauge(2000, serial="late", day=str(TODAY - timedelta(9))))
    for n, events in enumerate(runs):
        journal = Journal(store, f"202611{n + 1:02d}-070000-{n:07x}", key)
        for event in events:
            journal.append(event.kind, event.body, event.address)
        journal.close()
    store.close()
    return address


def test_a_copied_record_is_found_with_the_one_it_was_copied_from(url: str) -> None:
    found = search(url)
    (copied,) = [s for s in found.found if s.alert.kind == "copied"]
    assert copied.serial == "copy"
    assert copied.compare == ("20261104-070000-0000003",)
    assert found.runs == HONEST + 2
    assert found.readings == 26 * (HONEST + 2)
    others = [(s.alert.kind, s.serial) for s in found.found if s is not copied and s.alert.kind != "pace"]
    assert others == [("backdated", "late")]
    assert sum(s.alert.kind == "pace" for s in found.found) == HONEST + 2  # this test wrote them faster than a person


def test_what_is_older_is_compared_and_not_listed(url: str) -> None:
    assert {s.serial for s in search(url, since=str(TODAY)).found} == {
        "copy",
        *(f"G-{1000 + n}" for n in range(HONEST)),
    }
    assert search(url, since=str(TODAY + timedelta(1))).found == ()
    assert search(url, regulation="JJG 52-2013").runs == HONEST + 2
    with pytest.raises(BadSearch, match="JJG 1"):
        search(url, regulation="JJG 1")


def typed(patch: pytest.MonkeyPatch, *words: str) -> None:
    patch.setattr("sys.argv", ["steelyard", *words])
    with suppress(SystemExit):
        main()


def test_the_command_lists_it(url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    typed(monkeypatch, "--lang", "en", "suspicious", "--store", url)
    shown = capsys.readouterr()
    assert "Readings of another record" in shown.out
    assert "14 records with 364 readings searched; 16 alerts" in shown.err
    typed(monkeypatch, "suspicious", "--store", url, "--json")
    alerts = json.loads(capsys.readouterr().out)["alerts"]
    assert {alert["kind"] for alert in alerts} == {"copied", "backdated", "pace"}


def test_an_empty_store_has_nothing_suspicious(tmp_path: Path) -> None:
    address = str(tmp_path / "runs.sqlite")
    Store(address).close()
    found = search(address)
    assert (found.found, found.runs) == ((), 0)
