"""Texts, photographs and series from the question to the bundle: on a bench, by hand, on a form, amended, tampered."""

import csv
import io
import json
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

SEALED = "scale-with-seals"
SOFTWARE, SEAL = "identification/software/found", "identification/seal/1/found"
PLATE, SEALS = (f"identification/photograph/{what}/file" for what in ("nameplate", "seals"))


def photograph(path: Path, colour: int = 90) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (64, 48), (colour, colour, colour)).save(made, "JPEG")
    path.write_bytes(made.getvalue())
    return made.getvalue()


def observed(lab: Any, address: str, run: str = "last") -> dict[str, Any]:
    (found,) = (e.body for e in lab.events(run) if (e.kind, e.address) == ("observation", address))
    return dict(found)


def by_form(lab: Any, **answers: str) -> Any:
    """A run from a form; answers by address, with `_` for `/`."""
    given = {address.replace("__", "/"): text for address, text in answers.items()}
    usual = {PLATE: "", SEALS: ""}
    form = lab.form("JJG 539", usual | given, subject=SEALED)
    return lab.run("JJG 539", "--readings", form, bench="scale-by-hand", subject=SEALED)


def at(address: str) -> str:
    return address.replace("/", "__")


def test_a_bench_reads_texts_and_takes_photographs(lab: Any) -> None:
    assert lab.run("JJG 539", subject=SEALED).code == 0
    assert observed(lab, SOFTWARE)["value"] == {"type": "text", "content": "SW 2.30"}
    kept = observed(lab, PLATE)["value"]
    assert (kept["type"], kept["media"]) == ("attachment", "image/png")
    assert lab("replay", "last").code == 0
    assert lab("verify").code == 0
    shown = json.loads(lab("show", "last", "--json").out)["observations"]
    assert {"SW 2.30", "A-20260117"} <= {o.get("value") for o in shown}


@pytest.mark.parametrize(
    ("changes", "item"),
    [(('unit = "scale"', 'unit = "scale"\nnames = { scale = ["a", "ACS-15", "", "9.99"] }'), SOFTWARE)],
)
def test_another_software_does_not_conform(lab: Any, changes: tuple[str, str], item: str) -> None:
    lab.edit("benches/scale.toml", changes)
    assert lab.run("JJG 539", subject=SEALED).code == 1
    found = observed(lab, item)
    assert found["value"]["content"] == "9.99"
    assert found["note"] != ""
    assert lab("replay", "last").code == 0


def test_a_form_takes_texts_and_files_beside_it(lab: Any) -> None:
    content = photograph(lab.folder / "plate.jpg")
    assert by_form(lab, **{at(PLATE): "plate.jpg", at(SEALS): "-"}).code == 0
    assert observed(lab, PLATE)["value"]["size"] == len(content)
    assert "value" not in observed(lab, SEALS)
    (lab.folder / "plate.jpg").unlink()
    assert lab("replay", "last").code == 0
    assert lab("verify", "last").code == 0


@pytest.mark.parametrize(
    ("address", "text"),
    [(SOFTWARE, "SW 2.31"), (SOFTWARE, ""), (SOFTWARE, "SW\x07 2.30"), (SEAL, "A-1"), (PLATE, "nothing.jpg"),
     (PLATE, "../plate.jpg"), (PLATE, "text.jpg"), (PLATE, "folder")],
)  # fmt: skip
def test_what_a_form_may_not_hold_is_named(lab: Any, address: str, text: str) -> None:
    (lab.folder / "text.jpg").write_text("no picture")
    (lab.folder / "folder").mkdir()
    photograph(lab.folder.parent / "plate.jpg")
    refused = by_form(lab, **{at(address): text})
    assert refused.refused
    assert address in refused.err
    assert lab.entries() == 0


def test_a_text_that_differs_needs_a_reason_and_then_fails(lab: Any) -> None:
    form = lab.form("JJG 539", {PLATE: "", SEALS: "", SEAL: ("A-9", "换封后未更新 replaced since")}, subject=SEALED)
    assert lab.run("JJG 539", "--readings", form, bench="scale-by-hand", subject=SEALED).code == 1
    assert lab("replay", "last").code == 0


def test_a_text_is_amended_with_evidence(lab: Any) -> None:
    form = lab.form("JJG 539", {PLATE: "", SEALS: "", SEAL: ("A-9", "as read on the seal")}, subject=SEALED)
    assert lab.run("JJG 539", "--readings", form, bench="scale-by-hand", subject=SEALED).code == 1
    said = (
        "--reason",
        "misread, it is dirty",
        "--operator",
        "V001",
        "--evidence",
        "photograph 7",
        "--checked-by",
        "R001",
    )
    assert lab("amend", "last", "--address", SEAL, "--value", "A-20260117", *said).code == 0
    assert observed(lab, SEAL)["value"]["content"] == "A-20260117"
    assert lab("replay", "last").code == 0


def test_a_photograph_is_amended_by_another_and_not_by_the_same(lab: Any) -> None:
    photograph(lab.folder / "plate.jpg")
    new = lab.folder / "new.jpg"
    assert by_form(lab, **{at(PLATE): "plate.jpg"}).code == 0
    said = (
        "--reason",
        "it shows another scale",
        "--operator",
        "V001",
        "--evidence",
        "photograph no. 7",
        "--checked-by",
        "R001",
    )
    assert lab("amend", "last", "--address", PLATE, "--value", lab.folder / "plate.jpg", *said).code == 2
    content = photograph(new, 10)
    assert lab("amend", "last", "--address", PLATE, "--value", new, *said).code == 0
    assert observed(lab, PLATE)["value"]["size"] == len(content)
    assert lab("verify").code == 0


@pytest.mark.parametrize("spoil", ["missing", "changed"])
def test_a_file_that_was_tampered_with_is_named(lab: Any, spoil: str) -> None:
    assert lab.run("JJG 539", subject=SEALED).code == 0
    bundle = lab.folder / "run.bundle"
    assert lab("export", "last", "-o", bundle).code == 0
    with sqlite3.connect(lab.store) as store:
        store.execute("DROP TRIGGER attachment_no_update")
        store.execute("DROP TRIGGER attachment_no_delete")
        store.execute("DELETE FROM attachment" if spoil == "missing" else "UPDATE attachment SET content = x'00'")
    found = lab("verify", "last")
    assert found.code == 1
    assert "nameplate.png" in found.err + found.out
    assert lab("report", "last", "-o", lab.folder / "out").code != 0
    assert lab("replay", "last").code == 1
    audit = [sys.executable, str(Path(__file__).parents[2] / "records/audit.py")]
    keys = str(bundle.with_suffix(".pub"))
    assert subprocess.run([*audit, str(bundle), keys], capture_output=True, check=False).returncode == 0
    lines = bundle.read_text("utf-8").splitlines()
    held = [n for n, line in enumerate(lines) if line.startswith('{"sha256"')]
    assert held
    if spoil == "missing":
        lines = [line for n, line in enumerate(lines) if n not in held]
    else:
        lines[held[0]] = json.dumps(json.loads(lines[held[0]]) | {"content": "AAAA"})
    bundle.write_text("\n".join(lines) + "\n", "utf-8")
    done = subprocess.run([*audit, str(bundle), keys], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "nameplate.png" in done.stdout
    assert lab("verify", bundle).code == 1


def test_a_bundle_with_a_file_of_its_own_is_refused(lab: Any) -> None:
    assert lab.run("JJG 52").code == 0
    bundle = lab.folder / "run.bundle"
    assert lab("export", "last", "-o", bundle).code == 0
    bundle.write_text(bundle.read_text("utf-8") + json.dumps({"sha256": "0" * 64, "content": ""}) + "\n", "utf-8")
    assert lab("verify", bundle).code == 2


def test_a_person_answers_at_the_terminal(lab: Any) -> None:
    photograph(lab.folder / "p.jpg")
    lab.edit(
        "benches/scale.toml", ('[roles.inspector]\ndriver = "simulated_person"', '[roles.inspector]\ndriver = "person"')
    )
    other = {"照片 铭牌": ["/dev/zero\n", f"{lab.folder / 'p.jpg'}\n"], "照片 封印": ["-\n"]}
    done = lab.run("JJG 539", subject=SEALED, stdin=lab.operator("JJG 539", SEALED, other))
    assert done.code == 0, done.err
    assert observed(lab, PLATE)["value"]["name"] == "p.jpg"


def test_a_form_lists_what_is_not_required(lab: Any) -> None:
    text = lab("form", "JJG 539", "--subject", lab.subject(SEALED), "--date", "2026-11-23").out
    rows = {row[0]: row for row in csv.reader(io.StringIO(text))}
    assert "not required" in rows[PLATE][2]
    assert "not required" not in rows[SEAL][2]
    assert "2.30" not in text


def test_a_wait_at_the_upper_limit_is_recorded_and_exported_point_by_point(lab: Any) -> None:
    assert lab.run("JJG 52").code == 0
    held = observed(lab, "indication/ref_hold")
    assert (held["value"]["type"], held["value"]["count"], held["value"]["place_unit"]) == ("series", 7, "s")
    assert lab("replay", "last").code == 0
    for name in ("run.csv", "run.xlsx", "run.parquet"):
        assert lab("export", "last", "-o", lab.folder / name).code == 0
    rows = list(csv.DictReader(io.StringIO((lab.folder / "run.csv").read_text("utf-8-sig"))))
    points = [row for row in rows if row["kind"] == "point"]
    assert len(points) == 7
    assert [float(row["place"]) for row in points] == sorted(float(row["place"]) for row in points)
    assert {row["unit"] for row in points} == {"MPa"}
    assert lab("report", "last", "-o", lab.folder / "out").code == 0
    record = next((lab.folder / "out").glob("record_*.csv")).read_text("utf-8-sig")
    assert record.count("indication/ref_hold") == 8


def test_by_hand_nobody_is_asked_for_a_recording(lab: Any) -> None:
    assert lab.run("JJG 52", "--readings", lab.form("JJG 52", {}), bench="gauge-by-hand").code == 0
    assert all(e.address != "indication/ref_hold" for e in lab.events())
