"""Wires of the bench file, and what must never happen on a bench: watched by the world."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from drivers.bench import Bench, open_bench
from drivers.bench_file import BenchFile, BenchFileError
from drivers.errors import Reported
from drivers.simulation.truth import energised, pressure_in_line, violations, weight_on_pan

SCALE = {"serial": "SY-TEST", "max": "15 kg", "e": "5 g"}
GAUGE = {"serial": "G-TEST", "class": "1.6", "lower": "0 MPa", "upper": "1.6 MPa", "division": "0.05 MPa"}
Shipped = Callable[[str], BenchFile]


def wired(file: BenchFile, wires: dict[str, tuple[str, ...]]) -> BenchFile:
    assert file.simulation is not None
    return file.model_copy(update={"simulation": file.simulation.model_copy(update={"wires": wires})})


def world(bench: Bench) -> Any:
    assert bench.laboratory is not None
    return bench.laboratory


def rewire(bench: Bench, inlet: str, output: str) -> None:
    person: Any = bench.roles["inspector"]
    person._client.ask("rewire", inlet=inlet, output=output)


def test_weights_on_the_neighbour(shipped: Shipped) -> None:
    with open_bench(wired(shipped("scale"), {"loads.hand": ("neighbour.pan",)}), subject=SCALE, seed=1) as bench:
        loads: Any = bench.roles["loads"]
        loads.place(Decimal(5), "kg", "centre")
        assert weight_on_pan(world(bench).inventory) == 0.0
        assert world(bench).inventory.devices["neighbour"].shown() == 5000
        rewire(bench, "scale.pan", "loads.hand")
        loads.place(Decimal(2), "kg", "centre")
        assert weight_on_pan(world(bench).inventory) == pytest.approx(2000, abs=1)


def test_a_gauge_that_hangs_on_nothing(shipped: Shipped) -> None:
    with open_bench(wired(shipped("gauge"), {"source.output": ()}), subject=GAUGE, seed=1) as bench:
        source: Any = bench.roles["source"]
        source.set_pressure(Decimal("1.2"), "MPa")
        gauge: Any = bench.roles["gauge"]
        assert gauge.after_tap().value == 0
        source.make_safe()
        rewire(bench, "gauge.input", "source.output")
        source.set_pressure(Decimal("1.2"), "MPa")
        assert gauge.after_tap().value == pytest.approx(Decimal("1.2"), abs=Decimal("0.03"))
        source.make_safe()
    assert violations(world(bench)) == []


@pytest.mark.parametrize("wires", [{"source.outlet": ("gauge.input",)}, {"source.output": ("gauge.output",)}])
def test_wires_that_this_bench_does_not_have(shipped: Shipped, wires: Any) -> None:
    with (
        pytest.raises(BenchFileError, match=r"simulation\.wires: .*source\.output.*gauge\.input"),
        open_bench(wired(shipped("gauge"), wires), subject=GAUGE, seed=1),
    ):
        pass


def test_moving_a_hose_under_pressure_is_recorded(shipped: Shipped) -> None:
    with open_bench(shipped("gauge"), subject=GAUGE, seed=1) as bench:
        source: Any = bench.roles["source"]
        source.set_pressure(Decimal("0.4"), "MPa")
        rewire(bench, "gauge.input", "")
        assert violations(world(bench)) == ["the wire of gauge.input was moved while source was on"]
        with pytest.raises(Reported, match=r"gauge\.input"):
            rewire(bench, "gauge.outlet", "source.output")
        source.make_safe()
    assert len(violations(world(bench))) == 1


def test_leaving_a_bench_that_is_on_is_recorded(shipped: Shipped) -> None:
    with open_bench(shipped("gauge"), subject=GAUGE, seed=1) as bench:
        source: Any = bench.roles["source"]
        source.set_pressure(Decimal("0.4"), "MPa")
        assert energised(world(bench)) == ["source"]
        assert pressure_in_line(world(bench).inventory, 1000.0) == pytest.approx(400, abs=1)
    assert violations(world(bench)) == ["source was left on when the bench was left"]


def test_a_set_point_beyond_the_unit_is_recorded(shipped: Shipped) -> None:
    with open_bench(shipped("gauge"), subject=GAUGE, seed=1) as bench:
        source: Any = bench.roles["source"]
        source.set_pressure(Decimal("1.6"), "MPa")
        assert violations(world(bench)) == []
        source.set_pressure(Decimal("1.8"), "MPa")
        assert violations(world(bench)) == ["1800 was set for gauge, which ends at 1600"]
        source.make_safe()


def test_a_hose_to_nothing_protects_the_gauge(shipped: Shipped) -> None:
    with open_bench(wired(shipped("gauge"), {"source.output": ()}), subject=GAUGE, seed=1) as bench:
        source: Any = bench.roles["source"]
        source.set_pressure(Decimal("1.8"), "MPa")
        source.make_safe()
    assert violations(world(bench)) == []
