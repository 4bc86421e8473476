"""Composed units behind the bytes of real instruments, read through the real drivers."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from drivers.bench import load_bench, open_bench

D = Decimal
UNIT = """
from drivers.simulation.blocks import Channel, Gain, Sets, Takes, Total, Unit
SOURCE = Unit(name="source", sets={{"q": Sets("{given}")}})
UNIT = Unit(
    name="unit", usual={{"serial": "26000001"}}, answers="{answers}", company={{"source": "own:SOURCE"}},
    takes={{"q": Takes("{unit}", usual="source.q")}}, channels={{{channels}}},
)
"""
BENCH = """
[bench]
name = "own"
[roles.unit]
driver = "{answers}"
address = "sim:unit"
options = {{ {options} }}
[roles.eye]
driver = "simulated_person"
[roles.source]
driver = "simulated_person"
address = "sim:source"
[simulation]
unit = "own"
"""
VOLUME = '"volume": Total("m³", "q", rate="m³/h", per_second=1 / 3600, start=5.0)'


def channel(unit: str) -> str:
    return f'"shown": Channel("{unit}", "q", step=0.001)'


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Any]:
    def bench(answers: str, given: str, unit: str, channels: str, options: str = "") -> Any:
        (tmp_path / "laboratory.toml").write_text('[plugins]\ndrivers = ["drivers"]\n', encoding="utf-8")
        (tmp_path / "drivers").mkdir()
        text = UNIT.format(answers=answers, given=given, unit=unit, channels=channels)
        (tmp_path / "drivers/own.py").write_text(text, encoding="utf-8")
        (tmp_path / "bench.toml").write_text(BENCH.format(answers=answers, options=options), encoding="utf-8")
        return open_bench(load_bench(tmp_path / "bench.toml"), subject={"serial": "26000007"}, seed=1)

    return bench


@pytest.mark.parametrize("answers", ["cjt188", "mbus"])
def test_a_water_meter_on_its_bus(opened: Any, answers: str) -> None:
    with opened(answers, "L/min", "m³/h", VOLUME) as bench:
        roles = bench.roles
        assert bench.identities["unit"].serial.lstrip("0") == "26000007"
        roles["source"].apply(D(60), "L/min")
        bench.clock.sleep(D(1800) - 5)
        assert roles["unit"].reading("volume").value == D("6.8")
        assert roles["eye"].reading("volume").value == D("6.80")
        bench.make_safe()


@pytest.mark.parametrize(
    ("answers", "unit", "value", "method", "options"),
    [
        ("scpi_gauge", "kPa", "250", "indication", 'query = "MEAS:PRES?", pressure_unit = "kPa"'),
        ("fluke_1586a", "°C", "36.6", "temperature", 'query = "MEAS:TEMP?"'),
        ("mt_sics_balance", "g", "50", "mass", ""),
        ("scpi_multimeter", "V", "5", "dc_voltage", ""),
    ],
)
def test_any_quantity_on_the_line_of_its_instrument(
    opened: Any, answers: str, unit: str, value: str, method: str, options: str
) -> None:
    with opened(answers, unit, unit, channel(unit), options) as bench:
        bench.roles["source"].apply(D(value), unit)
        shown = getattr(bench.roles["unit"], method)()
        assert abs(shown.value - D(value)) < D("0.01")
        assert shown.value != 0
        assert bench.roles["eye"].indication().value == D(value)
        bench.make_safe()
