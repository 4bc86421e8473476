"""Codecs of standards under mutated and random lines: a value, or one of the codecs' own errors, and nothing else."""

import random
from collections.abc import Callable
from typing import Any

import pytest

from drivers.codecs import (
    alicat,
    continuous,
    csv_rows,
    dhi,
    hart,
    mensor,
    mt_sics_checks,
    registers,
    sbi,
    super_thermometer,
    vaisala,
)
from drivers.codecs.numbers import Malformed, Refused
from drivers.link.modbus import rtu_length, tcp_length

ALLOWED = (Malformed, Refused, sbi.Unsettled)
ROUNDS = 3000


def text(decode: Callable[[str], Any]) -> Callable[[bytes], Any]:
    return lambda raw: decode(raw.decode("latin-1"))


CODECS: dict[str, tuple[bytes, Callable[[bytes], Any]]] = {
    "mensor": (b" YES", text(lambda line: mensor.yes(mensor.answer(line).payload))),
    "dhi quantity": (b"2306.265 kPaa", text(dhi.quantity)),
    "dhi ready": (b"R", text(dhi.ready)),
    "dhi status": (b"32", text(dhi.status)),
    "hart": (b"t: 55.69 C", text(lambda line: hart.celsius(hart.answer("t", line)))),
    "hart cut-out": (b"c: 620 C, in", text(lambda line: hart.cutout_closed(hart.answer("c", line)))),
    "1594a": (b"231.92811,C,4,2009-03-23 14:33:20", text(super_thermometer.measurement)),
    "alicat": (b"A +014.70 +025.00 +02.004 +02.004 02.004 Air", text(lambda line: alicat.frame("A", line))),
    "alicat maker": (b"A M05 Serial Number 271170", text(lambda line: alicat.manufacturer_line("A", line))),
    "ptu300": (b"P= 1013.2 hPa T= 31.1 'C RH= 38.3 %RH", text(vaisala.pressure_temperature_and_humidity)),
    "sbi": (b"+   123.5[6]g ", text(sbi.shown)),
    "sbi 22": (b"N     +   123.56 g  ", text(sbi.shown)),
    "sics crc": (b"SIC1 S   12325.00 g E603", text(mt_sics_checks.checked)),
    "sics frame": (b"\x02\x37S D       3.48 g\x03\x75", mt_sics_checks.unframe),
    "toledo": (bytes([0x02, 0x2D, 0x30, 0x20]) + b"001234000000", continuous.toledo),
    "xk3190": (b"\x02+0012343" + b"1C", continuous.xk3190),
    "single": (bytes.fromhex("43668000"), lambda raw: registers.number(registers.Layout("float32", "CDAB"), raw)),
    "text": (b"ln/min\0\0", registers.text),
    "csv": (b'1,"20,10",5.000', text(lambda line: csv_rows.cell(line, ",", 3, 1))),
    "modbus rtu": (bytes.fromhex("110306022B00000064C8BA"), rtu_length),
    "modbus tcp": (bytes.fromhex("000100000005110302022B"), tcp_length),
}


def mutated(seed: bytes, chance: random.Random) -> bytes:
    raw = bytearray(seed)
    for _change in range(chance.randint(1, 4)):
        at = chance.randrange(len(raw) + 1)
        what = chance.randrange(4)
        if what == 0:
            raw.insert(at, chance.randrange(256))
        elif raw and what == 1:
            del raw[at % len(raw)]
        elif raw and what == 2:
            raw[at % len(raw)] = chance.randrange(256)
        else:
            raw = raw[:at]
    return bytes(raw)


@pytest.mark.parametrize("name", CODECS)
def test_only_the_codecs_own_errors(name: str) -> None:
    seed, decode = CODECS[name]
    chance = random.Random(name)  # noqa: S311  not for secrets
    decoded = 0
    for turn in range(ROUNDS):
        raw = mutated(seed, chance) if turn % 4 else chance.randbytes(chance.randrange(40))
        try:
            decode(raw)
            decoded += 1
        except ALLOWED:
            continue
    assert decoded < ROUNDS


@pytest.mark.parametrize("name", CODECS)
def test_the_seed_itself_is_understood(name: str) -> None:
    seed, decode = CODECS[name]
    assert decode(seed) is not None
