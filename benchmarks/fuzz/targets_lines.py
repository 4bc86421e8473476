"""Instruments that speak in lines, and the frames of weighing indicators."""

from target import Target, lines, text

from drivers.codecs import (
    alicat,
    continuous,
    counter,
    csv_rows,
    dhi,
    fluke,
    hart,
    mensor,
    mt_sics,
    mt_sics_checks,
    multimeter,
    register_place,
    sbi,
    scpi,
    super_thermometer,
    vaisala,
)
from drivers.codecs.numbers import Malformed, Refused
from drivers.pressure import pace_instrument as pace


def _line(*seeds: str, calls: tuple[object, ...], errors: tuple[type[Exception], ...] = (Malformed, Refused)) -> Target:
    return Target(lines(*seeds), tuple(text(call) for call in calls), errors=errors, textual=True)  # type: ignore[arg-type]


def _hart(line: str) -> object:
    """Any answer of a bath, by its label."""
    for command, decode in (("t", hart.celsius), ("c", hart.cutout_closed), ("*ver", hart.version)):
        if line.startswith(command.removeprefix("*")):
            return decode(hart.answer(command, line))
    return hart.answer("u", line)


def _crc(raw: bytes) -> bytes:
    body = raw[:-4]
    return body + b"%04X" % mt_sics_checks.crc(body)


def _xk3190(raw: bytes) -> bytes:
    check = 0
    for byte in raw[1:-2]:
        check ^= byte
    return raw[:-2] + b"%02X" % check


LINES = {
    "scpi": _line(
        '+0,"No error"',
        '-222,"Data out of range"',
        ":SENS1:PRES 35.08",
        "100.2 kPa",
        "23.5,C",
        calls=(
            scpi.error_entry,
            lambda line: scpi.answer(":SENS:PRES?", line),
            lambda line: scpi.fields(line, 2),
            lambda line: scpi.quantity(line, ("kPa", "C")),
        ),
    ),
    "pace": _line(
        ":SENS:PRES 35.08",
        ":SENS:PRES:INL 35.08,1",
        ":UNIT:PRES KPA",
        ":SOUR:PRES:LEV:IMM:AMPL:VENT 2",
        calls=(
            pace._reply(":SENS:PRES?", pace._received),
            pace._reply(":SENS:PRES:INL?", pace._in_limits),
            pace._reply(":UNIT:PRES?", pace._unit),
            pace._reply(":SOUR:PRES:LEV:IMM:AMPL:VENT?", pace._vent_state),
        ),
    ),
    "fluke": _line(
        "1.0000000E+01,V,0E+00,0,5.00E+01",
        "1.00000000E+02,OHM,0.0000E+00",
        "6145",
        '19,"Tripped to Dormant"',
        calls=(fluke.output_55, fluke.output_57, fluke.register, fluke.gross_state, fluke.explanation),
    ),
    "multimeter": _line(
        "+1.00000120E+01",
        " 9.999872310E-01",
        "+9.90000000E+37",
        '"VOLT:DC"',
        "128",
        calls=(multimeter.reading, multimeter.function_word, multimeter.standard_events),
    ),
    "counter": _line(
        "+1.21513398300000E+006",
        "+3.60000000000000E+004",
        "+9.91000000000000E+037",
        "+1024",
        calls=(counter.positive, counter.whole, counter.register),
    ),
    "mensor": _line(
        " YES",
        " 35.08123",
        "ESTANDBY",
        " NO ERRORS",
        calls=(
            lambda line: mensor.yes(mensor.answer(line).payload),
            lambda line: mensor.one_of(mensor.answer(line).payload, ("STANDBY", "CONTROL")),
            lambda line: mensor.error_text(mensor.answer(line).payload),
        ),
    ),
    "dhi": _line(
        "2306.265 kPaa",
        "10.000 MPa a",
        "0.1 kPa/s",
        "R",
        "NR",
        "OP",
        "32",
        "1",
        "ERR# 10",
        "DH INSTRUMENTS, a Fluke Company, PPC4 A10M Ver 1.02a",
        calls=(dhi.quantity, dhi.ready, dhi.status, dhi.vented, dhi.version),
    ),
    "hart": _line("t: 55.69 C", "c: 620 C, in", "ver.7341,1.00", "u: c", calls=(_hart,)),
    "super_thermometer": _line(
        "231.92811,C,4,2009-03-23 14:33:20",
        "100.12345,O,1,2009-03-23 14:33:20",
        calls=(super_thermometer.measurement,),
    ),
    "alicat": _line(
        "A +014.70 +025.00 +02.004 +02.004 02.004 Air",
        "A +014.70 +025.00 +02.004 +02.004 02.004 N2 MOV HLD",
        "A M05 Serial Number 271170",
        calls=(lambda line: alicat.frame("A", line), lambda line: alicat.manufacturer_line("A", line)),
    ),
    "vaisala": _line(
        "RH= 98.4 %RH T= 31.1 'C",
        "P= 1013.2 hPa T= 31.1 'C RH= 38.3 %RH",
        "HMT330 / 5.16",
        "Serial number : E1150001",
        calls=(
            vaisala.humidity_and_temperature,
            vaisala.pressure_temperature_and_humidity,
            vaisala.version,
            vaisala.serial_number,
        ),
    ),
    "mt_sics": _line(
        "S S     14.256 g",
        "S D    129.07 kg",
        "S S  Error 10b",
        "S I",
        "S +",
        "ES",
        'I4 A "B021002593"',
        "Z A",
        calls=(
            lambda line: mt_sics.weight("SI", line),
            lambda line: mt_sics.quoted("I4", line),
            lambda line: mt_sics.acknowledged("Z", line),
        ),
        errors=(Malformed, Refused, mt_sics.Busy),
    ),
    "mt_sics_crc": Target(
        lines("SIC1 S   12325.00 g E603"), (text(mt_sics_checks.checked),), repair=_crc, textual=True
    ),
    "sbi": _line(
        "+   123.5[6]g ",
        "N     +   123.56 g  ",
        "      H       ",
        "   Err 54     ",
        "      C       ",
        calls=(sbi.shown,),
        errors=(Malformed, Refused, sbi.Unsettled),
    ),
    "toledo": Target(
        (b"\x02\x2d\x30\x20001234000000", b"\x02\x2b\x32\x21 12340000000"), (continuous.toledo,), textual=True
    ),
    "xk3190": Target((b"\x02+00123431C",), (continuous.xk3190,), repair=_xk3190, textual=True),
    "csv_rows": _line(
        '1,"20,10",5.000',
        "time,T,p",
        calls=(
            lambda line: csv_rows.cell(line, ",", 3, 1),
            lambda line: csv_rows.column(csv_rows.fields(line, ","), "T"),
        ),
    ),
    "register_place": _line("0x0002 float ABCD", "7 i16 DCBA", calls=(register_place.place,), errors=(ValueError,)),
}
