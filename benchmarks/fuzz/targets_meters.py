"""Meters: DL/T 645, DL/T 698.45, CJ/T 188, M-Bus, IEC 62056-21, HDLC, DLMS."""

from decimal import Decimal

from target import Target, frames

from drivers.codecs import (
    axdr,
    cjt188,
    crc,
    dlms,
    dlms_profile,
    dlt645,
    dlt645_items,
    dlt645_profile,
    dlt698,
    dlt698_data,
    dlt698_record,
    hdlc,
    iec62056_21,
    mbus,
    mbus_data,
)


def _from_68(raw: bytes) -> bytes:
    start = max(raw.find(b"\x68"), 0)
    return raw[:-2] + bytes([sum(raw[start:-2]) % 256]) + raw[-1:] if len(raw) > 2 else raw


def _mbus(raw: bytes) -> bytes:
    if len(raw) < 9:
        return raw
    body = raw[4:-2][:252]
    return bytes([0x68, len(body), len(body), 0x68]) + body + bytes([sum(body) % 256, 0x16])


def _698(raw: bytes) -> bytes:
    start = max(raw.find(b"\x68"), 0)
    head = start + 6 + (raw[start + 4] & 15) + 1 if len(raw) > start + 5 else 0
    if not head or len(raw) < head + 5:
        return raw
    count = (len(raw) - start - 2).to_bytes(2, "little")
    first = count + raw[start + 3 : head - 0]
    body = first + crc.x25(first).to_bytes(2, "little") + raw[head + 2 : -3]
    return raw[: start + 1] + body + crc.x25(body).to_bytes(2, "little") + b"\x16"


def _hdlc(raw: bytes) -> bytes:
    body = raw[1:-3]
    return b"\x7e" + body + crc.x25(body).to_bytes(2, "little") + b"\x7e"


def _bcc(raw: bytes) -> bytes:
    return raw[:-1] + bytes([iec62056_21.block_check(raw[1:-1])]) if raw[:1] in (b"\x01", b"\x02") else raw


def _645(raw: bytes) -> object:
    found = dlt645.decode(raw)
    assert dlt645.encode(found) == raw
    if found.control == 0xD1:
        return dlt645.errors(found.data)
    payload = dlt645_items.after("02020100", found.data)
    return dlt645_items.numbers("02020100", payload), dlt645_items.number("02020100", payload)


def _698_data(raw: bytes) -> object:
    found = dlt698.decode(raw)
    assert dlt698.encode(found) == raw
    return dlt698_data.got(found.apdu)


def _698_answer(raw: bytes) -> object:
    return dlt698_data.answer("41040200", 0, dlt698.answer(_METERS["698"], raw)[1])


def _load_record(raw: bytes) -> bytes:
    body = raw[:2] + bytes([(len(raw) - 5) % 256]) + raw[3:-2]
    return body + bytes([sum(body) % 256, dlt645_profile.END]) if len(raw) > 5 else raw


def _profile(raw: bytes) -> object:
    return dlms_profile.cell(dlms.value(raw), [dlms_profile.CLOCK, (3, "1.0.1.8.0.255", 2)], 1, Decimal(849_700_800))


def _188(raw: bytes) -> object:
    found = cjt188.decode(raw)
    assert cjt188.encode(found) == raw
    return cjt188.metering(found)


def _records(raw: bytes) -> object:
    found = mbus.decode(raw)
    assert mbus.encode(found) == raw
    if isinstance(found, mbus.Long):
        return (mbus_data.fixed if found.information == mbus.FIXED else mbus_data.variable)(found.data)
    return None


def _mode_c(raw: bytes) -> object:
    found = iec62056_21.decode(raw)
    assert iec62056_21.encode(found) == raw
    return iec62056_21.data_sets(found) if isinstance(found, iec62056_21.Block) else None


def _frames(raw: bytes) -> object:
    found = hdlc.decode(raw)
    assert hdlc.encode(found) == raw
    return found


_METERS = {
    "645": dlt645.Frame("000000000161", 0x11),
    "698": dlt698.Frame("A" * 12, 0x43, b"", 1),
    "188": cjt188.Frame(0xAA, cjt188.WILDCARD, cjt188.READ, bytes.fromhex("90 1F 00")),
}

METERS = {
    "dlt645": Target(
        frames(
            "68 61 01 00 00 00 00 68 91 07 33 34 35 35 CC 7C 33 16 16",
            "FE FE FE FE 68 60 07 92 04 00 91 68 D1 01 37 67 16",
            "68 61 01 00 00 00 00 68 D1 01 35 39 16",
        ),
        (dlt645.length, _645, lambda raw: dlt645.answer(_METERS["645"], raw)),
        _from_68,
    ),
    "dlt645_profile": Target(
        frames("A0 A0 1B 45 09 23 11 26 AA AA AA 72 09 12 00 00 00 00 00 00 00 00 00 00 00 00 00 AA AA AA 8C E5"),
        (dlt645_profile.record,),
        _load_record,
    ),
    "dlt698": Target(
        frames("68 1F 00 C3 05 00 00 00 00 00 00 00 0F 01 85 01 00 41 04 02 00 01 0A 04 32 32 30 56 00 00 F7 38 16"),
        (dlt698.length, _698_data, _698_answer),
        _698,
    ),
    "dlt698_record": Target(
        frames(
            "85 03 01 50 04 02 00 02 00 20 21 02 00 00 00 10 02 00 01 01 1C 07 EA 0B 17 00 00 00 01 02 06 00 01 D8 8C"
            " 06 00 01 D8 8C 00 00",
            "85 03 01 50 04 02 00 02 00 20 21 02 00 00 00 10 02 00 00 06 00 00",
        ),
        (lambda raw: dlt698_record.answer(dlt698_record.DAYS, "00100200", 1, raw),),
    ),
    "dlms_profile": Target(
        frames(
            "01 01 02 02 09 0C 07 EA 0B 17 01 00 00 00 00 80 00 00 06 00 01 D8 8C",
            "01 02 02 04 12 00 08 09 06 00 00 01 00 00 FF 0F 02 12 00 00 02 04 12 00 03 09 06 01 00 01 08 00 FF 0F 02"
            " 12 00 00",
        ),
        (_profile, lambda raw: dlms_profile.columns(dlms.value(raw))),
    ),
    "cjt188": Target(
        frames(
            "FE FE FE 68 10 18 02 12 20 20 00 00 81 16 90 1F 00 00 02 00 00 2C 00 02 00 00 2C 00 00 00 00 00 00 00"
            " 00 FF 85 16",
            "FE 68 10 02 12 20 20 00 00 81 C1 03 90 1F 00 C0 16",
        ),
        (cjt188.length, _188, lambda raw: cjt188.answer(_METERS["188"], raw)),
        _from_68,
    ),
    "mbus": Target(
        frames(
            "68 13 13 68 08 05 73 78 56 34 12 0A 00 E9 7E 01 00 00 00 35 01 00 00 3C 16",
            "68 31 31 68 08 01 72 45 58 57 03 B4 05 34 04 9E 00 27 B6 03 06 F9 34 15 03 15 C6 00 4D 05 2E 00 00 00"
            " 00 05 3D 00 00 00 00 05 5B 22 F3 26 42 05 5F C7 DA 0D 42 FA 16",
        ),
        (mbus.length, _records, lambda raw: mbus.response(5, raw)),
        _mbus,
    ),
    "iec62056_21": Target(
        frames(
            "01 50 30 02 28 00 29 03 60",
            "02 28 30 30 30 37 29 03 05",
            "2F 4C 47 5A 34 5A 4D 46 0D 0A",
            "06 30 35 30 0D 0A",
        ),
        (iec62056_21.length, _mode_c),
        _bcc,
    ),
    "hdlc": Target(
        frames(
            "7E A0 08 02 23 21 93 BD 64 7E",
            "7E A0 2C 02 23 21 10 AF 9F E6 E6 00 60 1D A1 09 06 07 60 85 74 05 08 01 01 BE 10 04 0E 01 00 00 00 06"
            " 5F 1F 04 00 00 1E 1D FF FF C5 E4 7E",
        ),
        (hdlc.length, _frames),
        _hdlc,
    ),
    "dlms": Target(
        frames(
            "61 29 A1 09 06 07 60 85 74 05 08 01 01 A2 03 02 01 00 A3 05 A1 03 02 01 00 BE 10 04 0E 08 00 06 5F 1F"
            " 04 00 00 50 1F 01 F4 00 07",
            "C4 01 C1 00 06 00 01 D8 8C",
            "C4 02 C1 01 00 00 00 02 00 03 01 02 03",
            "00 01 00 01 00 10 00 09 C4 01 C1 00 06 00 01 D8 8C",
        ),
        (
            dlms.associated,
            lambda raw: dlms.value(dlms.got(raw, 1)[0]),
            dlms.wrapped_length,
            lambda raw: dlms.unwrap(raw, 16, 1),
        ),
    ),
    "axdr": Target(
        frames("02 03 05 00 00 00 01 09 02 41 42 17 41 20 00 00"), (lambda raw: axdr.first_value(raw, {25: 12}),)
    ),
}
