"""Any simulated instrument of the catalogue on a simulated bench, by a line of the bench file."""

from pathlib import Path

import pytest

from drivers.bench import BenchFileError, load_bench, open_bench, serve_bench
from drivers.errors import WrongInstrument

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


def test_the_simulator_of_a_plug_in_stands_on_the_bench(tmp_path: Path) -> None:
    (tmp_path / "laboratory.toml").write_text('[plugins]\ndrivers = ["drivers"]\n', encoding="utf-8")
    own = tmp_path / "drivers" / "our_meter"
    own.mkdir(parents=True)
    text = "from drivers.meters.dlt645 import DLT645Meter as DRIVER\n"
    text += "from drivers.simulation.meter_dlt645 import alone as simulator\n"
    (own / "__init__.py").write_text(text, encoding="utf-8")
    path = bench(tmp_path, DEVICE.replace("dlt645", "our_meter"))
    path.write_text(path.read_text(encoding="utf-8").replace('"dlt645"', '"our_meter"'), encoding="utf-8")
    with open_bench(load_bench(path), subject={}, seed=1) as opened:
        assert opened.identities["meter"].serial == "202204150918"


NAMES = 'names = { m1 = ["SIM", "D", "000000000003", "1"], m2 = ["SIM", "D", "000000000002", "1"] }'


def test_a_position_stands_for_itself_in_options_and_identity(tmp_path: Path) -> None:
    path = bench(tmp_path, f'unit = "gauge"\ndevices = {{ m1 = "dlt645", m2 = "dlt645" }}\n{NAMES}')
    text = path.read_text(encoding="utf-8").replace('"sim:meter"', '"sim:m{position}"')
    text = text.replace(
        "[roles.meter]", '[positions]\ncount = 2\nroles = ["meter", "gauge", "inspector"]\n[roles.meter]'
    )
    text = text.replace('"sim:m{position}"', '"sim:m{position}"\nidentity = { serial = "00000000000{position}" }')
    path.write_text(text, encoding="utf-8")
    file = load_bench(path)
    others = {"2": {"serial": "2"}}
    with pytest.raises(WrongInstrument, match="000000000003"), open_bench(file, subject={}, seed=1, others={}):
        pass
    path.write_text(text.replace('"000000000003"', '"000000000001"'), encoding="utf-8")
    plate = {"serial": "1", "class": "1.6", "lower": "0 MPa", "upper": "1.6 MPa", "division": "0.05 MPa"}
    with open_bench(load_bench(path), subject=plate, seed=1, others={"2": plate | others["2"]}) as opened:
        assert [opened.identities[f"meter@{n}"].serial for n in "12"] == ["000000000001", "000000000002"]
        first, second = (opened.laboratory.inventory.devices[name].model for name in ("m1", "m2"))  # type: ignore[union-attr,attr-defined]
        assert first.errors != second.errors
