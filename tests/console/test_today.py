"""`steelyard today`: what was left, what waits and can be done, what refuses, who answers at a bench."""

from pathlib import Path

import pytest

from tests.console.conftest import CONFIG, DAY, Lab
from tests.console.web.shown_lab import THERMOMETER


@pytest.fixture
def lab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lab:
    import shutil

    folder = tmp_path / "lab"
    shutil.copytree(CONFIG, folder)
    found = Lab(folder, monkeypatch)
    monkeypatch.chdir(folder)
    for table in ("organisations", "catalogue", "instruments"):
        assert found(table, "import", f"tables/{table}.csv", "--by", "C001").code == 0
    return found


def order(lab: Lab, *words: str) -> str:
    said = lab("orders", "new", *words, "--client", "D006", "--on", DAY, "--by", "C001", "--json")
    assert said.code == 0, said.err
    return str(said.document["key"])


def test_what_waits_can_be_done_and_the_bench_answers(lab: Lab) -> None:
    key = order(lab, "PG-0022", "--bench", "benches/gauge.toml")
    said = lab("today", "--operator", "V001", "--date", DAY, "--check", "--json")
    assert said.code == 0, said.out
    assert [(one["ready"], one["bench"], one["jobs"]) for one in said.document["ready"]] == [
        (True, "gauge", [f"{key}/1"])
    ]
    (bench,) = said.document["checked"]
    assert (bench["ready"], set(bench["answered"]) >= {"source", "room"}) == (True, True)
    shown = lab("today", "--operator", "V001", "--date", DAY, "--check")
    assert "can begin (1)" in shown.out + shown.err
    assert "source: " in shown.out + shown.err


def test_what_refuses_and_what_was_left_is_said_with_what_to_do(lab: Lab) -> None:
    lab.edit("standards.toml", THERMOMETER)
    key = order(lab, "RT-0039")
    other = order(lab, "SC-0009", "--bench", "benches/scale-by-hand.toml")
    left = lab("run", "--order", other, "--date", DAY, "--operator", "V001", stdin="")
    assert left.code == 3, left.err
    said = lab("today", "--operator", "V001", "--date", DAY, "--json")
    assert said.code == 1
    (one,) = (one for one in said.document["ready"] if one["jobs"] == [f"{key}/1"])
    assert (one["ready"], [gate["gate"] for gate in one["refused"]]) == (False, ["standard_due"])
    assert [(one["job"], one["resumable"]) for one in said.document["unfinished"]] == [(f"{other}/1", True)]
    shown = lab("today", "--operator", "V001", "--date", DAY)
    assert "steelyard resume" in shown.out + shown.err
    assert "have it verified" in shown.out + shown.err


def test_a_batch_that_no_run_could_keep_is_refused_with_the_order(lab: Lab) -> None:
    said = lab("orders", "new", "PG-0022", "--client", "D006", "--on", DAY, "--by", "C001", "--batch", "b" * 61)
    assert (said.code, "longer than 60" in said.err) == (2, True)
