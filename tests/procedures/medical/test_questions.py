"""What a person is asked says what is required, in the unit of the reading, where no reading decides it."""

import pytest

from procedures.registry import implemented
from records.journal import MemoryJournal
from sequencer.session import preview
from services.laboratory.example import example_of
from services.laboratory.prepare import bare
from tests.procedures.answers import DAY

EDITIONS = {p.regulation.id: p for p in implemented().editions}


@pytest.mark.parametrize(("regulation", "address", "zh", "en"), [
    ("JJG 744-2004", "kerma/y", "率，要求 ≤ 50 (≤ 55) mGy/min）", "rate, required: ≤ 50 (≤ 55) mGy/min)"),
    ("JJG 744-2004", "hvl/y", "要求 ≥ 2.3 mm", "required: ≥ 2.3 mm"),
    ("JJG 961-2017", "water/y", "要求 ±4 HU", "required: ±4 HU"),
    ("JJG 961-2017", "air/y", "HU）", "HU)"),
])  # fmt: skip
def test_what_is_required(regulation: str, address: str, zh: str, en: str) -> None:
    example = example_of(EDITIONS[regulation])
    assert example is not None
    setup = bare(regulation, example.good, stage="initial", on=DAY)
    (question,) = (q for q in preview(setup, MemoryJournal()).questions if q.address == address)
    assert zh in question.text.zh
    assert en in question.text.en
