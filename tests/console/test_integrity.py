"""Integrity from real runs: an investigation suspends a demonstration unit, an amended run is no fact any more."""

import json
from pathlib import Path

import pytest

UNIT = "9153010200000001AK"
TODAY = "2026-11-23"
OWNER = ("organisations", "add", "--key", "U1", "--set", "name=示范粮油店", "--set", f"credit_code={UNIT}")


def facts(lab, *more: str) -> list[str]:
    said = lab("integrity", "explain", UNIT, "--at", TODAY, "--json", *more)
    assert said.code == 0, said.err
    return [fact["id"] for line in said.document["lines"] for fact in line["facts"]]


def registered(lab, subject: Path, *more: str) -> None:
    plate = dict(line.split(" = ", 1) for line in subject.read_text("utf-8").splitlines() if " = " in line)
    named = [f"{name}={json.loads(plate[name])}" for name in ("name", "maker", "model", "serial")]
    sets = [word for pair in (*named, "owner=U1", *more) for word in ("--set", pair)]
    assert lab(*OWNER, "--by", "C001").code == 0
    assert lab("instruments", "add", "--key", "I1", "--by", "C001", *sets).code == 0


def test_an_investigation_suspends_a_demonstration_unit_until_somebody_decides(lab, monkeypatch) -> None:
    monkeypatch.chdir(lab.folder)
    assert lab("example", "INV 539-2026", "-o", "made").code == 0
    subject = Path("made/subjects/investigated_scale-with-defect.toml")
    registered(lab, subject)
    committed = {"unit": UNIT, "on": "2026-01-01", "until": "2028-12-31", "demonstration": "yes"}
    words = [word for name, value in committed.items() for word in ("--set", f"{name}={value}")]
    assert lab("commitments", "add", *words, "--by", "C001").code == 0
    ran = lab("run", "INV 539", "--bench", "made/benches/investigated_scale.toml", "--subject", subject, "--seed", "7",
              "--date", TODAY, "--json")  # fmt: skip
    assert (ran.code, ran.document["outcome"]) == (1, "not_conform")
    run = ran.document["run"]
    assert facts(lab) == [f"cheat:{run}", "commitment:CM000001"]
    assert (
        lab("integrity", "explain", UNIT, "--at", TODAY, "--as-known-on", "2025-12-31").code == 2
    )  # no such unit then
    state = lab("integrity", "demonstration", "--at", TODAY, "--json").document
    assert (state["valid"], state["units"][0]["state"], state["units"][0]["why"]) == (0, "pending", [f"cheat:{run}"])
    keys = lab("integrity", "propose", "--at", TODAY, "--by", "C001", "--json").document["keys"]
    proposals = {p["kind"]: p for p in lab("proposals", "list", "--json").document}
    assert len(keys) == 3
    assert all(p["runs"] == [run] and p["simulated"] for p in (proposals["blacklist"], proposals["suspension"]))
    refuse = ("integrity", "decide", proposals["suspension"]["key"], "refuse", "--at", TODAY, "--by", "A001")
    assert lab(*refuse).code == 2  # no reason
    assert lab(*refuse, "--reason", "a service mode, known to the authority").code == 0
    assert lab("integrity", "demonstration", "--at", TODAY, "--json").document["valid"] == 1
    published = lab("integrity", "publish", "-o", "out", "--at", TODAY, "--json").document
    assert (published["units"], published["names"]) == (1, 0)
    assert json.loads(Path(published["written"][0]).read_text("utf-8"))["units"][0]["simulated"] is True


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_amended_run_is_no_fact_any_more(lab, monkeypatch, language: str) -> None:
    monkeypatch.chdir(lab.folder)
    registered(lab, lab.subject("gauge"), "mode=periodic")
    path = lab.form("JJG 52", {"indication/before_up/after": ("0.50", "read so")})
    run = lab.run("JJG 52", "--readings", path, "--json", bench="gauge-by-hand").document["run"]
    found = ("kind=complaint", f"unit={UNIT}", "on=2026-11-20", "case=TS-1", f"runs={run}")
    words = [word for pair in found for word in ("--set", pair)]
    assert lab("findings", "add", "--key", "TS-1", *words, "--by", "C001").code == 0
    assert facts(lab) == [f"failure:{run}", "complaint:TS-1"]
    why = (
        "--reason",
        "0.00 was written, 0.50 typed",
        "--operator",
        "V001",
        "--evidence",
        "paper form no. 12",
        "--checked-by",
        "R001",
    )
    assert lab("amend", "last", "--address", "indication/before_up/after", "--value", "0.00", *why).code == 0
    assert facts(lab) == []
    for words_of in ((), ("explain", UNIT), ("policy",), ("demonstration",)):
        said = lab("integrity", *words_of, *(() if "policy" in words_of else ("--at", TODAY)), "--lang", language)
        assert said.code == 0, said.err
