"""The shipped bench for multimeters, as a run sees it."""

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from drivers.bench import Bench, BenchFileError, load_bench, open_bench
from drivers.errors import BadReply, Reported
from drivers.simulation import truth

D = Decimal
FILE = load_bench(Path(__file__).parents[3] / "config/benches/multimeter.toml")


@contextmanager
def opened(serial: str = "DM-2026-0001", seed: int = 1, **simulation: Any) -> Iterator[Bench]:
    assert FILE.simulation is not None
    file = FILE.model_copy(
        update={"simulation": FILE.simulation.model_validate({**FILE.simulation.model_dump(), **simulation})}
    )
    with open_bench(file, subject={"serial": serial}, seed=seed) as bench:
        yield bench


def point(bench: Bench, value: str = "10") -> Decimal:
    """Error of indication at a direct voltage, against what the calibrator states."""
    roles: dict[str, Any] = bench.roles
    roles["source"].set_voltage(D(value), "V")
    shown = roles["meter"].dc_voltage(D(10)).value
    error = shown - roles["source"].output().value
    assert isinstance(error, Decimal)
    return error


def test_honest_and_defective_samples_and_the_same_digits_again() -> None:
    with opened() as bench:
        first = [point(bench, value) for value in ("2", "5", "10")]
        assert bench.simulated
        assert bench.identities["meter"].serial == "DM-2026-0001"
        assert bench.make_safe() == ["source: safe state confirmed by read-back"]
        laboratory = bench.laboratory
    assert laboratory is not None
    assert truth.violations(laboratory) == []
    assert max(abs(error) for error in first) < D("0.0003")
    with opened() as bench:
        assert [point(bench, value) for value in ("2", "5", "10")] == first
    with opened(seed=2) as bench:
        assert [point(bench, value) for value in ("2", "5", "10")] != first
    with opened("DM-2026-0002") as bench:
        assert abs(point(bench)) > D("0.004")


def test_hysteresis_shows_by_which_side_a_point_was_come_to_from() -> None:
    """400·10⁻⁶ of the range in its middle: 4 mV less at 5 V on the way up, 4 mV more on the way down."""
    sample = [{"serial": "DM-2026-0099", "defect": "hysteresis"}]
    with opened("DM-2026-0099", samples=sample) as bench, opened("DM-2026-0099") as honest:
        found = [
            [point(one, value) for value in ("5", "10", "5", "5", "0", "-5", "-10", "-5")] for one in (bench, honest)
        ]
    own = [round(1000 * float(shown - usual), 1) for shown, usual in zip(*found, strict=True)]
    assert own == [-4.0, 0.0, 4.0, 4.0, 0.0, 4.0, 0.0, -4.0]


def test_a_function_that_is_changed_between_its_proof_and_the_reading() -> None:
    """Four wires become two: 0.15 Ω of the leads would be in a reading that looks right."""
    fault = {"device": "meter", "kind": "wrong_unit", "request": 2, "match": "READ?"}
    with opened(faults=[fault]) as bench:
        roles: dict[str, Any] = bench.roles
        roles["leads"].connect("4-wire")
        roles["source"].set_resistance(D(100), "Ω")
        before = roles["meter"].resistance_4w(D(100)).value
        with pytest.raises(BadReply, match="reads back as RES"):
            roles["meter"].resistance_4w(D(100))
        assert roles["meter"].resistance_4w(D(100)).value == pytest.approx(before, abs=D("0.001"))
        roles["source"].make_safe()


def test_a_defect_that_shows_in_a_warm_room_only() -> None:
    sample = {"serial": "DM-WARM", "defect": "temperature"}  # 20 ppm per kelvin
    with opened("DM-WARM", samples=[sample]) as bench:
        assert abs(point(bench)) < D("0.0003")
    with opened("DM-WARM", samples=[sample], temperature=28.0) as bench:
        assert abs(point(bench) - D("0.001")) < D("0.0003")


def test_a_stuck_display_shows_at_the_second_point() -> None:
    with opened("DM-2026-0003") as bench:
        assert abs(point(bench, "10")) < D("0.0003")
        assert point(bench, "5") == pytest.approx(D(5), abs=D("0.001"))


def test_leads_are_moved_by_a_person_and_take_time() -> None:
    with opened() as bench:
        roles: dict[str, Any] = bench.roles
        began = bench.clock.elapsed()
        roles["leads"].connect("4-wire")
        assert bench.clock.elapsed() - began == 30
        roles["source"].set_resistance(D(100), "Ω")
        four = roles["meter"].resistance_4w(D(100)).value
        roles["source"].standby()
        roles["leads"].connect("2-wire")
        roles["source"].operate()
        assert roles["meter"].resistance_2w(D(100)).value - four > D("0.1")
        with pytest.raises(BadReply):
            roles["meter"].resistance_4w(D(100))
        with pytest.raises(Reported, match="no circuit"):
            roles["leads"].connect("6-wire")


def test_a_mis_wired_bench_reads_nothing() -> None:
    with opened(wires={"source.A": ["meter.V"]}) as bench:
        assert abs(point(bench) + 10) < D("0.001")
    with pytest.raises(BenchFileError, match=r"simulation\.wires"), opened(wires={"source.X": ["meter.V"]}):
        pytest.fail("opened")


def test_a_bench_that_is_left_under_power_is_noticed() -> None:
    with opened() as bench:
        point(bench)
        laboratory = bench.laboratory
    assert laboratory is not None
    assert any("source was left on" in what for what in truth.violations(laboratory))


def test_a_trip_between_setting_and_reading_is_reported() -> None:
    with opened(faults=[{"device": "source", "kind": "trip", "request": 2, "match": "ISR?"}]) as bench:
        with pytest.raises(Reported, match="standby"):
            point(bench)
        assert abs(point(bench)) < D("0.0003")
