"""A calibration from a form: the same questions as on the bench, and a certificate with U at each point."""

import csv
import io
import shlex
from pathlib import Path
from typing import Any

import pytest

DAY = "2026-11-23"


@pytest.mark.parametrize(("regulation", "reading", "points"), [
    ("JJF 1908", "indication/up/50degC/tau1", 5), ("JJF 1637", "deviation/400degC/e1", 4),
])  # fmt: skip
def test_a_filled_form_gives_a_calibration_certificate(lab: Any, regulation: str, reading: str, points: int) -> None:
    lines = lab("example", regulation, "-o", lab.folder / "e").out.splitlines()
    run, *_ = [shlex.split(line)[1:] for line in lines if "steelyard run" in line]
    bench, subject = (run[run.index(option) + 1] for option in ("--bench", "--subject"))
    rows = list(csv.DictReader(io.StringIO(lab("form", regulation, "--subject", subject, "--date", DAY).out)))
    ideal = {q.address: q.expect for q in lab.questions(regulation, Path(subject))}
    assert reading in ideal
    for row in rows:
        if row["address"] in ideal:
            expected = ideal[row["address"]]
            row["value"] = "conform" if expected is None else str(expected)
    filled = lab.write_form(rows)
    said = lab("run", regulation, "--bench", bench, "--subject", subject, "--readings", filled, "--date", DAY)
    assert said.code == 0, said.err
    stated = [e.body["uncertainty"]["U"] for e in lab.events() if e.kind == "conclusion" and "uncertainty" in e.body]
    assert len(stated) >= points
    assert lab("report", "last", "-o", lab.folder / "d").code == 0
    assert [p.name.partition("_")[0] for p in sorted((lab.folder / "d").glob("*.pdf"))] == ["calibration", "record"]
