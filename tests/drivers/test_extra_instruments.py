"""Any simulated instrument of the catalogue on a simulated bench, by a line of the bench file."""

from pathlib import Path

import pytest

from drivers.bench import BenchFileError, load_bench, open_bench, serve_bench

SHIPPED = (Path(__file__).parents[2] / "config/benches/gauge.toml").read_text(encoding="utf-8")
METER = '[roles.meter]\ndriver = "dlt645"\naddress = "sim:meter"\n\n[standards]'
DEVICE = 'unit = "gauge"\ndevices = { meter = "dlt645" }'


def bench(folder: Path, device: str = DEVICE) -> Path:
    path = folder / "bench.toml"
    text = SHIPPED.replace("[standards]", METER, 1).replace('unit = "gauge"', device, 1)
    path.write_text(text, encoding="utf-8")
    return path


def test_it_is_read_through_its_own_driver_beside_the_others(tmp_path: Path) -> None:
    with open_bench(load_bench(bench(tmp_path)), subject={}, seed=1) as opened:
        meter = opened.roles["meter"]
        assert meter.reading("active_energy_import").unit == "kWh"  # type: ignore[attr-defined]
        assert {"source", "room"} <= set(opened.identities)


def test_it_is_served_to_any_client(tmp_path: Path) -> None:
    with serve_bench(load_bench(bench(tmp_path)), subject={}, seed=1) as addresses:
        assert addresses["meter"].startswith("socket://")


def test_an_instrument_that_nobody_simulates_is_refused(tmp_path: Path) -> None:
    path = bench(tmp_path, DEVICE.replace("dlt645", "abacus"))
    with pytest.raises(BenchFileError, match=r"simulation\.devices"), open_bench(load_bench(path), subject={}, seed=1):
        pass
