"""What each command shows; which libraries a command line that only asks for help must not load."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from records.store import Store

HEAVY = (
    "numpy",
    "scipy",
    "pandas",
    "pyarrow",
    "sqlalchemy",
    "typst",
    "pyvisa",
    "serial",
    "openpyxl",
    "pydantic",
    "rich",
)


def test_help_loads_nothing_heavy() -> None:
    code = "import sys, console.cli.main; print(*sys.modules)"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert not set(HEAVY[:-2]) & set(out.split())


def test_help_names_every_command(lab: Any) -> None:
    said = lab("--help")
    assert said.code == 0
    for command in ("run", "form", "resume", "replay", "verify", "report", "runs", "show", "export", "regulations",
                    "plan", "simulate", "init", "doctor"):  # fmt: skip
        assert f" {command} " in said.out
        assert lab(command, "--help").code == 0


def test_the_installed_command_is_this_one(lab: Any) -> None:
    Store(str(lab.store)).close()
    said = subprocess.run([sys.executable, "-m", "console.cli.main", "runs", "--json"], capture_output=True, check=True)
    assert said.stdout == b"[]\n"


def test_init_makes_a_folder_that_works_at_once(lab: Any, tmp_path: Path) -> None:
    folder = tmp_path / "new"
    said = lab("init", folder)
    assert said.code == 0
    assert (folder / "laboratory.toml").is_file()
    bench, subject = folder / "benches/gauge.toml", folder / "subjects/gauge.toml"
    assert lab("run", "JJG 52", "--bench", bench, "--subject", subject, "--date", "2026-11-23").code == 0


def test_init_overwrites_nothing(lab: Any, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    kept = tmp_path / "there/notes.txt"
    kept.write_text("mine", encoding="utf-8")
    said = lab("init", tmp_path / "there")
    assert said.code == 2
    assert "not an empty folder" in said.err
    assert [p.name for p in (tmp_path / "there").iterdir()] == ["notes.txt"]


def test_a_plan_touches_nothing(lab: Any) -> None:
    bench = lab.edit("benches/scale.toml", ('address = "sim:scale"', 'address = "socket://127.0.0.1:9"'))
    said = lab("plan", "JJG 539", "--bench", bench, "--subject", lab.subject("scale"), "--date", "2026-11-23", "--json")
    assert said.code == 0
    plan = said.document
    points = {(p["item"], p["point"]["zh"]): p["reason"]["en"] for p in plan["points"]}
    assert points["weighing", "2500 g ↑"] == "last load with the smaller MPE"
    assert all(p["reason"]["zh"] and p["reason"]["en"] for p in plan["points"])
    assert all(c["outcome"] == "conform" for c in plan["specification"])
    assert plan["duration"]["estimated_s"] > plan["duration"]["waiting_s"] == 0
    assert plan["refusals"] == []
    assert not lab.store.exists()


def test_a_plan_says_what_would_be_refused(lab: Any) -> None:
    words = ("plan", "JJG 52", "--bench", lab.folder / "benches/gauge.toml", "--subject", lab.subject("gauge"))
    document = lab(*words, "--date", "2027-04-01", "--json").document
    assert any("PC-01" in r["en"] for r in document["refusals"])
    assert document["duration"]["waiting_s"] == 180


def test_the_plan_foresees_every_reading_of_the_run(lab: Any) -> None:
    words = ("plan", "JJG 539", "--bench", lab.folder / "benches/scale.toml", "--subject", lab.subject("scale"))
    foreseen = lab(*words, "--date", "2026-11-23", "--json").document["addresses"]
    lab.run("JJG 539")
    assert foreseen == [e.address for e in lab.events() if e.kind in {"observation", "finding"}]


def test_plan_runs_and_show_on_the_screen(lab: Any) -> None:
    words = ("plan", "JJG 539", "--bench", lab.folder / "benches/scale.toml", "--subject", lab.subject("scale"))
    assert "最大允许误差改变前的最后一点" in lab(*words, "--date", "2026-11-23", "--lang", "zh").out
    run = lab.run("JJG 539", subject="scale-with-defect").out.split()[0]
    listed = lab("runs").out
    assert run in listed
    assert "not conform" in listed
    shown = lab("show", run[:-3]).out
    assert "15000" in shown
    assert "weighing/up" not in shown
    assert "OIML R 76-1" in shown


@pytest.mark.parametrize("ending", ["csv", "parquet", "xlsx"])
def test_export(lab: Any, ending: str) -> None:
    lab.run("JJG 52")
    path = lab.folder / f"run.{ending}"
    assert lab("export", "last", "-o", path).code == 0
    read = {"csv": pd.read_csv, "parquet": pd.read_parquet, "xlsx": pd.read_excel}[ending]
    table = read(path)
    readings = [e for e in lab.events() if e.kind == "observation"]
    assert len(table) >= len(readings)


def test_export_to_an_unknown_kind_of_file(lab: Any) -> None:
    lab.run("JJG 52")
    said = lab("export", "last", "-o", lab.folder / "run.docx")
    assert said.code == 2
    assert ".xlsx" in said.err


def test_regulations(lab: Any) -> None:
    listed = {d["id"]: d for d in lab("regulations", "--json").document}
    assert {"JJG 52-2013", "JJG 539-2016"} <= set(listed)
    scale = listed["JJG 539-2016"]
    assert (scale["issued"], scale["in_force"], scale["validity_months"]) == ("2016-11-30", "2017-05-30", 12)
    assert scale["status"] == "unverified"
    assert all(source["status"] in {"verified", "secondary", "unverified"} for source in scale["sources"])
    one = lab("regulations", "jjg539")
    assert one.code == 0
    assert "Discrimination" in one.out
    assert lab("regulations", "JJG 1").code == 2


def test_doctor_says_what_it_looked_at(lab: Any) -> None:
    checks = {c["name"]: c for c in lab("doctor", "--json").document}
    assert {"Python", "pyvisa", "Chinese fonts", "disk space here", "serial ports"} <= set(checks)
    assert all(c["ok"] or c["remedy"] for c in checks.values())
    said = lab("doctor")
    assert (said.code == 0) is all(c["ok"] for c in checks.values())


def test_the_last_run_and_the_beginning_of_a_name(lab: Any) -> None:
    first = lab.run("JJG 52").out.split()[0]
    second = lab.run("JJG 52").out.split()[0]
    assert lab("show", "last", "--json").document["run"] == second
    assert lab("show", first, "--json").document["run"] == first
    said = lab("show", "2")
    assert said.code == 2
    assert "2 runs begin with '2'" in said.err
