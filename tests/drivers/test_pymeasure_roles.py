"""PyMeasure's classes in any reading role and as sources, against instruments that nothing of ours was written for."""

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pymeasure.instruments import Instrument

from drivers.bench_file import load_bench
from drivers.codecs.numbers import Malformed
from drivers.errors import BadReply, InstrumentError, Reported, WrongInstrument
from drivers.link.pymeasure_instrument import SpokenInstrument
from drivers.roles import Energised
from drivers.roles_temperature import TemperatureSource, Thermometer
from drivers.simulation.device import Name

D = Decimal
MONITOR = {"class": "lakeshore.LakeShore211", "errors": "none", "temperature": "temperature_celsius; °C"}
VOLTS = {
    "class": "yokogawa.YokogawaGS200",
    "quantity": "voltage",
    "unit": "V",
    "set": "source_level",
    "before": "source_mode = voltage/VOLT, source_range = 10",
    "on": "source_enabled = True",
    "off": "source_enabled = False",
    "low": "-10",
    "high": "10",
    "window": "0.0001",
}
AMPERES = VOLTS | {
    "quantity": "current",
    "unit": "A",
    "before": "source_mode = current/CURR, source_range = 0.1",
    "low": "-0.1",
    "high": "0.1",
}


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


def test_a_source_of_voltage(fitted: Any) -> None:
    on = fitted("pymeasure_source", options=VOLTS)
    assert isinstance(on.driver, Energised)
    with pytest.raises(Reported, match="was not set"):
        on.driver.output()
    began = on.clock.elapsed()
    on.driver.set_voltage(D(1500), "mV")
    assert on.clock.elapsed() - began >= 5
    assert on.driver.settled()
    shown = on.driver.output()
    assert (shown.text, shown.value, shown.unit) == ("+1.500000E+00", D("1.5"), "V")
    assert abs(on.device.model.signal("V", float(on.clock.elapsed())).value - 1.5) < 1e-4
    on.driver.standby()
    assert not on.device.model.energised(float(on.clock.elapsed()))
    with pytest.raises(Reported, match="source_enabled is False"):
        on.driver.output()
    on.driver.operate()
    assert on.driver.output().value == D("1.5")
    on.driver.make_safe()
    assert not on.device.model.energised(float(on.clock.elapsed()))
    with pytest.raises(Reported, match="no setting"):
        on.driver.operate()


@pytest.mark.parametrize(
    ("mishap", "says"),
    [("trip", "source_enabled is False"), ("reboot", "source_range is 0.01"), ("wrong_unit", "source_mode is CURR")],
)
def test_what_is_not_put_out_any_more_is_not_a_reading(fitted: Any, mishap: str, says: str) -> None:
    on = fitted("pymeasure_source", options=VOLTS)
    on.driver.set_voltage(D(1), "V")
    on.device.mishaps[mishap]()
    with pytest.raises(Reported, match=says):
        on.driver.output()


def test_somebody_turns_the_knob(fitted: Any) -> None:
    on = fitted("pymeasure_source", options=VOLTS)
    on.driver.set_voltage(D(1), "V")
    on.device.handle(b"SOUR:LEV 2")
    with pytest.raises(Reported, match=r"The set-point is 2\.000000 V"):
        on.driver.output()


def test_a_source_of_current(fitted: Any) -> None:
    on = fitted("pymeasure_source", options=AMPERES)
    on.driver.set_current(D(20), "mA")
    assert (on.driver.output().value, on.driver.output().unit) == (D("0.02"), "A")
    assert not hasattr(on.driver, "set_voltage")
    with pytest.raises(InstrumentError, match="50 Hz"):
        on.driver.set_current(D(20), "mA", D(50))
    with pytest.raises(InstrumentError, match="May not be set"):
        on.driver.set_current(D(101), "mA")
    with pytest.raises(InstrumentError, match="V"):
        on.driver.set_current(D(1), "V")


def test_a_value_that_pymeasure_refuses(fitted: Any) -> None:
    on = fitted("pymeasure_source", options={**VOLTS, "before": "source_mode = voltage/VOLT, source_range = 1"})
    with pytest.raises(BadReply, match="ValueError"):
        on.driver.set_voltage(D(5), "V")
    on.driver.make_safe()


def test_a_temperature_source_has_the_words_of_its_role(fitted: Any) -> None:
    options = {**VOLTS, "class": "temptronic.ATS545", "quantity": "temperature", "unit": "°C"}
    assert isinstance(fitted("pymeasure_source", options=options).driver, TemperatureSource)


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"quantity": "charm"}, "No quantity"),
        ({"unit": "volts"}, "volts"),
        ({"off": ""}, "how it is set"),
        ({"off": "source_enabled"}, "how it is set"),
        ({"set": ""}, "how it is set"),
        ({"low": "none"}, "none"),
        ({"window": ""}, "window"),
        ({"dwell": "0"}, "dwell"),
    ],
)
def test_options_of_a_source_are_strict(fitted: Any, options: dict[str, str], says: str) -> None:
    with pytest.raises(InstrumentError, match=says):
        fitted("pymeasure_source", options={**VOLTS, **options})


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
