"""What a run, its document and a list say of the entry of the catalogue under which the instrument stands."""

from pathlib import Path
from typing import Any

import pytest

from reports.read_back import page_texts
from services.instrument_history import instrument_history
from tests.real_runs import DAY as ON

DAY = ON.isoformat()
NOT_VERIFIED = "catalogue entry not verified: CN-2020/13 压力仪表"
ENTRY = (
    "catalogue",
    "add",
    "--key",
    "CN-2020/13",
    "--set",
    "edition=CN-2020",
    "--set",
    "item=13",
    "--set",
    "name=压力仪表",
)


def ordered(lab: Any, *entry: str) -> tuple[str, str]:
    """An order for a gauge under an entry of the catalogue; the keys of both."""
    lab(*ENTRY, *entry)
    lab("organisations", "add", "--set", "name=某单位", "--key", "U000001")
    assert lab("instruments", "register", lab.subject("gauge")).code == 0
    key = lab("instruments", "list", "--json").document[0]["key"]
    assert lab("instruments", "edit", key, "--set", "item=CN-2020/13", "--set", "mode=periodic").code == 0
    words = ("--regulation", "JJG 52", "--on", DAY, "--json")
    return str(lab("orders", "new", key, "--client", "U000001", *words).document["key"]), key


@pytest.mark.parametrize(("entry", "said"), [
    ((), NOT_VERIFIED),
    (("--set", "status=secondary"), f"{NOT_VERIFIED} (its supervision, mode and period)"),
    (("--set", "status=secondary", "--set", "mode_status=secondary"),
     "catalogue entry from a secondary source: CN-2020/13 压力仪表"),
    (("--set", "status=verified", "--set", "mode_status=verified", "--set", "source=SAMR", "--set", "verified_by=R001"),
     ""),
])  # fmt: skip
def test_a_run_and_its_document_say_it(lab: Any, entry: tuple[str, ...], said: str) -> None:
    order, _ = ordered(lab, *entry)
    bench = lab.folder / "benches/gauge.toml"
    run = lab("run", "--order", order, "--date", DAY, "--operator", "V001", "--bench", bench)
    assert run.code == 0, run.err
    assert (said in run.err and bool(said)) or ("catalogue entry" not in run.err and not said)
    (made,) = lab("documents", "issue", "last", "-o", lab.folder / "out", "--json").document
    page = "".join("".join(page_texts(Path(made["files"][0]).read_bytes())).split())
    assert ("目录信息" in page) is bool(said)
    assert ("目录信息未核实" in page) is ("not verified" in said)


def test_the_list_of_what_is_due_says_it(lab: Any) -> None:
    _, key = ordered(lab)
    found = lab("due", "--date", DAY)
    assert "catalogue entry not verified: 1 of them stand under CN-2020/13" in found.err
    (row,) = lab("due", "--date", DAY, "--json").document
    assert (row["key"], row["catalogue"]["en"]) == (key, NOT_VERIFIED)
    table = lab.folder / "due.csv"
    lab("due", "--date", DAY, "--table", table)
    assert NOT_VERIFIED in table.read_text("utf-8-sig")


def test_rates_and_the_history_of_the_instrument_tell_it(lab: Any) -> None:
    _, key = ordered(lab)
    found = lab("rates", "coverage")
    assert "catalogue entry not verified: of 1 instruments in use" in found.err
    counted = lab("rates", "coverage", "--json").document["catalogue"]
    assert counted == {"entries": 1, "instruments": 1}
    assert lab("rates", "coverage", "--division", "11", "--json").document["catalogue"]["instruments"] == 0
    told = dict(instrument_history(str(lab.store), key, ON).said)
    assert told[next(t for t in told if t.en == "Catalogue entry")].endswith(NOT_VERIFIED)


def test_a_run_whose_entry_is_of_an_edition_that_was_replaced(lab: Any) -> None:
    order, _ = ordered(lab)
    later = ("--set", "edition=CN-2026", "--set", "item=13", "--set", "name=压力仪表", "--set", "since=2026-01-01")
    lab("catalogue", "add", "--key", "CN-2026/13", *later)
    bench = lab.folder / "benches/gauge.toml"
    told = lab("run", "--order", order, "--date", DAY, "--operator", "V001", "--bench", bench).err
    assert "CN-2026 is in force" in told


def test_commands_show_load_and_compare(lab: Any) -> None:
    lab(*ENTRY)
    table = lab.folder / "official.csv"
    table.write_text("编号,名称,监管方式,强检方式\n１３,压力仪表,强制检定,周期检定\n１４,血压计,强制检定,\n", "utf-8")
    words = ("catalogue", "load", table, "--edition", "CN-2027", "--since", "2027-07-01", "--source", "SAMR")
    assert "would be loaded" in lab(*words, "--dry-run").err
    assert "2 entries loaded, 2 new" in lab(*words).err
    assert [e["item"] for e in lab("catalogue", "list", "--date", "2027-07-01", "--json").document] == ["13", "14"]
    assert "catalogue entry not verified: 1" in lab("catalogue", "list", "--date", "2027-06-30").err
    found = lab("catalogue", "diff", "CN-2020", "CN-2027")
    assert "CN-2020 → CN-2027, from 2027-07-01" in found.err
    assert "added" in found.out and "血压计" in found.out  # noqa: PT018
    assert lab("catalogue", "diff", "CN-2020", "CN-1").refused
    table.write_text("编号,名称,监管方式\n1,衡器,监督\n", "utf-8")
    assert lab(*words).code == 2
