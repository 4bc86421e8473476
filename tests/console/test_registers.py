"""Registers on the command line: tables in, an order, its run, the way back, what is due, what a code is."""

import csv
import io
from datetime import date
from typing import Any

import pytest

from services.laboratory.from_register import starts
from tests.console.conftest import CONFIG, DAY, _ideal

TABLES = ("divisions", "organisations", "catalogue", "instruments", "people", "competences", "verifications", "seals",
          "bookings", "uses")  # fmt: skip
OF_STANDARDS = ("institutes", "standards", "certificates", "assessments", "checks", "capabilities", "demand")

NEEDED = ("organisations", "catalogue", "instruments")
"""What orders need."""


@pytest.fixture
def filled(lab: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.chdir(lab.folder)
    monkeypatch.setenv("STEELYARD_PERSON", "C001")
    for table in NEEDED:
        said = lab(table, "import", CONFIG / "tables" / f"{table}.csv", "--json")
        assert (said.code, said.document["problems"]) == (0, 0), said.out
    return lab


def test_the_demo_laboratory_has_something_in_every_list(filled: Any) -> None:
    for table in set(TABLES) - set(NEEDED) - {"competences"}:
        assert filled(table, "import", CONFIG / "tables" / f"{table}.csv").code == 0
    assert filled("competences", "import", CONFIG / "tables" / "competences.csv").code == 0
    counts = {table: len(filled(table, "list", "--json").document) for table in TABLES}
    assert (counts["instruments"], counts["people"]) == (40, 8)
    assert min(counts.values()) > 0
    states = {row["state"] for row in filled("due", "--date", DAY, "--json").document}
    assert states == {"failed", "never", "overdue", "due"}
    rates = filled("rates", "coverage", "--by", "domain", "--json").document
    assert "definition" in rates
    assert {row["group"][0] for row in rates["rows"][1:]} == {"", "trade", "safety", "medical", "environment"}
    assert rates["rows"][0]["whole"] > 0
    passed = filled("rates", "passes", "--from", "2025-01-01", "--json").document["rows"][0]
    assert passed["as_found"]["part"] < passed["as_left"]["part"]
    assert filled("rates", "funding", "--from", "2025-01-01", "--json").document["total"]["instruments"] > 0
    for words in (*(("rates", name) for name in ("passes", "flow", "funding", "coverage")), ("due",)):
        for language in ("zh", "en"):
            assert filled(*words, "--lang", language).code == 0


def test_the_demo_laboratory_has_standards_in_every_state(lab: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(lab.folder)
    for table in OF_STANDARDS:
        assert lab(table, "import", CONFIG / "tables" / f"{table}.csv", "--json").document["problems"] == 0
    same = lab("standards", "from-toml", "standards.toml", "--reason", "the same", "--json").document
    assert all(counted == {"new": 0, "changed": 0} for counted in same.values())
    standings = [s["standing"] for s in lab("standards", "stand", "--date", DAY, "--json").document]
    assert len(standings) == 12
    assert {"usable", "suspended", "expired"} == set(standings)
    cells = lab("standards", "coverage", "--date", DAY, "--json").document
    assert (len(cells["cells"]), cells["rate"]) == (11, "54.54 %")
    assert lab("assessments", "assess", "JB-01", "--date", DAY).code == 0
    assert len(lab("standards", "interval", "DP-11", "--at", "5", "--unit", "MPa", "--json").document["proposals"]) == 2
    levels = lab("assessments", "count", "--date", DAY, "--json").document
    assert levels == {"public": {"valid": 2, "ended": 1}, "highest": {"valid": 1, "ended": 0}}
    assert (
        lab("assessments", "check", "JB-01", "5.0001", "5.0003", "4.9998", "--point", "5 MPa", "--date", DAY).code == 0
    )


def test_from_an_order_to_the_next_due_day(filled: Any) -> None:
    order = filled("orders", "new", "PG-0021", "--client", "D006", "--on", DAY, "--json").document["key"]
    assert order == "2026-00001"
    assert filled("scan", "]C0ＰＧ－００２１", "--json").document["jobs"] == [f"{order}/1"]
    run = filled("run", "--order", order, "--date", DAY, "--operator", "V001")
    assert run.code == 0, run.err
    name = run.out.split()[0]
    row = filled("instruments", "show", "D0021", "--json").document
    assert (row["run"], row["verified_on"], row["valid_until"]) == (name, DAY, "2027-05-22")
    opened = filled.events(name)[0].body
    assert (opened["order"], opened["subject"]["client"]) == (f"{order}/1", "示范化工有限公司")
    job = filled("jobs", "show", f"{order}/1", "--json").document
    assert (job["regulation"], job["stage"]) == ("JJG 52-2013", opened["stage"])
    history = filled("instruments", "history", "D0021", "--json").document
    assert (history[-1]["who"], history[-1]["cause"], history[0]["who"]) == ("V001", name, "C001")
    assert "D0021" not in {r["key"] for r in filled("due", "--date", DAY, "--json").document}
    assert filled("verify").code == 0
    again = filled("run", "--order", "2026-00009")
    assert again.refused
    assert "no order or job 2026-00009" in again.err
    stepwise = filled("jobs", "edit", f"{order}/1", "--set", "state=issued")
    assert stepwise.refused
    assert filled("jobs", "advance", f"{order}/1", "--to", "checked", "--by", "R001").code == 0


def test_what_a_run_found_is_changed_by_no_hand_and_no_older_table(filled: Any) -> None:
    order = filled("orders", "new", "pg-0021", "--client", "示范化工有限公司", "--on", DAY)
    assert order.refused  # a label is taken as it is written
    words = ("--client", "示范化工有限公司", "--on", DAY, "--json")
    order = filled("orders", "new", "g-2026－0111", *words).document["key"]
    assert filled("orders", "new", "PG-0017", "SC-0001", "PG-0017", "--client", "D006").refused
    wide = order.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789-"})
    assert filled("run", "--order", wide, "--date", DAY, "--operator", "V001").code == 0
    row = filled("instruments", "show", "G-2026-０１１１", "--json").document
    by_hand = filled("instruments", "edit", "D0021", "--set", "valid_until=2099-01-01")
    assert by_hand.refused
    assert f"was written by run {row['run']}" in by_hand.err
    table = filled.folder / "older.csv"
    table.write_text("编号,安装地点,检定日期,有效期至\nD0021,2 号楼,2026-01-05,2026-07-04\n", "utf-8")
    older = filled("instruments", "import", table, "--json")
    assert [(p["row"], p["column"]) for p in older.document["refused"]] == [(2, "检定日期")]
    assert filled("instruments", "edit", "D0021", "--set", "place=1", "--set", f"result={row['result']}").code == 0
    assert (
        filled("instruments", "edit", "D0001", "--set", "valid_until=2026-10-16").code == 0
    )  # taken over, not measured


def test_an_order_with_several_jobs_asks_for_one(filled: Any) -> None:
    order = filled("orders", "new", "SC-0009", "PG-0021", "--client", "D001", "--on", DAY, "--json").document["key"]
    many = filled("run", "--order", order, "--date", DAY)
    assert many.refused
    assert f"{order}/1, {order}/2" in many.err


def test_a_bench_with_positions_takes_as_many_jobs_as_are_alike(filled: Any) -> None:
    words = ("--client", "D006", "--bench", "benches/gauges.toml", "--on", DAY, "--json")
    order = filled("orders", "new", "PG-0021", "PG-0017", "PG-0022", *words).document["key"]
    found = starts(str(filled.store), order, date.fromisoformat(DAY))
    assert [(s.job, s.stage) for s in found] == [(f"{order}/1", "initial"), (f"{order}/3", "initial")]
    both = filled("run", "--order", order, "--date", DAY, "--operator", "V001", "--json")
    assert both.code in {0, 1}, both.err
    states = {r["key"]: r["state"] for r in filled("jobs", "list", "--json").document}
    assert states == {f"{order}/1": "measured", f"{order}/2": "received", f"{order}/3": "measured"}


def test_a_form_comes_from_an_order_and_goes_back_to_it(filled: Any) -> None:
    words = ("--client", "D006", "--bench", "benches/gauge-by-hand.toml", "--on", DAY, "--json")
    order = filled("orders", "new", "PG-0021", *words).document["key"]
    rows = list(csv.DictReader(io.StringIO(filled("form", "--order", order, "--date", DAY).out)))
    ideal = {q.address: _ideal(q.expect) for q in filled.questions("JJG 52", filled.subject("gauge"))}
    for row in rows:
        row["value"] = ideal.get(row["address"], row["value"])
    path = filled.write_form(rows)
    run = filled("run", "--order", order, "--date", DAY, "--operator", "V001", "--readings", path)
    assert run.code == 0, run.err
    assert filled("jobs", "show", f"{order}/1", "--json").document["as_left_result"] == "conform"


def test_a_bad_table_is_refused_with_every_place(filled: Any) -> None:
    path = filled.folder / "bad.csv"
    path.write_text("编号,名称\n5,x\n54,\n", encoding="gb18030")
    said = filled("divisions", "import", path, "--json")
    assert (said.code, [(p["row"], p["column"]) for p in said.document["refused"]]) == (2, [(2, "编号"), (3, "名称")])
