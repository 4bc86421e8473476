"""T2 and T3 from real runs: lots by their last inspection; an amended run counts no more once it is amended."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from services.targets import figure_samples
from tests.console.conftest import CONFIG, Lab
from tests.console.test_packages import PREPACK_MEAN, a_lab, decided, empty, subject, table  # noqa: F401  a fixture
from tests.console.web.shown_lab import of_gauges

YEAR_END = "2026-12-31"


def lots(lab: Lab, known: str = "2099-01-01") -> dict[str, Any]:
    said = lab("targets", "T2", "--list", "--at", YEAR_END, "--as-known-on", known, "--json")
    assert said.code == 0, said.err
    return {**said.document["row"], "items": {i["key"]: i for i in said.document["behind"]["items"]}}


def test_an_amended_run_counts_no_more(lab: Lab) -> None:
    plate = subject(lab, lot_size=40, serial="L1", found_by="net")
    form = empty(lab, plate)
    low = [*PREPACK_MEAN[:-1], "420.0"]  # one package short by more than twice the tolerated deficiency
    measured = table(lab, "c.csv", "number,net\n" + "".join(f"{n},{q}\n" for n, q in enumerate(low, 1)))
    assert lab("packages", "enter", form, measured).code == 0
    said = decided(lab, plate, form)
    assert said.code == 1, said.err
    bad = lab("runs", "--json").document[0]["run"]
    first = lots(lab)
    assert (first["part"], first["whole"], first["status"], list(first["items"])) == (0, 1, "not_met", [bad])
    assert first["items"][bad]["runs"] == [bad]
    time = lab.events(bad)[-1].time
    address = next(e.address for e in lab.events(bad) if e.kind == "observation" and "420.0" in str(e.body))
    reason = (
        "--reason",
        "499.6 was written",
        "--operator",
        "V001",
        "--evidence",
        "paper form 12",
        "--checked-by",
        "R001",
    )
    amended = lab("amend", "last", "--address", address, "--value", PREPACK_MEAN[-1], *reason, "--json")
    assert amended.code in {0, 1}, amended.err
    new = amended.document["run"]
    later = lots(lab)
    assert list(later["items"]) == [new], "the run that was amended counts no more"
    before = lots(lab, time)
    assert (list(before["items"]), before["part"]) == ([bad], 0), "as known when it was closed, it still counts"
    for at in ("2025-12-31", "2027-01-01"):
        found = lab("targets", "T2", "--at", at, "--as-known-on", "2099-01-01", "--json").document
        assert found["row"]["status"] == "not_known", "a run counts in the year of its day"


def test_batches_of_a_decided_sampling_count_with_their_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(CONFIG, tmp_path / "lab")
    lab = Lab(tmp_path / "lab", monkeypatch)
    assert lab("campaign", "plan", of_gauges(lab.folder, 1, "SP-9"), "--operator", "V001").code == 0
    bench = lab.folder / "benches/gauge.toml"
    for cell in ("B1/U1", "B2/U1"):
        done = lab("campaign", "run", "SP-9", cell, "--bench", bench, "--operator", "V001", "--seed", "7")
        assert done.code in {0, 1}, done.err
    at = ("--at", YEAR_END, "--as-known-on", "2099-01-01", "--json")
    assert lab("targets", "T3", *at).document["row"]["status"] == "not_known", "nothing counts before the verdict"
    assert lab("campaign", "decide", "SP-9", "--bench", bench, "--operator", "V001").code in {0, 1}
    found = lab("targets", "T3", "--list", *at).document
    row, items = found["row"], found["behind"]["items"]
    figures = lab("campaign", "show", "SP-9", "--json").document["judgement"]["figures"]
    assert (row["part"], row["whole"]) == (int(figures["batches_passed"]), int(figures["batches"])) == (row["part"], 2)
    assert row["bound"]["without_failure_needed"] == 149
    assert (row["simulated"], row["remarks"][-1]["en"]) == (True, "simulated runs only")
    runs = {line["run"] for line in lab("runs", "--json").document}
    assert all(set(i["runs"]) <= runs and i["runs"] for i in items)
    changed = figure_samples.amended_by
    monkeypatch.setattr(figure_samples, "amended_by", lambda s, asked: changed(s, asked) | set(items[0]["runs"]))
    left = lab("targets", "T3", *at).document["row"]
    assert left["whole"] == 1
    assert "was amended since it was decided" in left["remarks"][-1]["en"], (
        "a batch on a void run is left out, and named"
    )
