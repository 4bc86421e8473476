"""The gate of lots of reference materials."""

from datetime import date

import pytest

from procedures.text import Text
from sequencer.gates.context import Facts, Kept
from tests.sequencer.test_gates import SOURCE, reasons

USED = {**SOURCE, "id": "S1"}


@pytest.mark.parametrize(("lot", "standard", "until", "why", "expected"), [
    ("RM-1", "S1", None, "too warm", ["lot RM-1 of a reference material: too warm"]),
    ("RM-1", "other", None, "too warm", []),
    ("RM-1", "S1", date(2026, 11, 23), "", []),
    ("RM-1", "S1", date(2026, 11, 22), "", ["lot RM-1 of a reference material expired on 2026-11-22"]),
    ("S1", "", date(2026, 11, 22), "", ["lot S1 of a reference material expired on 2026-11-22"]),
    ("G-1", "", None, "too warm", ["lot G-1 of a reference material: too warm"]),
])  # fmt: skip
def test_a_lot_blocks_what_uses_it_and_what_examines_it(
    lot: str, standard: str, until: date | None, why: str, expected: list[str]
) -> None:
    kept = Kept(lot, standard, until, (Text("过热", why),) if why else ())
    assert (
        reasons("material", facts=Facts(materials=(kept,)), standards=[USED], nameplate={"serial": "G-1"}) == expected
    )
