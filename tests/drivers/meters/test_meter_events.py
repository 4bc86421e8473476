"""The events that a DL/T 645 meter keeps of itself, and the software that it states."""

from collections.abc import Callable
from typing import Any

import pytest

from drivers.errors import BadReply, NeedsPerson, Reported
from drivers.roles import MeterEvents
from tests.drivers.meters.test_meter_dialogues import FE, summed, with_645

Dialogue = Callable[..., Any]
COVER = summed(FE + "68 61 01 00 00 00 00 68 11 04 33 40 63 36")  # 03 30 0D 00, last byte first, each plus 33
FIELD = summed(FE + "68 61 01 00 00 00 00 68 11 04 33 33 68 36")  # 03 35 00 00
SOFTWARE = summed(FE + "68 61 01 00 00 00 00 68 11 04 34 33 B3 37")  # 04 80 00 01
TWELVE = "68 61 01 00 00 00 00 68 91 07 33 40 63 36 45 33 33"  # 12 00 00: twelve


def ready(dialogue: Dialogue, asked: str, said: str) -> MeterEvents:
    meter = dialogue("dlt645", with_645(asked, said))
    assert isinstance(meter, MeterEvents)
    meter.identity()  # type: ignore[attr-defined]
    return meter


def test_counts_of_events_are_read(dialogue: Dialogue) -> None:
    found = ready(dialogue, COVER, summed(TWELVE)).cover_openings()
    assert (str(found.value), found.unit, found.text[:2]) == ("12", "1", "68")
    none = ready(dialogue, FIELD, summed("68 61 01 00 00 00 00 68 91 07 33 33 68 36 33 33 33"))
    assert none.field_events().value == 0


def test_the_software_is_a_text_that_is_sent_last_character_first(dialogue: Dialogue) -> None:
    wire = b"V2.06".ljust(32)[::-1]
    said = "68 61 01 00 00 00 00 68 91 24 34 33 B3 37 " + bytes((b + 0x33) & 0xFF for b in wire).hex(" ").upper()
    assert ready(dialogue, SOFTWARE, summed(said)).software().text == "V2.06"


@pytest.mark.parametrize(("said", "error"), [
    ("68 61 01 00 00 00 00 68 91 07 33 40 63 36 DD 33 33", BadReply),  # AA is no decimal number
    ("68 61 01 00 00 00 00 68 91 06 33 40 63 36 45 33", BadReply),  # two bytes
    ("68 61 01 00 00 00 00 68 91 07 33 33 68 36 45 33 33", BadReply),  # another register
    ("68 61 01 00 00 00 00 68 D1 01 35", Reported),  # this meter keeps no such record
])  # fmt: skip
def test_what_is_no_count_is_refused(dialogue: Dialogue, said: str, error: type[Exception]) -> None:
    meter = ready(dialogue, COVER, summed(said))
    with pytest.raises(error):
        meter.cover_openings()


def test_a_text_of_another_length_is_refused(dialogue: Dialogue) -> None:
    meter = ready(dialogue, SOFTWARE, summed("68 61 01 00 00 00 00 68 91 06 34 33 B3 37 65 89"))
    with pytest.raises(BadReply):
        meter.software()


def test_edition_1997_leaves_them_to_a_person(dialogue: Dialogue) -> None:
    meter = dialogue("dlt645", {}, {"edition": "1997", "address": "3"})
    for read in (meter.cover_openings, meter.field_events, meter.software):
        with pytest.raises(NeedsPerson):
            read()
