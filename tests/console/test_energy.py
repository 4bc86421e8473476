"""`steelyard energy` as a person calls it: answers, exit codes, reports in both languages, refusals."""

import csv
import re
import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from reports.read_back import page_texts
from tests.console.conftest import CONFIG, Lab

SITE = "energy/site.toml"


@pytest.fixture(name="lab")
def a_lab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lab:
    shutil.copytree(CONFIG, tmp_path / "lab")
    monkeypatch.chdir(tmp_path / "lab")
    made = Lab(tmp_path / "lab", monkeypatch)
    assert made("instruments", "import", "energy/instruments.csv").code == 0
    return made


def test_rates_and_their_report(lab: Lab) -> None:
    said = lab("energy", "rates", SITE, "--date", "2025-11-23", "--json", "-o", "documents")
    assert said.code == 1
    document = said.document
    assert (document["edition"], document["installed"], document["valid"]) == ("GB 17167-2006", 11, 10)
    assert [c["missing"] for c in document["cells"] if c["outcome"] == "not_conform"] == [["W2"]]
    (file,) = lab.folder.glob("documents/eq-*.pdf")
    pages = page_texts(file.read_bytes())
    assert all("非检定证书" in page and "模拟运行" in page for page in pages)
    text = "".join(pages)
    assert "0.5（未核实）" in text, "a class from memory is marked where it stands"
    assert "GB17167-20064.3.8" in text


def test_rates_of_another_edition(lab: Lab) -> None:
    said = lab("energy", "rates", SITE, "--date", "2026-11-23", "--edition", "2006")
    assert said.code == 1
    assert "GB 17167-2006 does not apply on that day" in said.err
    assert lab("energy", "rates", SITE, "--date", "2026-11-23").code == 4
    assert lab("energy", "rates", SITE, "--edition", "1997").refused


def test_without_a_register_the_screen_says_so(lab: Lab) -> None:
    said = lab("energy", "rates", SITE, "--date", "2025-11-23", "--store", "none.sqlite")
    assert "there is no register (none.sqlite)" in said.err
    assert not Path("none.sqlite").exists()


def test_the_balance_finds_the_leak(lab: Lab) -> None:
    said = lab("energy", "balance", SITE, "--json", "--picture", "flow.svg", "-o", "documents")
    assert said.code == 1
    document = said.document
    outcomes = {n["node"]: n["outcome"] for n in document["nodes"]}
    assert outcomes == {
        "factory": "conform",
        "workshop A": "not_conform",
        "workshop B": "conform",
        "gas main": "undecided",
    }
    assert document["unit"]["outcome"] == "undecided", "the quota is not verified"
    assert "未计量" in Path("flow.svg").read_text("utf-8") or "not metered" in Path("flow.svg").read_text("utf-8")
    certificates = {f["point"]: f["certificate"] for f in document["flows"]}
    (file,) = lab.folder.glob("documents/eb-*.pdf")
    text = "".join(page_texts(file.read_bytes()))
    assert all(number in text for number in certificates.values())
    assert "有泄漏或漏计的用能" in text


def test_an_estimate_stands_in_the_report_with_its_reason(lab: Lab) -> None:
    more = """
[[estimates]]
kind = "electricity"
source = "workshop A"
target = "losses"
quantity = "480"
u = "20"
unit = "kWh"
reason = "变压器空载损耗 | no-load loss"
"""
    site = lab.folder / SITE
    site.write_text(site.read_text("utf-8") + more, "utf-8")
    said = lab("energy", "balance", SITE, "--json", "-o", "documents")
    assert {n["node"]: n["outcome"] for n in said.document["nodes"]}["workshop A"] == "conform"
    (file,) = lab.folder.glob("documents/eb-*.pdf")
    assert "变压器空载损耗" in "".join(page_texts(file.read_bytes()))


def test_a_report_in_english_has_no_chinese_of_ours(lab: Lab) -> None:
    lab.edit("laboratory.toml", ('documents_language = "both"', 'documents_language = "en"'))
    for words in (
        ("balance", SITE),
        ("savings", SITE, "--date", "2026-11-23"),
        ("rates", SITE, "--date", "2025-11-23"),
    ):
        assert lab("energy", *words, "-o", "documents").code in {0, 1}
    files = sorted(lab.folder.glob("documents/*.pdf"))
    assert [f.name[:2] for f in files] == ["eb", "eq", "es"]
    for file in files:
        text = "".join(page_texts(file.read_bytes()))
        kept = text.replace("模拟运行", "").replace("非检定证书", "")
        ours = re.findall(r"结论|说明|配备率|节能量|证书编号|计量器具及其证书", kept)
        assert not ours, file.name


def test_the_saving(lab: Lab) -> None:
    said = lab("energy", "savings", SITE, "--date", "2026-11-23", "--json")
    assert said.code == 0
    assert said.document["shown"]
    assert said.document["meters"] == [{"point": "E1", "certificate": "N-2025-0101", "valid": True}]
    late = lab("energy", "savings", SITE, "--date", "2031-03-10")
    assert late.code == 4
    assert "E1: no certificate covers it" in late.err


def test_data_lists_every_figure_and_writes_what_must_be_read(lab: Lab) -> None:
    said = lab("energy", "data", "gb 17167", "--date", "2026-11-23", "--json").document
    assert [e["id"] for e in said["editions"]] == ["GB 17167-2006", "GB 17167-2025"]
    assert {f["value"] for f in said["figures"]} == {""}
    assert lab("energy", "data", "GB/T 2589", "--date", "2026-11-23").code == 0
    assert lab("energy", "data", "GB 17167", "--missing").code == 2
    assert lab("energy", "data", "GB 17167", "--date", "2026-11-23", "--missing", "-o", "read.toml").code == 0
    assert '"numbers.coal-gas_equipment" = ""' in Path("read.toml").read_text("utf-8")
    assert lab("energy", "data", "GB 17167", "--date", "2026-11-23", "--missing", "-o", "read.toml").refused
    Path("energy/figures").mkdir()
    Path("read.toml").rename("energy/figures/read.toml")
    refused = lab("energy", "rates", SITE, "--date", "2026-11-23")
    assert refused.refused
    assert "is not filled in" in refused.err
    assert lab("energy", "data", "GB 1").refused


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("energy/site.toml", '"18.40"', "18.40", 'product.quantity: write the number as a text, "18.4"'),
        ("energy/site.toml", 'samples = "samples.csv"', 'samples = "none.csv"', "none.csv"),
        ("energy/site.toml", "2026-11-03T00:00:00+08:00", "2026-11-01T00:00:00+08:00", "ends before it starts"),
        ("energy/site.toml", "start = 2026-11-02T00:00:00+08:00", "start = 2026-11-02T00:00:00", "need an offset"),
        ("energy/site.toml", 'basis = "', 'printed = "', "unknown field `printed`"),
        ("energy/points.csv", ",kWh,grid", ",furlong,grid", "unit: 'furlong' is not known"),
        ("energy/samples.csv", "meter,", "metre,", "these columns are missing: meter"),
        ("energy/samples.csv", "T00:00:00+08:00", "T00:00:00", "needs an offset"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused(lab: Lab, file: str, old: str, new: str, said: str) -> None:
    lab.edit(file, (old, new))
    for language in ("en", "zh"):
        answer = lab("--lang", language, "energy", "balance", SITE)
        assert answer.refused
        if language == "en":
            assert said in re.sub(r"\s+", " ", answer.err)


POINTS = """point,level,kind,serial,accuracy_class,unit,source,target
E-1,user,electricity,202204150918,1.0,kWh,grid,site
E-2,sub_unit,electricity,202204150919,1.0,kWh,site,press
"""


def test_a_monitor_gives_the_same_as_its_table(lab: Lab) -> None:
    """Samples come from a monitor, or from the table that it writes; that they are simulated is marked in both."""
    assert lab("monitor", "monitors/plant.toml", "--hours", "3", "--start", "2026-11-23T00:00").code == 0
    days = ("--from", "2026-11-22", "--to", "2026-11-25")
    assert lab("monitor", "export", "monitors/plant.toml", "-o", "energy/kept.csv", *days).code == 0
    Path("energy/points.csv").write_text(POINTS, "utf-8")
    start, end = "2026-11-23T01:00:00+08:00", "2026-11-23T02:30:00+08:00"
    lab.edit(SITE, ("2026-11-02T00:00:00+08:00", start), ("2026-11-03T00:00:00+08:00", end))
    lab.edit(SITE, ("simulated = true", "simulated = false"), ('samples = "samples.csv"', 'samples = "kept.csv"'))
    table = lab("energy", "balance", SITE, "--json").document
    lab.edit(SITE, ('samples = "kept.csv"', 'monitor = "../monitors/plant.toml"'))
    kept = lab("energy", "balance", SITE, "--json").document
    assert kept == table
    assert kept["simulated"]
    with Path("energy/kept.csv").open(encoding="utf-8-sig") as file:
        rows = [r for r in csv.DictReader(file) if r["meter"] == "E-1" and r["quantity"] == "active_energy_import"]
    value = {r["instant"]: Decimal(r["value"]) for r in rows}
    assert [Decimal(f["amount"]) for f in kept["flows"] if f["point"] == "E-1"] == [value[end] - value[start]]
    lab.edit(SITE, ('monitor = "', 'samples = "kept.csv"\nmonitor = "'))
    assert "not both" in lab("energy", "balance", SITE).err


def test_periods(lab: Lab) -> None:
    half = ("--from", "2026-11-02T00:00+08:00", "--to", "2026-11-02T12:00+08:00")
    said = lab("energy", "balance", SITE, *half, "--json")
    assert said.document["end"] == "2026-11-02T12:00:00+08:00"
    assert {f["readings"] for f in said.document["flows"]} == {25}
    assert lab("energy", "balance", SITE, "--from", "yesterday").refused
    beyond = lab("energy", "balance", SITE, "--to", "2026-11-04T00:00+08:00", "--json")
    assert beyond.code == 5
    assert {n["outcome"] for n in beyond.document["nodes"]} == {"incomplete"}
    assert lab("energy", "balance", SITE, "--picture", "x.svg", "--kind", "coal").refused
