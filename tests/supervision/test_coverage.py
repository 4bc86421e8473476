"""Coverage per region, and the page that shows it."""

import re
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from supervision.coverage import Region, coverage
from supervision.page import page
from supervision.results import receive
from supervision.stations import find
from supervision.tasks import create
from tests.platform_parts import INSTITUTE, Hall, envelope

ON = date(2026, 11, 30)


def report(hall: Hall, n: int, previous: str = "", **changes: Any) -> str:
    """A result that is accepted; returns its key."""
    sent = envelope(hall.key, n, previous, **changes)
    caller = find(hall.store, hall.key.name)
    assert caller is not None
    (answer,) = receive(hall.store, caller, [sent], trial=True)
    assert answer.state == "accepted", answer
    return sent.key


def test_an_instrument_counts_by_its_newest_document_that_stands(hall: Hall) -> None:
    device = {"name": "表", "serial": "A", "maker": "厂", "model": "Y", "division_code": "530102001"}
    first = report(hall, 1, instrument=device, inspect_date="2025-11-20", valid_until="2026-11-19")
    assert coverage(hall.store, ON) == [Region("530102", 1, 0, 1, 0, 0)]  # expired
    second = report(hall, 2, first, instrument=device)
    assert coverage(hall.store, ON) == [Region("530102", 1, 1, 0, 0, 0)]
    third = report(hall, 1, second, instrument=device, inspect_date="2025-11-20", valid_until="2026-11-19",
                   event="cancelled", reason="x")  # fmt: skip
    assert coverage(hall.store, ON) == [Region("530102", 1, 1, 0, 0, 0)]  # an old document was cancelled, not this one
    report(hall, 2, third, instrument=device, event="cancelled", reason="x")
    assert coverage(hall.store, ON) == [Region("530102", 1, 0, 0, 1, 0)]


def test_tasks_make_instruments_known_and_simulated_benches_count_for_nothing(hall: Hall) -> None:
    devices = [{"name": "表", "serial": s, "division_code": "530103"} for s in "AB"]
    base = {"form": 1, "institute": INSTITUTE, "created": "2026-11-01T00:00:00Z", "client": {"name": "x"}}
    create(hall.store, [{**base, "task_id": "T", "instruments": devices}])
    report(hall, 1, trial=True, instrument=devices[0])
    report(hall, 2, verdict="不合格", valid_until="", unqualified="error", instrument=devices[1])
    assert coverage(hall.store, ON) == [Region("530103", 2, 0, 0, 1, 1)]


@pytest.mark.parametrize(("covered", "known", "rate"), [
    (189, 200, "94.50 %"), (9496, 10000, "94.96 %"), (94999, 100000, "94.99 %"), (1, 3, "33.33 %"), (0, 0, ""),
])  # fmt: skip
def test_a_rate_is_never_rounded_up(covered: int, known: int, rate: str) -> None:
    shown = page(
        cast("Any", SimpleNamespace(name="", trial=False)), [Region("530102", known, covered, 0, 0, 0)], ON, "en"
    )
    cells = re.findall(r"<tbody>.*?</tbody>", shown)[0]
    assert f"<td>{rate}</td>" in cells


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_pages_ask_nobody_else_and_hold_no_script(hall: Hall, tmp_path: Path, lang: str) -> None:
    shown = hall.client.get(f"/?lang={lang}")
    described = hall.client.get("/docs")
    for answer in (shown, described):
        assert answer.status_code == 200
        assert not re.search(r"<script|src=|https?://|@import", answer.text)
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert ("覆盖率" in shown.text) == (lang == "zh")
    assert "/api/v1/results" in described.text
