"""A result with another sign or size than the expected value is confirmed before it counts."""

import csv
import io
from pathlib import Path

import pytest

from records.store import Store
from sequencer.form import FormError
from services.events import Events
from services.laboratory.example import write_example
from services.laboratory.prepare import prepare
from services.runs.form import empty, run_from_form
from tests.procedures.answers import DAY, judge


@pytest.fixture(scope="module", name="lab")
def a_lab(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("materials") / "lab"
    write_example("JJF 1343-2022", folder)
    return folder


@pytest.mark.parametrize(
    ("result", "doubted"),
    [("-0.5", True), ("500", True), ("0.0999", True), ("0.1", False), ("2.5", False), ("2.51", True), ("0", True)],
)
def test_a_result_unlike_the_expected_one_is_doubted(lab: Path, result: str, doubted: bool) -> None:
    bench, subject = lab / "benches/reference_material.toml", lab / "subjects/reference_material.toml"
    found = judge("JJF 1343-2022", bench, subject, {"measurement/u3/p1/result": result})
    assert found.answers.doubts == ["result_unlike"] * doubted


def test_a_lost_portion_with_a_result_is_doubted(lab: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STEELYARD_KEYS", str(tmp_path / "keys"))
    bench, subject = lab / "benches/reference_material.toml", lab / "subjects/reference_material.toml"
    job = prepare("JJF 1343-2022", bench, subject, stage="initial", on=DAY, seed=7, operator="", source="form")
    rows = list(csv.DictReader(io.StringIO(empty(job.setup))))
    store, form = str(tmp_path / "runs.sqlite"), tmp_path / "form.csv"

    def decided(reason: str) -> str:
        for row in rows:
            if row["address"].endswith("/result"):
                row["value"] = "0.500"
            elif row["address"].endswith("/lost"):
                row["value"] = "3/1 bottle broken"
            elif row["address"].startswith("environment/"):
                row["value"] = "23" if "temperature" in row["address"] else "50"
            elif row["address"] and not row["address"].startswith("#"):
                row["value"] = "conform"
            if row["address"] == "measurement/u3/p1/result":
                row["value"], row["reason"] = "0.487", reason
        out = io.StringIO()
        writer = csv.DictWriter(out, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
        form.write_text(out.getvalue(), "utf-8")
        return run_from_form(job, form, store, Events())

    with pytest.raises(FormError, match=r"u3/p1/result: .*: the point does not apply") as refused:
        decided("")
    assert len(refused.value.problems) == 1
    run = decided("measured before the leak was seen")
    found = Store(store, read_only=True)
    left = [e.body["text"] for e in found.events(run) if e.kind == "refused"]
    found.close()
    assert left == ["0.487 (measured before the leak was seen)"]
