"""The certificate that covered a meter comes from the registers; a reading by hand bears it too."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from monitoring.errors import MonitorError
from monitoring.monitor_file import MonitorFile, load_monitor
from monitoring.reading import values
from monitoring.sample import Certificate
from monitoring.store import SampleStore
from registers.documents import DOCUMENTS, IssuedDocument
from registers.instruments import INSTRUMENTS, Instrument
from services.monitoring.by_hand import enter
from services.monitoring.certificates import Covering
from services.monitoring.checking import check_monitor
from services.register.book import changing
from tests.monitoring.plant import MIDNIGHT, hours, plant


def document(first: str, last: str, **others: Any) -> IssuedDocument:
    days = {"on": date.fromisoformat(first), "valid_until": date.fromisoformat(last)}
    known: dict[str, Any] = {"kind": "certificate", "run": "r", "verifier": "A001", "head": "0", "instrument": "PG-1"}
    return IssuedDocument(**{**known, **days, "state": "issued", "outcome": "conform", **others})


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MonitorFile:
    """A meter that was verified three times; its newest certificate was cancelled."""
    monkeypatch.setenv("STEELYARD_KEYS", str(tmp_path / "keys"))

    def work(change: Any) -> None:
        now = {"verified_on": date(2026, 11, 24), "valid_until": date(2028, 11, 23), "certificate": "JL-2"}
        meter = Instrument(name="电能表", serial="202204150918", code="M-7", result="conform", **now)  # type: ignore[arg-type]
        change.add(INSTRUMENTS, meter, "PG-1")
        change.add(DOCUMENTS, document("2022-01-01", "2026-11-23", state="superseded", reason="to JL-2"), "JL-1")
        change.add(DOCUMENTS, document("2026-11-24", "2030-01-01", state="cancelled", reason="wrong"), "JL-3")
        change.add(DOCUMENTS, document("2026-11-24", "2030-01-01", outcome="not_conform"), "JL-4")

    changing(str(tmp_path / "lab.sqlite"), "A001", "test", work)
    return named(tmp_path, "M-7")


def named(folder: Path, instrument: str) -> MonitorFile:
    plant(folder, periods='"60min"')
    path = folder / "plant.toml"
    path.write_text(
        path.read_text("utf-8").replace("[meters.E-1]", f'[meters.E-1]\ninstrument = "{instrument}"'), "utf-8"
    )
    return load_monitor(path)


def test_each_day_has_the_certificate_that_was_valid_then(file: MonitorFile) -> None:
    covering = Covering(file, str(file.folder / "lab.sqlite"))
    covering.load()
    assert covering("E-1", "2021-12-31") is None
    assert covering("E-1", "2026-11-23") == Certificate("JL-1", "2022-01-01", "2026-11-23")
    assert covering("E-1", "2026-11-24") == Certificate("JL-2", "2026-11-24", "2028-11-23")
    assert covering("E-1", "2028-11-24") is None
    assert [row["certificate"] for row in check_monitor(file, covering)] == [
        "JL-2" if "2026-11-24" <= date.today().isoformat() <= "2028-11-23" else "JL-1"  # noqa: DTZ011
    ]


def test_a_sample_and_a_reading_by_hand_bear_it(file: MonitorFile) -> None:
    covering = Covering(file, str(file.folder / "lab.sqlite"))
    covering.load()
    hours(file, 2, MIDNIGHT, covering=covering)
    path = file.folder / "plant.toml"

    def by_hand(instant: str, value: str = "1.5", unit: str = "kWh", by: str = "A001") -> bool:
        return enter(
            path, covering, meter="E-1", quantity="active_energy_import", period="", instant=instant, value=value,
            unit=unit, by=by,
        )  # fmt: skip

    assert by_hand("2026-11-23T03:00", "29430.5") is True
    assert by_hand("2026-11-23T03:00", "2.5") is False
    for wrong in (("2026-11-23T03:10",), ("2099-01-01T00:00",), ("yesterday",)):
        with pytest.raises(MonitorError):
            by_hand(*wrong)
    assert by_hand("2026-11-23T02:00", "２．５") is False
    for value, unit, by in (("1e3", "kWh", "A"), ("-1", "kWh", "A"), ("1", "m³", "A"), ("1", "kWh", " ")):
        with pytest.raises(MonitorError):
            by_hand("2026-11-23T04:00", value, unit, by)
    store = SampleStore(file.database, read_only=True)
    found = list(values(store, 0, 1e11))
    store.close()
    assert [v.certificate.number if v.certificate else "" for v in found] == ["JL-1"] * 3
    assert (found[-1].flag, found[-1].entry, found[-1].by, str(found[-1].value)) == (
        "manual",
        "manual",
        "A001",
        "29430.5",
    )


def test_an_instrument_or_a_register_that_is_not_there_is_refused(file: MonitorFile) -> None:
    with pytest.raises(MonitorError, match="there is no register at"):
        Covering(file, str(file.folder / "none.sqlite")).load()
    unknown = named(file.folder, "M-8")
    with pytest.raises(MonitorError, match="there is no instrument M-8"):
        Covering(unknown, str(file.folder / "lab.sqlite")).load()
