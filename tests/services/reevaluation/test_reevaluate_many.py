"""Re-evaluation over several stores, on a cluster of processes, decides as this process does store by store."""

import contextlib
import os
import signal
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from distributed import LocalCluster

from records.errors import RegisterError, StoreError
from records.store import Store
from sequencer.reevaluation import campaign
from services.reevaluation import cluster
from services.reevaluation.reevaluate import reevaluate_runs
from services.reevaluation.reevaluate_many import reevaluate_stores
from tests.records.tampering import unguarded
from tests.sequencer.reevaluation.test_campaign import Runs, random_runs
from tests.thorough import THOROUGH

SINCE = random_runs.DAY
CORRECTED = 'correction = "-0.002"\n'


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[str]]:
    """Two institutes with gauges, and one that has never used the standard."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STEELYARD_KEYS", str(tmp_path_factory.getbasetemp() / "keys"))
        kinds = ("gauge", "gauge", "scale")
        made = [Runs(tmp_path_factory.mktemp(f"store-{n}"), kind, "simple", 5) for n, kind in enumerate(kinds)]
        yield [runs.store.given for runs in made]
        for runs in made:
            runs.store.close()


@pytest.fixture(scope="module")
def scheduler(stores: list[str]) -> Iterator[LocalCluster]:
    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    ) as found:  # fmt: skip
        yield found


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    path = tmp_path / "corrected.toml"
    path.write_text(CORRECTED, "utf-8")
    return path


def again(urls: list[str], certificate: Path | None, where: str = "", **how: Any) -> dict[str, Any]:
    return reevaluate_stores(
        "PC-01", SINCE, certificate, urls, withdrawn=how.get("withdrawn", False), cluster=where
    )  # fmt: skip


@pytest.mark.systems
@pytest.mark.waits
def test_a_cluster_decides_as_this_computer_store_by_store(
    stores: list[str], scheduler: LocalCluster, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(campaign, "MANY", 2)
    for given, withdrawn in ((certificate, False), (None, True)):
        far = again(stores, given, scheduler.scheduler_address, withdrawn=withdrawn)
        assert far == again(stores, given, withdrawn=withdrawn)
        each = [reevaluate_runs("PC-01", SINCE, given, url, withdrawn=withdrawn) for url in stores[:2]]
        assert far["changed"]
        assert [{k: v for k, v in line.items() if k != "store"} for line in far["changed"]] == [
            line for document in each for line in document["changed"]
        ]
        assert far["concerned"] == sum(document["concerned"] for document in each) == 10
        assert [line["concerned"] for line in far["stores"]] == [5, 5, 0]


def test_a_store_that_was_changed_is_named_and_stops_no_other(
    stores: list[str], certificate: Path, tmp_path: Path
) -> None:
    changed = str(tmp_path / "changed.sqlite")
    with contextlib.closing(Store(stores[0])) as store, store.engine.connect() as connection:
        connection.exec_driver_sql(f"VACUUM INTO '{changed}'")
    with unguarded(Path(changed)) as connection:
        connection.execute('UPDATE ledger SET entry = replace(entry, \'"time":"2\', \'"time":"1\')')
    found = again([changed, stores[1]], certificate)
    assert [line["store"] for line in found["refused"]] == [changed]
    assert found["concerned"] == 5


@pytest.mark.systems
@pytest.mark.skipif(not THOROUGH, reason="a further process that imports the program")
def test_a_worker_that_is_killed_costs_time_and_no_answer(
    stores: list[str], scheduler: LocalCluster, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(campaign, "MANY", 1)
    handed = campaign.Campaign.handed_to
    killed: list[int] = []

    def killing(self: Any, *given: Any) -> Any:
        futures = handed(self, *given)
        if not killed:
            killed.append(next(iter(scheduler.workers.values())).pid)
            os.kill(killed[0], signal.SIGKILL)
        return futures

    wanted = again(stores, certificate)
    monkeypatch.setattr(campaign.Campaign, "handed_to", killing)
    assert again(stores, certificate, scheduler.scheduler_address) == wanted
    assert killed


@pytest.mark.systems
def test_workers_with_another_program_and_a_scheduler_that_is_none_are_refused(
    stores: list[str], scheduler: LocalCluster, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 1)
    with pytest.raises(StoreError, match="cannot be reached"):
        again(stores, certificate, "tcp://127.0.0.1:9")
    monkeypatch.setattr(cluster, "PATIENCE", 30)
    monkeypatch.setattr(cluster, "manifest", _other_program)
    with pytest.raises(StoreError, match="another version of the program: tcp://"):
        again(stores, certificate, scheduler.scheduler_address)


def _other_program() -> str:
    return f"program of process {os.getpid()}"


def test_a_standard_that_nobody_used_is_more_often_a_slip(stores: list[str]) -> None:
    with pytest.raises(RegisterError, match="no stored run used 'PC-99'"):
        reevaluate_stores("PC-99", date(2026, 1, 1), None, stores, withdrawn=True)
