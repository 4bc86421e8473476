"""The simulated pressure bench: controller over PyVISA, gauge read by a simulated person."""

from decimal import Decimal
from typing import Any

import pytest

from drivers.bench import open_bench
from drivers.errors import InstrumentError, NotSettled, Reported
from drivers.simulation import truth
from drivers.simulation.pressure_line import PressureLine

D = Decimal
MARKS = ("0.4", "0.8", "1.2", "1.6")


def scan(bench: Any) -> dict[str, Decimal]:
    """Zero, then every mark up and down: error after tapping, and tapping displacement, in MPa."""
    source, gauge = bench.roles["source"], bench.roles["gauge"]
    source.vent()
    found = {"zero": gauge.after_tap().value}
    for turn, marks in (("up", MARKS), ("down", MARKS[::-1])):
        for mark in marks:
            source.set_pressure(D(mark), "MPa")
            before, after = gauge.before_tap(), gauge.after_tap()
            assert after.unit == "MPa"
            assert after.value % D("0.01") == 0
            found[f"{turn} {mark}"] = after.value - D(mark)
            found[f"tap {turn} {mark}"] = abs(after.value - before.value)
    return found


#: What only the eye sees, and what takes longer to show than these few readings: whole runs show that.
BEYOND_A_SCAN = ("sticking", "appearance", "temperature", "drifting", "creeping")


def beyond(found: dict[str, Decimal]) -> set[str]:
    """Kinds of test whose limit for class 1.6 on 0–1.6 MPa is passed somewhere."""
    limit, top = D("0.0256"), D("0.040")
    out = {"zero"} if abs(found["zero"]) > limit else set()
    for mark in MARKS:
        allowed = top if mark == "1.6" else limit
        up, down = found[f"up {mark}"], found[f"down {mark}"]
        out |= {"indication"} if max(abs(up), abs(down)) > allowed else set()
        out |= {"hysteresis"} if abs(up - down) > allowed else set()
        taps = (found[f"tap up {mark}"], found[f"tap down {mark}"])
        out |= {"tapping"} if max(taps) > allowed / 2 else set()
    return out


@pytest.mark.parametrize("seed", range(4))
def test_honest_gauge(bench: Any, seed: int) -> None:
    with bench("gauge", serial=f"ANY-{seed}", seed=seed) as opened:
        assert beyond(scan(opened)) == set()
        assert opened.roles["inspector"].check("smoothness") == "conform"


@pytest.mark.parametrize("defect", [d for d in truth.GAUGE_ITEMS if d not in BEYOND_A_SCAN])
def test_each_defect_fails_its_own_test_only(bench: Any, shipped: Any, defect: str) -> None:
    with bench("gauge", serial=f"G-DEFECT-{defect}") as opened:
        sample = truth.of_sample(shipped("gauge").simulation, f"G-DEFECT-{defect}")
        assert beyond(scan(opened)) == set(sample.failing_items)


def test_what_only_the_eye_sees(bench: Any) -> None:
    for defect, check in (("sticking", "smoothness"), ("appearance", "case")):
        with bench("gauge", serial=f"G-DEFECT-{defect}") as opened:
            assert opened.roles["inspector"].check(check).startswith("not_conform: ")
            assert opened.roles["inspector"].check("标志") == "conform"


def test_pressure_settles_dwells_and_is_a_standard_with_an_error_of_its_own(bench: Any) -> None:
    with bench("gauge") as opened:
        source, began = opened.roles["source"], opened.clock.elapsed()
        source.set_pressure(D("1.6"), "MPa")
        assert opened.clock.elapsed() - began >= 32 + 5  # 1600 kPa at 50 kPa/s, then the dwell
        shown = source.pressure()
        assert (shown.unit, shown.text) == ("MPa", str(shown.value))
        assert abs(shown.value - D("1.6")) <= D("0.0002")
        true = truth.pressure_in_line(opened.laboratory.inventory, float(opened.clock.elapsed()))
        assert 0 < abs(true - float(shown.value) * 1000) < 0.42  # within what its certificate states, and not zero
        source.set_pressure(D("12.5"), "kPa")
        assert source.pressure().unit == "kPa"


def test_vent_and_safe_state(bench: Any) -> None:
    with bench("gauge") as opened:
        source, pace = opened.roles["source"], opened.laboratory.inventory.devices["source"]
        source.set_pressure(D("1.0"), "MPa")
        assert pace.output is True
        source.make_safe()
        assert pace.output is False
        assert abs(truth.pressure_in_line(opened.laboratory.inventory, float(opened.clock.elapsed()))) < 0.1


def test_what_the_controller_refuses_is_reported(bench: Any) -> None:
    with bench("gauge") as opened:
        source = opened.roles["source"]
        with pytest.raises(InstrumentError, match="reads back"):
            source.set_pressure(D(5), "MPa")  # beyond its range: the set-point stays what it was
        with pytest.raises(InstrumentError, match="furlong"):
            source.set_pressure(D(1), "furlong")
        pace = opened.laboratory.inventory.devices["source"]
        pace.handle(b":NONSENSE 1")
        with pytest.raises(Reported, match=r"-222.*-113"):
            source.pressure()
        assert abs(source.pressure().value) <= D("0.000005")


def test_leak_is_not_settled(bench: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    with bench("gauge") as opened:
        pace = opened.laboratory.inventory.devices["source"]
        monkeypatch.setattr(pace, "_in_limits", lambda _now: False)
        began = opened.clock.elapsed()
        with pytest.raises(NotSettled, match="not reached"):
            opened.roles["source"].set_pressure(D("0.1"), "MPa")
        assert opened.clock.elapsed() - began <= 70


def test_line_is_closed_form_without_overshoot() -> None:
    line, coarse = PressureLine(2000.0), PressureLine(2000.0)
    for one in (line, coarse):
        one.go(1000.0, 50.0, 0.0)
    seen = [line.controlled(t / 100) for t in range(6000)]
    assert seen == sorted(seen)
    assert max(seen) <= 1000.0
    assert coarse.controlled(59.99) == seen[-1] == pytest.approx(1000.0, abs=0.01)


@pytest.mark.parametrize(("seconds", "vented"), [(1.5, 15), (0.3, 3), (6.0, 60)])
def test_a_larger_line_takes_longer(shipped: Any, seconds: float, vented: int) -> None:
    file = shipped("gauge")
    simulation = file.simulation.model_copy(update={"time_constant": seconds})
    subject = {"serial": "G-1", "class": "1.6", "lower": "0 MPa", "upper": "1.6 MPa", "division": "0.05 MPa"}
    with open_bench(file.model_copy(update={"simulation": simulation}), subject=subject, seed=1) as opened:
        opened.roles["source"].set_pressure(D("0.4"), "MPa")
        began = opened.clock.elapsed()
        opened.roles["source"].vent()
        assert vented <= opened.clock.elapsed() - began <= vented + 1
