"""Documents on the command line: a specimen of a simulated run, and an order whose certificate is signed on paper."""

import json
from pathlib import Path
from typing import Any

import pytest

from reports.read_back import page_texts
from services.laboratory import prepare
from tests.real_runs import DAY as ON

DAY = ON.isoformat()


@pytest.fixture
def real(monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs on the simulated bench that state what a real bench does."""
    before = prepare.with_bench

    def stated(*of: Any, **more: Any) -> Any:
        setup = before(*of, **more)
        return setup.stating(simulated=False)

    monkeypatch.setattr("services.runs.run.with_bench", stated)


def ordered(lab: Any) -> str:
    lab("organisations", "add", "--set", "name=某单位", "--key", "U000001")
    assert lab("instruments", "register", lab.subject("gauge")).code == 0
    key = lab("instruments", "list", "--json").document[0]["key"]
    words = ("--regulation", "JJG 52", "--on", DAY, "--json")
    return str(lab("orders", "new", key, "--client", "U000001", *words).document["key"])


def test_a_simulated_run_gets_a_specimen(lab: Any) -> None:
    run = lab.run("JJG 52", "--json").document["run"]
    (made,) = lab("documents", "issue", run, "-o", lab.folder / "out", "--json").document
    assert made["number"].startswith("SIM-")
    assert lab("documents", "list", "--json").document[0]["state"] == "specimen"
    assert lab("documents", "advance", made["number"], "--to", "issued", "--by", "A001").refused
    pages = page_texts(Path(made["files"][0]).read_bytes())
    assert all("模拟运行" in page and made["number"] in page for page in pages)
    assert "未签发" not in pages[0]
    shown = lab("report", run, "-o", lab.folder / "again")
    assert made["number"] in shown.err
    assert lab("documents", "compare", made["files"][0], made["files"][1]).code == 0
    shorter = lab.folder / "shorter.csv"
    shorter.write_text("\n".join(Path(made["files"][2]).read_text("utf-8-sig").splitlines()[:40]), encoding="utf-8")
    found = lab("documents", "compare", made["files"][0], shorter, "--json")
    assert (found.code, bool(found.document)) == (1, True)
    assert lab("documents", "edit", made["number"], "--set", "state=issued").refused
    assert lab("documents", "import", shorter).code == 2


def test_an_order_is_issued_with_its_certificate(lab: Any, real: None) -> None:
    order = ordered(lab)
    run = lab(
        "run", "--order", order, "--date", DAY, "--operator", "V001", "--bench", lab.folder / "benches/gauge.toml"
    )
    assert run.code == 0, run.err
    name, job = run.out.split()[0], f"{order}/1"
    proof = lab("report", name, "-o", lab.folder / "proof")
    assert "未签发" in page_texts(Path(proof.out.split()[0]).read_bytes())[0]
    for state, person in (("checked", "R001"), ("approved", "A001")):
        assert lab("jobs", "advance", job, "--to", state, "--by", person).code == 0
    assert "no document" in lab("jobs", "advance", job, "--to", "issued", "--by", "A001").err
    (made,) = lab("documents", "issue", name, "-o", lab.folder / "out", "--json").document
    number = made["number"]
    assert all("未签发" not in page and number in page for page in page_texts(Path(made["files"][0]).read_bytes()))
    assert lab("documents", "advance", number, "--to", "checked", "--by", "V001").refused
    for state, person in (("checked", "R001"), ("approved", "A001"), ("issued", "C001")):
        assert lab("documents", "advance", number, "--to", state, "--by", person).code == 0
    row = lab("jobs", "show", job, "--json").document
    assert (row["state"], row["documents"]) == ("issued", [number])
    assert lab("instruments", "list", "--json").document[0]["certificate"] == number
    assert lab("documents", "batch", order, "-o", lab.folder / "batch.pdf").code == 0
    assert number in page_texts((lab.folder / "batch.pdf").read_bytes())[0]
    ended = lab("documents", "cancel", number, "--reason", "seal broken", "-o", lab.folder / "out", "--by", "A001")
    assert "注销通知" in page_texts(Path(ended.out.split()[0]).read_bytes())[0]
    assert lab("instruments", "list", "--json").document[0]["certificate"] == ""
    assert [e["who"] for e in json.loads(lab("documents", "history", number, "--json").out)][-1] == "A001"
    assert lab("verify").code == 0
