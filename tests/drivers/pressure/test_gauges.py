"""Digital gauges by register map and by query, a barometer, and readings from a file."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from drivers.codecs.numbers import Malformed
from drivers.codecs.register_place import Place, place
from drivers.codecs.registers import Layout
from drivers.codecs.vaisala import pressure_temperature_and_humidity
from drivers.errors import BadReply, InstrumentError, LinkError, Reported
from drivers.fitting import Fitting
from drivers.registry import load

MAP = {
    "value": "0x0000 float CDAB",
    "serial": "0x0002 u32 CDAB",
    "proof": "0x0004 float CDAB",
    "proof_value": "1000",
    "pressure_unit": "kPa",
    "upper": "1000",
}


def test_places() -> None:
    assert place("0x0002 float ABCD") == Place(2, Layout("float32", "ABCD"))
    assert place("7 i16 DCBA") == Place(7, Layout("int16", "DCBA"))
    for text in ("2 float", "2 double ABCD", "2 float ACBD", "70000 u16 ABCD", "x u16 ABCD"):
        with pytest.raises(ValueError):  # noqa: PT011  the text is the test
            place(text)


def test_gauge_by_register_map(fitted: Any) -> None:
    bench = fitted("modbus_gauge", options=MAP)
    bench.device.model.line.go(500.0, 1e6, -100.0)
    reading = bench.driver.indication()
    assert (reading.value, reading.unit) == (Decimal("500.2"), "kPa")
    assert bench.driver.identity().serial == "2600017"


def test_wrong_order_is_noticed_by_the_known_value(fitted: Any) -> None:
    wrong = {name: text.replace("CDAB", "ABCD") for name, text in MAP.items()}
    with pytest.raises(BadReply, match="proof register"):
        fitted("modbus_gauge", options=wrong)


def test_beyond_its_range(fitted: Any) -> None:
    bench = fitted("modbus_gauge", options=MAP)
    bench.device.model.line.go(1200.0, 1e6, -100.0)
    with pytest.raises(Reported, match="outside"):
        bench.driver.indication()


@pytest.mark.parametrize(
    "change",
    [{"value": ""}, {"proof": "4 float ABCD"}, {"framing": "x"}, {"table": "x"}, {"upper": "x"}, {"colour": "red"}],
)
def test_map_that_does_not_do(fitted: Any, change: dict[str, str]) -> None:
    with pytest.raises(InstrumentError):
        fitted("modbus_gauge", options={**MAP, **change})


def test_map_without_proof(fitted: Any) -> None:
    with pytest.raises(InstrumentError, match="proof"):
        fitted("modbus_gauge", options={name: text for name, text in MAP.items() if "proof" not in name})


def test_gauge_by_query(fitted: Any) -> None:
    bench = fitted("scpi_gauge", options={"query": "MEAS:PRES?", "pressure_unit": "kPa"})
    bench.device.model.line.go(500.0, 1e6, -100.0)
    reading = bench.driver.indication()
    assert (reading.text, str(reading.value), reading.unit) == ("+499.80,KPA", "499.80", "kPa")


@pytest.mark.parametrize("reply", ["9.9E37,KPA", "+1.2,BAR", "KPA", "", "OVER", "1,2,KPA"])
def test_reply_that_is_no_pressure(fitted: Any, reply: str) -> None:
    bench = fitted("scpi_gauge", options={"query": "MEAS:PRES?", "pressure_unit": "kPa", "errors": "no"})
    bench.device.handle = lambda _message: f"{reply}\r\n".encode()
    with pytest.raises(BadReply):
        bench.driver.indication()


def test_error_queue_of_a_gauge(fitted: Any) -> None:
    bench = fitted("scpi_gauge", options={"query": "MEAS:PRES?", "pressure_unit": "kPa"})
    bench.device.errors.append('-350,"Queue overflow"')
    with pytest.raises(Reported, match="overflow"):
        bench.driver.indication()
    with pytest.raises(InstrumentError, match="do not do"):
        fitted("scpi_gauge", options={"query": "MEAS:PRES", "pressure_unit": "kPa"})


def test_barometer_as_printed() -> None:
    found = pressure_temperature_and_humidity("P= 1013.2 hPa T= 31.1 'C RH= 38.3 %RH")
    assert found == {"hPa": Decimal("1013.2"), "°C": Decimal("31.1"), "%RH": Decimal("38.3")}
    prompted = pressure_temperature_and_humidity(">P= 1033.7 hPa T= 22.2 'C RH= 38.3 %RH")
    assert prompted["hPa"] == Decimal("1033.7")
    for line in (
        "P1= 1008.9 hPa P2= 1009.1 hPa P= 1009.0 hPa T= 23.9 'C RH= 34.5 %RH",
        "RH= 14.98%RH T= 74.68'F",
        "P= ****** hPa T= 31.1 'C RH= 38.3 %RH",
        "",
    ):
        with pytest.raises(Malformed):
            pressure_temperature_and_humidity(line)


def test_barometer_reads_the_room(fitted: Any) -> None:
    bench = fitted("ptu300")
    assert bench.driver.air_pressure().unit == "hPa"
    assert abs(bench.driver.air_pressure().value - Decimal("1013.2")) <= Decimal("0.4")
    assert abs(bench.driver.temperature().value - Decimal("20.5")) < 1
    assert abs(bench.driver.humidity().value - 45) < 2
    bench.device.failed = True
    with pytest.raises(BadReply):
        bench.driver.temperature()


class Waiting:
    """A clock whose sleep lets somebody else write."""

    def __init__(self, write: Any = None) -> None:
        self._now, self._write = Decimal(0), write

    def elapsed(self) -> Decimal:
        return self._now

    def sleep(self, seconds: Decimal) -> None:
        self._now += seconds
        if self._write is not None:
            self._write(self._now)


def read_file(path: Path, clock: Any = None, **options: str) -> Any:
    kind = load("csv_file")
    given = {"file": str(path), "temperature": "T; °C", "mass": "m, net; g", **options}
    return kind.fit(Fitting("room", "room", clock or Waiting(), options=given))


HEADER = 'time,T,"m, net"\n'


def test_rows_are_read_one_after_another(tmp_path: Path) -> None:
    file = tmp_path / "readings.csv"
    file.write_text(HEADER + "1,20.10,5.000\r\n2,20.20,5.001\n", "utf-8-sig")
    driver = read_file(file)
    assert [driver.temperature().text, driver.temperature().text] == ["20.10", "20.20"]
    assert (str(driver.mass().value), driver.mass().unit) == ("5.000", "g")


def test_a_row_that_is_not_there_yet_is_waited_for_until_its_line_end(tmp_path: Path) -> None:
    file = tmp_path / "readings.csv"
    file.write_text(HEADER, "utf-8")

    def write(now: Decimal) -> None:
        file.write_text(HEADER + ("1,20.1" if now < 3 else "1,20.15,5.0\n"), "utf-8")

    driver = read_file(file, Waiting(write))
    assert driver.temperature().text == "20.15"


def test_a_file_that_ends_within_a_character_gives_the_rows_that_are_finished(tmp_path: Path) -> None:
    file = tmp_path / "readings.csv"
    whole = 'time,T,"m, net",备注\n1,20.1,5.0,好\n2,20.2,5.0,好\n'.encode()
    file.write_bytes(whole[:-3])
    driver = read_file(file, Waiting(lambda now: file.write_bytes(whole) if now > 1 else None))
    assert [driver.temperature().text, driver.temperature().text] == ["20.1", "20.2"]


def test_only_what_is_written_from_now_on(tmp_path: Path) -> None:
    file = tmp_path / "readings.csv"
    file.write_text(HEADER + "1,20.1,5.0\n", "utf-8")
    driver = read_file(file, begin="next", patience="5")
    with pytest.raises(LinkError, match="No row 2"):
        driver.temperature()
    file.write_text(HEADER + "1,20.1,5.0\n2,20.3,5.0\n", "utf-8")
    assert driver.temperature().text == "20.3"


@pytest.mark.parametrize(
    "row",
    ["1,,5.0", "1,warm,5.0", '1,"20,1",5.0', "1,nan,5.0", "1,20.1", "1,20.1,5.0,7", '1,"20.1,5.0', "1,9.9E37,5"],
)
def test_a_row_that_is_no_reading(tmp_path: Path, row: str) -> None:
    file = tmp_path / "readings.csv"
    file.write_text(HEADER + row + "\n", "utf-8")
    with pytest.raises(BadReply, match="Row 1"):
        read_file(file).temperature()


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    file = tmp_path / "readings.csv"
    with pytest.raises(LinkError):
        read_file(file)
    file.write_bytes(b"")
    with pytest.raises(BadReply, match="header"):
        read_file(file)
    file.write_bytes(b"T\xff\n")
    with pytest.raises(BadReply, match="UTF-8"):
        read_file(file)
    file.write_text("time,t\n1,2\n", "utf-8")
    with pytest.raises(BadReply, match="0 columns"):
        read_file(file).temperature()


def test_a_file_that_is_written_anew_is_no_longer_believed(tmp_path: Path) -> None:
    file = tmp_path / "readings.csv"
    file.write_text(HEADER + "1,20.1,5.0\n2,20.2,5.0\n", "utf-8")
    driver = read_file(file)
    driver.temperature()
    file.write_text(HEADER + "1,30.1,5.0\n", "utf-8")
    with pytest.raises(BadReply, match="again"):
        driver.temperature()


@pytest.mark.parametrize(
    "options",
    [{"temperature": "T"}, {"temperature": "T; parsec"}, {"begin": "last"}, {"delimiter": ""}, {"speed": "1"}],
)
def test_options_that_do_not_do(tmp_path: Path, options: dict[str, str]) -> None:
    file = tmp_path / "readings.csv"
    file.write_text(HEADER, "utf-8")
    with pytest.raises(InstrumentError):
        read_file(file, **options)


def test_a_method_without_a_column(tmp_path: Path) -> None:
    file = tmp_path / "readings.csv"
    file.write_text(HEADER, "utf-8")
    with pytest.raises(InstrumentError, match="No column for flow"):
        read_file(file).flow()
