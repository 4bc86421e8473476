"""Load records of DL/T 645-2007: what the meter wrote down, by its own clock, and nothing else."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest

from drivers.codecs import dlt645_profile as codec
from drivers.codecs.numbers import Malformed
from drivers.errors import InstrumentError
from drivers.meters.profile import StoredProfile
from drivers.simulation import catalogue
from drivers.simulation.meter_dlt645 import SimulatedDLT645
from drivers.simulation.time import VirtualTime

QUARTER = datetime.fromisoformat("2026-11-23T09:45")
#: Class 4 alone: 1209.72 kWh imported, nothing else; written by hand.
PLAIN = "a0a0 1a 45 09 23 11 26 aa aa aa 72 09 12 00 00 00 00 00 00 00 00 00 00 00 00 00 aa aa aa"


def whole(text: str) -> bytes:
    body = bytes.fromhex(text)
    body = body[:2] + bytes([len(body) - 3]) + body[3:]
    return body + bytes([sum(body) & 0xFF, 0xE5])


def test_the_record_of_a_quarter_is_what_the_register_showed_then(
    metered: Callable[..., Any], world: VirtualTime
) -> None:
    device = catalogue.alone("dlt645", world)
    with metered("dlt645", device) as meter:
        assert isinstance(meter, StoredProfile)
        meter.identity()
        world.advance(Decimal(900))
        shown = meter.reading("active_energy_import").value
        world.advance(Decimal(7200))
        found = meter.recorded("active_energy_import", QUARTER)
        assert (found.face, found.reading.value, found.reading.unit) == (QUARTER, shown, "kWh")
        assert meter.reading("active_energy_import").value > shown


def test_a_meter_whose_clock_is_slow_is_asked_by_its_own_clock(metered: Callable[..., Any], world: VirtualTime) -> None:
    device = catalogue.alone("dlt645", world)
    assert isinstance(device, SimulatedDLT645)
    device.model.set_back = 300
    with metered("dlt645", device) as meter:
        world.advance(Decimal(1200))
        shown = meter.reading("active_energy_import").value
        world.advance(Decimal(3600))
        assert meter.recorded("active_energy_import", QUARTER).reading.value == shown  # 300 s later than it should be


def test_there_is_no_record_of_other_minutes_or_of_what_has_not_come(
    metered: Callable[..., Any], world: VirtualTime
) -> None:
    with metered("dlt645", catalogue.alone("dlt645", world)) as meter:
        world.advance(Decimal(1000))
        assert meter.recorded("active_energy_import", datetime.fromisoformat("2026-11-23T09:44")) is None
        assert meter.recorded("active_energy_import", datetime.fromisoformat("2026-11-23T10:00")) is None
        assert meter.recorded("active_energy_import", datetime.fromisoformat("2026-11-23T09:15")) is None
        with pytest.raises(InstrumentError):
            meter.recorded("reactive_energy_import", QUARTER)


def test_a_record_is_read_by_its_layout() -> None:
    found = codec.record(whole(PLAIN))
    assert found is not None
    assert (found.face, found.values["active_energy_import"]) == (QUARTER, Decimal("1209.72"))
    assert "voltage_l1" not in found.values
    assert codec.record(b"") is None
    volts = "00 22 00 22 00 22" + "00 50 00" * 3 + "00 50"
    both = whole(PLAIN.replace("26 aa", f"26 {volts} aa"))
    assert codec.record(both).values["frequency"] == Decimal("50.00")  # type: ignore[union-attr]


@pytest.mark.parametrize("spoil", [
    lambda raw: raw[:-1], lambda raw: raw[:-2] + b"\x00\xe5", lambda raw: b"\xa0\xa1" + raw[2:],
    lambda _: whole(PLAIN.replace("45 09", "75 09")), lambda _: whole(PLAIN + " aa"), lambda _: whole(PLAIN[:-6]),
    lambda _: whole(PLAIN.replace("72 09 12 00 00", "72 09 12 00")),
])  # fmt: skip
def test_a_spoilt_record_is_no_record(spoil: Callable[[bytes], bytes]) -> None:
    with pytest.raises(Malformed):
        codec.record(spoil(whole(PLAIN)))


def test_a_request_asks_for_a_time_of_the_meters_clock() -> None:
    assert codec.request("active_energy_import", QUARTER).hex(" ") == "01 00 04 06 01 45 09 23 11 26"
