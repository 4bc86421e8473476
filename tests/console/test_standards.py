"""Standards by the commands: in and out, out of use, checks, capabilities that hold a certificate back, hours."""

from pathlib import Path
from typing import Any

import pypdf
import pytest

ON = ("--date", "2026-11-23")


@pytest.fixture
def kept(lab: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The demonstration laboratory with its standards in the store, without the file."""
    monkeypatch.chdir(lab.folder)
    bring = ("standards", "from-toml", "standards.toml", "--reason", "register", "--json")
    assert lab(*bring, "--dry-run").document["standard"] == 7
    assert lab(*bring).document["standard"]["new"] == 7
    Path("standards.toml").rename("before.toml")
    with Path("laboratory.toml").open("a", encoding="utf-8") as file:
        file.write(f'\n[registers]\nstore = "{lab.store}"\n')
    return lab


def test_out_and_in_again(kept: Any) -> None:
    assert kept("standards", "to-toml", "-o", "after.toml").code == 0
    again = kept("standards", "from-toml", "after.toml", "--reason", "again", "--json").document
    assert all(counted == {"new": 0, "changed": 0} for counted in again.values())
    assert kept("standards", "from-toml", "nowhere.toml", "--reason", "x").refused


def test_a_run_reads_the_store_and_enters_the_time_it_had_its_standards(kept: Any) -> None:
    assert (
        kept(
            "bookings", "new", "gauge", "--from", "2026-11-23T09:00", "--until", "2026-11-23T10:00", "--for", "V001"
        ).code
        == 0
    )
    assert kept.run("JJG 52").code == 0
    used = kept("uses", "list", "--json").document
    assert {u["instrument"] for u in used} >= {"PC-01", "TH-01"}
    assert all(u["start"] < u["until"] and u["person"] == "V001" for u in used)
    found = kept(
        "bookings", "hours", "PC-01", "--since", "2026-01-01", "--to", "2099-01-01", "--available", "10", "--json"
    ).document
    assert 0 < found[0]["inside_h"] < 1
    assert kept("bookings", "hours", "PC-01", "--since", "2026-01-01", "--to", "2026-12-31", "--available", "0").refused


def test_a_standard_out_of_use_is_chosen_by_no_run(kept: Any) -> None:
    assert kept("standards", "suspend", "PC-01").refused
    assert kept("standards", "suspend", "PC-01", "--reason", "dropped").code == 0
    refused = kept.run("JJG 52", "--override", "standard_state:M001:urgent")
    assert refused.refused
    assert kept.run("JJG 52").refused
    assert [s["id"] for s in kept("standards", "due", "--within", "0", *ON, "--json").document] == ["PC-01"]
    assert kept("standards", "release", "PC-01", "--reason", "checked").code == 0
    assert kept.run("JJG 52").code == 0
    assert kept("standards", "recall", "PC-01", "--certificate", "YL-2026-00342", "--reason", "wrong U").code == 0
    found = kept.run("JJG 52")
    assert found.refused
    assert "YL-2026-00342" in found.err
    assert "wrong U" in found.err
    Path("before.toml").rename("standards.toml")  # runs read the file again; what the store says counts all the same
    assert "wrong U" in kept.run("JJG 52").err
    assert kept("standards", "suspend", "TH-01", "--reason", "flooded").code == 0
    assert "standard TH-01 is suspended (flooded)" in kept.run("JJG 52").err


@pytest.mark.parametrize("language", ["zh", "en"])
def test_lists_and_pictures(kept: Any, language: str) -> None:
    said = kept("standards", "stand", *ON, "--lang", language)
    assert said.code == 0
    assert "YL-2026-00342" in said.out
    assert kept("standards", "graph", "-o", "g.svg", *ON, "--without", "YL-2026-00342", "--lang", language).code == 0
    assert {"zh": "无证书", "en": "no certificate"}[language] in Path("g.svg").read_text("utf-8")
    demand = ("demand", "add", "--set", "quantity=压力", "--set", "unit=MPa", "--set", "limit=0.016")
    kept(*demand, "--set", "upper=0.6", "--set", "instruments=3")
    kept(*demand, "--set", "upper=60", "--set", "instruments=1")
    found = kept("standards", "coverage", *ON, "--json").document
    assert ([c["covered"] for c in found["cells"]], found["rate"], found["weighted"]) == (
        [True, False],
        "50.00 %",
        "75.00 %",
    )
    gone = kept("standards", "coverage", *ON, "--without", "YL-2026-00342", "--json").document
    assert gone["rate"] == "0.00 %"
    assert kept("standards", "coverage", *ON, "--lang", language).code == 0
    assert kept("standards", "interval", "PC-01", "--at", "0.5", "--unit", "MPa").refused


def test_checks_chart_and_report(kept: Any) -> None:
    figures = ("--set", "limit=0.005", "--set", "budgeted=0.0012", "--set", "uncertainty=0.003")
    assert kept("assessments", "add", "--key", "P-01", "--set", "name=压力", "--set", "unit=MPa", *figures).code == 0
    assert kept("assessments", "check", "P-01", "5,0").refused
    for day in range(1, 8):
        said = kept("assessments", "check", "P-01", f"5.000{day % 3}", "5.0005", "--date", f"2026-11-0{day}")
        assert said.code == 0
    assert kept("assessments", "check", "P-01", "5.0205", "5.0205", *ON).code == 1
    assert kept("assessments", "chart", "P-01", "-o", "c.svg", "--json").document["in_control"] is False
    assert Path("c.svg").read_text("utf-8").startswith("<svg")
    tens = [f"5.00{n}" for n in (0, 1, 0, 1, 0, 1, 0, 1, 0, 1)]
    assert kept("assessments", "check", "P-01", *tens, "--kind", "repeatability", *ON).code == 0
    transfer = ("--kind", "transfer", "--reference", "5.0002", "--reference-u", "0.0008")
    assert kept("assessments", "check", "P-01", "5.0011", *transfer, *ON).code == 0
    assert kept("assessments", "assess", "P-01", "-o", "doc", *ON).code == 1
    (report,) = Path("doc").glob("assessment_*.pdf")
    text = "".join(page.extract_text() for page in pypdf.PdfReader(report).pages)
    assert "5.0011" in text
    assert "不合格" in text


def test_no_certificate_states_less_than_the_capability(kept: Any) -> None:
    run = kept("run", "JJF 1587", "--bench", "benches/multimeter.toml", "--subject", "subjects/multimeter.toml", *ON)
    assert run.code == 0
    entry = (
        "capabilities",
        "add",
        "--set",
        "quantity=电压",
        "--set",
        "unit=mV",
        "--set",
        "upper=10000",
        "--set",
        "form=value",
    )
    ac = ("--set", "items=ac_voltage", "--set", 'conditions={"Hz": "40～60"}', "--set", 'content={"U": "1.0"}')
    assert kept(*entry, "--key", "AC", *ac).code == 0
    assert kept("capabilities", "limit", "5", "V", "--with", "Hz=50", "--json").document[0]["least"] == "0.0010"
    assert kept("capabilities", "limit", "5", "V", "--with", "Hz=61", "--json").document == []
    refused = kept("report", "last", "-o", "doc", "--lang", "en")
    assert refused.refused
    assert "0.0010 V (entry AC)" in refused.err
    assert "1 kHz" not in refused.err
    assert not list(Path("doc").glob("*.pdf"))
    assert kept("capabilities", "edit", "AC", "--set", 'content={"U": "0.01"}').code == 0
    assert kept("report", "last", "-o", "doc").code == 0
