"""The form of a scale, filled in as an ideal one shows it, is a run that conforms."""

import csv
import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from records.journal import MemoryJournal
from sequencer.session import preview
from services.laboratory.prepare import bare
from tests.console.conftest import _ideal

FORMS = [
    ("ICT/155/2020 I", "shop_scale", "subsequent", "2026-11-23"),
    ("JJG 1204", "price_scale", "initial", "2027-01-08"),
]


@pytest.mark.parametrize(("regulation", "name", "stage", "day"), FORMS)
def test_a_form(lab: Any, regulation: str, name: str, stage: str, day: str) -> None:
    folder = lab.folder / "example"
    assert lab("example", regulation, "-o", folder).code == 0
    bench, plate = folder / f"benches/{name}.toml", folder / f"subjects/{name}.toml"
    dated = ("--stage", stage, "--date", day)
    form = lab("form", regulation, "--subject", plate, *dated)
    setup = bare(regulation, plate, stage=stage, on=date.fromisoformat(day))
    ideal = {q.address: _ideal(q.expect) for q in preview(setup, MemoryJournal()).questions}
    rows = list(csv.DictReader(io.StringIO(form.out)))
    for row in rows:
        row["value"] = ideal.get(row["address"], row["value"])
    readings: Path = lab.write_form(rows)
    said = lab("run", regulation, "--bench", bench, "--subject", plate, *dated, "--readings", readings, "--json")
    assert said.code == 0, said.err
    outcomes = {i["key"]: i["outcome"] for i in said.document["items"]}
    assert set(outcomes.values()) == {"conform"}
    assert {"overload", "price", "identification"} <= set(outcomes)
