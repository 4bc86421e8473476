"""JJG 52-2013: what is stated beside the verdicts: limits of the nameplate, recordings, the order of the rows."""

from pathlib import Path
from typing import Any

import pytest

from procedures.pressure.jjg_52_2013 import JJG52
from tests.procedures.answers import Judged, judge, nameplate

BOTH = {
    "lower": '"-0.1 MPa"', "upper": '"0.3 MPa"', "division": '"0.01 MPa"', "stop_pin": "false",
    "numbered_marks": '["-0.1 MPa", "-0.05 MPa", "0 MPa", "0.1 MPa", "0.2 MPa", "0.3 MPa"]',
}  # fmt: skip


def judged(folder: Path, **fields: str) -> Judged:
    return judge("JJG 52", "gauge", nameplate(folder / "subject.toml", "gauge", **fields), {}, "initial")


@pytest.mark.parametrize(("pin", "limit"), [("true", "0"), ("false", "≤ 0")])
def test_what_the_nameplate_asks_of_the_lower_limit(tmp_path: Path, pin: str, limit: str) -> None:
    assert judged(tmp_path, stop_pin=pin).of("specification")["pin"]["values"]["limit"] == limit


def test_the_pressure_is_recorded_every_half_minute_while_it_is_held(tmp_path: Path, monkeypatch: Any) -> None:
    kept, every = JJG52.wait_recording, []

    def watched(self: JJG52, *given: Any, **named: Any) -> Any:
        every.append(named["every"])
        return kept(self, *given, **named)

    monkeypatch.setattr(JJG52, "wait_recording", watched)
    judged(tmp_path, **BOTH)
    assert set(every) == {30}


def test_tapping_is_listed_by_rising_pressure(tmp_path: Path) -> None:
    rows = list(judged(tmp_path).of("tapping"))
    assert rows[4:] == ["down/0.4MPa", "down/0.8MPa", "down/1.2MPa", "down/1.6MPa"]
