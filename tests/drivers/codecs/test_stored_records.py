"""Frozen records of DL/T 698.45, the load profile of DLMS: what is asked, byte for byte, and what no reply may be."""

# ruff: noqa: DTZ001  a face has no time zone

from datetime import datetime as face
from decimal import Decimal

import pytest

from drivers.codecs import dlms, dlms_profile, dlt698_record
from drivers.codecs.dlms import Attribute
from drivers.codecs.numbers import Malformed, Refused

FACE = face(2026, 11, 23)
SECONDS = Decimal((FACE - face(2000, 1, 1)).days * 86_400)
HEAD = "85 03 05 50 04 02 00 02 00 20 21 02 00 00 00 10 02 00 "
ROW = "1C 07 EA 0B 17 00 00 00 01 02 06 00 01 D8 8C 06 00 01 D8 8C "
ASKED = (dlt698_record.DAYS, "00100200", 5)


def test_a_day_of_a_698_meter_is_asked_by_its_time_of_freezing() -> None:
    assert dlt698_record.request(dlt698_record.DAYS, "00100200", FACE, 5).hex(" ").upper() == (
        "05 03 05 50 04 02 00 01 20 21 02 00 1C 07 EA 0B 17 00 00 00 02 00 20 21 02 00 00 00 10 02 00 00"
    )


def test_which_tables_may_hold_a_time() -> None:
    days, hours, minutes = dlt698_record.DAYS, dlt698_record.HOURS, dlt698_record.MINUTES
    assert dlt698_record.tables(face(2026, 12, 1)) == (dlt698_record.MONTHS, days, hours, minutes)
    assert dlt698_record.tables(FACE) == (days, hours, minutes)
    assert dlt698_record.tables(face(2026, 11, 23, 7)) == (hours, minutes)
    assert dlt698_record.tables(face(2026, 11, 23, 7, 15)) == (minutes,)


def test_a_row_has_its_time_and_its_tariffs() -> None:
    rows = dlt698_record.answer(*ASKED, bytes.fromhex(HEAD + "01 01 " + ROW + "00 00"))
    assert [(row.face, row.value) for row in rows] == [(SECONDS, [120_972, 120_972])]
    assert dlt698_record.answer(*ASKED, bytes.fromhex(HEAD + "01 00 00 00")) == []


@pytest.mark.parametrize("reply", [
    HEAD.replace("85 03", "85 01") + "01 00 00 00",  # another service
    HEAD.replace("05 50 04", "06 50 04") + "01 00 00 00",  # another invocation
    HEAD.replace("50 04", "50 02") + "01 00 00 00",  # another table
    HEAD.replace("00 10 02", "00 20 02") + "01 00 00 00",  # another column
    HEAD + "01 01 " + ROW,  # nothing behind the rows
    HEAD + "01 02 " + ROW + "00 00",  # a row too few
    HEAD + "01 01 06 00 00 00 01 " + ROW[24:] + "00 00",  # no time
    HEAD + "02 00 00 00", HEAD + "01", HEAD + "01 FF 00 00",
])  # fmt: skip
def test_no_other_reply_is_a_row(reply: str) -> None:
    with pytest.raises(Malformed):
        dlt698_record.answer(*ASKED, bytes.fromhex(reply))


def test_a_reason_is_refused() -> None:
    with pytest.raises(Refused, match="object does not exist"):
        dlt698_record.answer(*ASKED, bytes.fromhex(HEAD + "00 06 00 00"))


def test_rows_of_a_profile_are_asked_by_a_range_of_the_clock() -> None:
    found = dlms.get_rows(Attribute(7, "1.0.99.1.0.255", 2), 3, FACE, face(2026, 11, 23, 0, 0, 59))
    assert (
        found.hex(" ")
        .upper()
        .endswith(
            "00 07 01 00 63 01 00 FF 02 01 01 02 04 02 04 12 00 08 09 06 00 00 01 00 00 FF 0F 02 12 00 00 "
            "09 0C 07 EA 0B 17 FF 00 00 00 00 80 00 FF 09 0C 07 EA 0B 17 FF 00 00 3B 00 80 00 FF 01 00"
        )
    )


COLUMNS = [dlms_profile.CLOCK, (3, "1.0.1.8.0.255", 2)]
CLOCK = bytes.fromhex("07EA0B1701000000 00800000")


def test_a_cell_is_found_by_its_time_alone() -> None:
    assert dlms_profile.cell([[CLOCK, 120_972]], COLUMNS, 1, SECONDS) == 120_972
    assert dlms_profile.cell([[CLOCK, 120_972]], COLUMNS, 1, SECONDS + 900) is None
    assert dlms_profile.cell([], COLUMNS, 1, SECONDS) is None
    assert dlms_profile.place(COLUMNS, 3, "1.0.1.8.0.255") == 1
    assert dlms_profile.place(COLUMNS, 3, "1.0.2.8.0.255") is None


@pytest.mark.parametrize("rows", [None, 5, [5], [[CLOCK]], [[None, 5]], [[CLOCK[:-1], 5]]])
def test_rows_without_a_time_or_with_other_columns_are_refused(rows: object) -> None:
    with pytest.raises(Malformed):
        dlms_profile.cell(rows, COLUMNS, 1, SECONDS)  # type: ignore[arg-type]


def test_a_time_that_the_meter_doubts_is_refused() -> None:
    with pytest.raises(Refused):
        dlms_profile.cell([[CLOCK[:-1] + b"\x01", 5]], COLUMNS, 1, SECONDS)
