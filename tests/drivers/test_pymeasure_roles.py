"""PyMeasure's classes in any reading role, and both kinds of them in a bench file."""

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pymeasure.instruments import Instrument

from drivers.bench import load_bench, open_bench
from drivers.codecs.numbers import Malformed
from drivers.errors import InstrumentError, WrongInstrument
from drivers.pymeasure.spoken_instrument import SpokenInstrument
from drivers.roles import TemperatureSource, Thermometer
from drivers.simulation.device import Name

D = Decimal
MONITOR = {"class": "lakeshore.LakeShore211", "errors": "none", "temperature": "temperature_celsius; °C"}


def test_a_thermometer(fitted: Any) -> None:
    on = fitted("pymeasure_reader", options={**MONITOR, "ends": "CRLF"})
    assert isinstance(on.driver, Thermometer)
    assert on.driver.identity().serial == "SIM-21101"
    on.device.node.target = on.device.node._from = 25.0
    shown = on.driver.temperature()
    assert (shown.text, shown.value, shown.unit) == ("+025.012", D("25.012"), "°C")
    assert on.log[-2] == ("sent", b"CRDG?\r\n")


def test_it_is_identified_again_after_a_silence_by_another_instrument(fitted: Any) -> None:
    on = fitted("pymeasure_reader", options=MONITOR)
    on.driver._link.poisoned = "a doubt"
    on.device.name = Name("LSCI", "MODEL211S", "ANOTHER", "022924")
    with pytest.raises(WrongInstrument):
        on.driver.temperature()


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"class": "lakeshore.LakeShore999"}, "no class of PyMeasure"),
        ({"temperature": "temperature_celsius"}, "does not say"),
        ({"temperature": "; °C"}, "does not say"),
        ({"temperature": "mode, temperature_celsius; °C"}, "does not say"),
        ({"temperature": "gate = {gate}, temperature_celsius; °C"}, "does not say"),
        ({"frequency": "frequency; Hz"}, "does not say"),
        ({"temperature": "temperature_celsius; degrees"}, "degrees"),
        ({"errors": "no"}, "errors"),
        ({"ends": "LFCR"}, "ends"),
        ({"temprature": "temperature_celsius; °C"}, "temprature"),
    ],
)
def test_options_of_a_reading_are_strict(fitted: Any, options: dict[str, str], says: str) -> None:
    with pytest.raises(InstrumentError, match=says):
        fitted("pymeasure_reader", options={**MONITOR, **options})


def test_nothing_to_read(fitted: Any) -> None:
    with pytest.raises(InstrumentError, match="name no readings"):
        fitted("pymeasure_reader", options={"class": "lakeshore.LakeShore211"})


@pytest.mark.parametrize(
    "name", ["temperature_celcius", "input_A.celsius", "adapter", "reset_alarm", "temperature_celsius.x"]
)
def test_a_misspelt_property_is_none(fitted: Any, name: str) -> None:
    on = fitted("pymeasure_reader", options={**MONITOR, "temperature": f"{name}; °C"})
    with pytest.raises(InstrumentError, match="has no property"):
        on.driver.temperature()


def test_a_setting_of_a_misspelt_property_is_refused_and_not_kept_in_silence(fitted: Any) -> None:
    """PyMeasure takes it for a new attribute, which reads back as it was set."""
    on = fitted(
        "pymeasure_reader", options={**MONITOR, "temperature": "displayunits = celsius, temperature_celsius; °C"}
    )
    with pytest.raises(InstrumentError, match="has no property 'displayunits'"):
        on.driver.temperature()


class Remembering(Instrument):
    """A class that answers from memory."""

    def __init__(self, adapter: Any) -> None:
        super().__init__(adapter, "remembering", includeSCPI=False)
        self._mode = ""

    @property
    def mode(self) -> str:
        return self._mode

    @mode.setter
    def mode(self, value: str) -> None:
        self._mode = value


def test_a_setting_that_the_instrument_was_not_asked_about_does_not_count(fitted: Any) -> None:
    link = fitted("pymeasure_reader", options=MONITOR).driver._link
    with pytest.raises(Malformed, match="without asking"):
        SpokenInstrument(link, Remembering).put("mode", "kelvin")


def test_identity_by_a_property(fitted: Any) -> None:
    found = fitted("pymeasure_reader", options={**MONITOR, "identity": "temperature_kelvin"}).driver.identity()
    assert found.serial == found.text == "+298.162"  # whatever it says, word by word, must be said again


def test_the_examples_of_the_how_to_work_as_they_stand(fitted: Any, tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs/how-to/connect-an-instrument.md").read_text("utf-8")
    section = page.split("## Any instrument that PyMeasure")[1].split("\n## ")[0]
    examples = "\n".join(re.findall(r"^```toml\n(.*?)^```", section, re.DOTALL | re.MULTILINE))
    (tmp_path / "bench.toml").write_text(f'[bench]\nname = "x"\n{examples}', "utf-8")
    roles = load_bench(tmp_path / "bench.toml").roles
    thermometer, source = roles["thermometer"], roles["source"]
    assert fitted(thermometer.driver, options=thermometer.options).driver.temperature().value == D("25.012")
    on = fitted(source.driver, options=source.options)
    on.driver.set_voltage(D(5), "V")
    assert on.driver.output().value == 5


WELL = """
[roles.well]
driver = "fluke_7341"
address = "sim:well"

[roles.probe]
driver = "pymeasure_reader"
address = "sim:probe"
identity = { serial = "SIM-21101" }
options = { class = "lakeshore.LakeShore211", errors = "none", temperature = "temperature_celsius; °C" }

[simulation]
devices = { well = "fluke_7341", probe = "pymeasure_reader" }
wires = { "source.output" = "gauge.input", "well.well" = "probe.probe" }
"""


def test_it_stands_beside_our_own_drivers_in_a_bench_file(tmp_path: Path) -> None:
    shipped = (Path(__file__).parents[2] / "config/benches/gauge.toml").read_text("utf-8")
    (tmp_path / "bench.toml").write_text(shipped.replace("\n[simulation]\n", WELL, 1), "utf-8")
    with open_bench(load_bench(tmp_path / "bench.toml"), subject={}, seed=1) as opened:
        well, probe = opened.roles["well"], opened.roles["probe"]
        assert isinstance(well, TemperatureSource)
        assert isinstance(probe, Thermometer)
        well.set_temperature(D(60), "°C")
        assert abs(probe.temperature().value - 60) < D("0.1")
        assert opened.identities["probe"].maker == "LSCI"
