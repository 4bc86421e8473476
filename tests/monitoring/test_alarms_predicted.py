"""An alarm that says that an error will reach its limit: raised from stored zeros, cleared after an adjustment."""

from decimal import Decimal
from pathlib import Path

import pytest

from monitoring.sample import Point, Sample
from services.monitoring.predicted_alarms import decide
from tests.monitoring.watched import BEGIN, Watched

ZERO = Point("G-1", "zero_reading", "day")
DAY = 86_400
RULES = """
[errors.zero]
meters = "G-*"
quantity = "zero_reading"
reference = 0
unit = "%"
lower = -5
upper = 5
[alarms.drift]
kind = "predicted"
errors = "zero"
days = 30
route = "shop"
[routes.shop]
levels = [ { tell = "role:maintenance" } ]
"""
SCATTER = (3, -2, 1, -3, 2, 0, -1, 2, -2, 1)


def zeros(watched: Watched, days: range, per_day: str, begin: str = "0") -> float:
    """A zero each day that drifts evenly; returns the time behind the last one."""
    watched.store.keep([
        Sample(
            ZERO, BEGIN + DAY * n, Decimal(begin) + Decimal(per_day) * n + Decimal(SCATTER[n % 10]).scaleb(-2), "%",
            "good", BEGIN + DAY * n + 5.0,
        ) for n in days
    ])  # fmt: skip
    return BEGIN + DAY * days[-1] + 60.0


def decided(watched: Watched, now: float) -> list[str]:
    return [what for what, _ in decide(watched.file, watched.store, watched.alarms, now)]


@pytest.fixture
def watched(tmp_path: Path) -> Watched:
    return Watched(tmp_path, RULES)


def test_a_drift_that_reaches_its_limit_soon_raises_one_alarm(watched: Watched) -> None:
    now = zeros(watched, range(40), "0.1")  # 4 % now, 5 % in about ten days
    assert decided(watched, now) == ["raised"]
    (alarm,) = watched.alarms.open()
    assert (alarm.rule, alarm.point, alarm.kind, alarm.severity) == ("drift", ZERO, "predicted", "warning")
    assert alarm.text.en.startswith("G-1 zero_reading: the error is predicted to reach its limit on 2026-11-1")
    assert alarm.text.zh.startswith("G-1 zero_reading：误差预计 2026-11-1")
    assert watched.alarms.happenings()[0].people == "role:maintenance"
    assert decided(watched, now) == []
    watched.again()
    assert decided(watched, now) == []


@pytest.mark.parametrize("per_day", ["0.02", "0", "-0.01"])
def test_a_drift_that_reaches_it_later_or_never_raises_none(watched: Watched, per_day: str) -> None:
    assert decided(watched, zeros(watched, range(40), per_day)) == []


def test_two_findings_predict_nothing_and_one_beyond_the_limit_is_reported(watched: Watched) -> None:
    assert decided(watched, zeros(watched, range(2), "2")) == []
    now = zeros(watched, range(2, 5), "2")  # 8 %: there is nothing left to predict
    assert decided(watched, now) == ["raised"]
    assert "is beyond its limit" in watched.alarms.open()[0].text.en


def test_an_adjustment_clears_it(watched: Watched) -> None:
    now = zeros(watched, range(40), "0.1")
    assert decided(watched, now) == ["raised"]
    now = zeros(watched, range(40, 500), "0")  # adjusted: four hundred findings push the drift out of the history
    assert decided(watched, now) == ["cleared"]
    assert watched.states() == ["cleared"]
