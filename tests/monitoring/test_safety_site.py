"""The simulated site of gas detectors: a leak, a silent one and a failed self-test raise theirs, and nothing else."""

from pathlib import Path

import pytest

from monitoring.monitor_file import load_monitor
from monitoring.shared import Told
from tests.monitoring.plant import MIDNIGHT, hours

ROOT = Path(__file__).parents[2]


def test_every_kind_of_fault_raises_its_alarm_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT / "config")  # register maps are named from the folder of the laboratory
    text = (ROOT / "config/monitors/safety.toml").read_text("utf-8").replace("timeout = 0.1", "timeout = 0.05")
    for old, new in (
        ("after = 30,", "after = 2,"), ("minutes = 10,", "minutes = 3,"),
        ("silent_after = 60", "silent_after = 3.5"), ("fails_after = 45", "fails_after = 1"),
    ):  # fmt: skip
        assert old in text
        text = text.replace(old, new)
    path = tmp_path / "safety.toml"
    path.write_text(text, encoding="utf-8")
    raised: list[tuple[str, str, str]] = []
    told = Told(alarm=lambda kind, alarm: raised.append((kind, alarm.rule, alarm.point.meter)))
    hours(load_monitor(path), 9 / 60, MIDNIGHT, told)
    assert sorted(key[1:] for key in raised if key[0] == "raised") == [
        ("gas-high", "G-1"), ("gas-rising", "G-1"), ("self-test", "G-4"), ("silent", "G-3"),
    ]  # fmt: skip
    assert ("cleared", "gas-high", "G-1") in raised
    assert ("escalated", "gas-high", "G-1") in raised
