"""Campaigns of goods and products: lots with a drawn sample, batches with units in reserve, killed and gone on."""

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

import pypdf
import pytest

from records.entries import opened
from records.store import Store
from services.campaigns.state import campaign_state
from services.laboratory.example import write_example
from tests.console.conftest import DAY, Lab

ROOT = Path(__file__).parents[2]
LOTS = "serial,nominal,lot_size,model\nPK-2026-0001,500 g,8,袋\nPK-2026-0002,250 g,20,袋\n"
COMMON = 'name = "糖"\nname_en = "Sugar"\nmaker = "厂"\nclient = "局"\ncontent = "mass"'
BATCHES = (
    "batch,producer,type_approval,place,sampled_by,seal\nA,甲厂,2026F1,成品库,张三,F-1\nB,乙厂,2026F2,成品库,张三,F-2\n"
)


def lab_of(folder: Path, regulation: str, patch: pytest.MonkeyPatch) -> Lab:
    write_example(regulation, folder)
    return Lab(folder, patch)


def planned(lab: Lab, kind: str, text: str, day: str = DAY) -> Any:
    head = f'[campaign]\nid = "C-1"\nkind = "{kind}"\ndate = {day}\n'
    (lab.folder / "campaign.toml").write_text(head + text, "utf-8")
    return lab("campaign", "plan", lab.folder / "campaign.toml", "--json")


def run(lab: Lab, bench: str, *cells: str) -> Any:
    return lab("campaign", "run", "C-1", *cells, "--bench", lab.folder / f"benches/{bench}.toml", "--date", DAY)


def decide(lab: Lab, bench: str) -> Any:
    return lab("campaign", "decide", "C-1", "--bench", lab.folder / f"benches/{bench}.toml", "--json")


def text_of(lab: Lab, tmp_path: Path) -> str:
    written = Path(lab("campaign", "report", "C-1", "-o", tmp_path / "out").out.strip())
    return "".join("".join(p.extract_text().split()) for p in pypdf.PdfReader(written).pages)


def of_lots(lab: Lab, more: str = "", lots: str = LOTS, regulation: str = "JJF 1070", day: str = DAY) -> Any:
    (lab.folder / "lots.csv").write_text(lots, "utf-8")
    text = f'[inspection]\nregulation = "{regulation}"\nlots = "lots.csv"\n{more}\n[common]\n{COMMON}\n'
    return planned(lab, "inspection", text, day)


def test_lots_one_underfilled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed in the middle of the second lot, gone on with; the numbers drawn follow from the seed of the plan."""
    lab = lab_of(tmp_path / "lab", "JJF 1070-2023", monkeypatch)
    frozen = of_lots(lab)
    assert frozen.code == 0, frozen.out
    assert frozen.document["missing"] == ["L1/lot", "L2/lot"]
    assert run(lab, "packages").code == 0
    environ = os.environ | {"PYTHONPATH": str(ROOT)}
    program = (
        "import os, sys; from services.events import Events\n"
        "from sequencer import reading_sources as r; read = r.BenchSource.read\n"
        "def stop(self, call, question):\n"
        "    if question.address == 'weighing/7/gross': os.kill(os.getpid(), 9)\n"
        "    return read(self, call, question)\n"
        "r.BenchSource.read = stop\n"
        "from datetime import date\n"
        "for m in ('laboratory.gate_facts', 'runs.resume_gates', 'laboratory.plan'):\n"
        f"    __import__('services.' + m, fromlist=['x']).real_day = lambda _: date.fromisoformat('{DAY}')\n"
        "from console.cli.main import main; main()\n"
    )
    words = ["campaign", "run", "C-1", "--bench", str(lab.folder / "benches/packages.toml"), "--date", DAY]
    killed = subprocess.run(
        [sys.executable, "-c", program, *words], env=environ, cwd=ROOT, capture_output=True, check=False
    )
    assert killed.returncode == -9
    shown = lab("campaign", "show", "C-1", "--json").document
    assert (shown["filled"], shown["next"]) == (1, "L2/lot")
    assert "1 cells are missing: L2/lot" in decide(lab, "packages").err
    assert run(lab, "packages").code == 1  # PK-2026-0002 is underfilled
    said = decide(lab, "packages")
    assert (said.code, said.document["judgement"]["outcome"]) == (1, "not_conform")
    assert said.document["judgement"]["figures"] == {"passed": "1", "lots": "2", "confidence": "95"}
    assert lab("campaign", "verify", "C-1", "--json").document["identical"] is True
    lines = lab("campaign", "show", "C-1", "--json").document["cells"]
    plate = opened(lab.events(lines[1]["run"])).nameplate
    order = sorted(range(1, 21), key=lambda n: sha256(f"{plate['draw_seed']}\n{n}".encode()).hexdigest())
    words = [e.body["words"]["label"]["en"] for e in lab.events(lines[1]["run"])
             if e.kind == "conclusion" and e.address.startswith("individual/")]  # fmt: skip
    numbers = [int(w.partition("number ")[2].split()[0]) for w in words]
    assert numbers == sorted(order[:10])
    whole = text_of(lab, tmp_path)
    for stated in ("商品检验汇总报告", "1/2", "50.00%", "置信下限2.53%", "59", "PK-2026-0002", "模拟运行"):
        assert stated in whole, stated


def test_lists_as_spreadsheets_in_china_save_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """GB 18030 with tabs, full-width digits in quantities; what is marked on the packages stays as it is."""
    lab = lab_of(tmp_path / "lab", "JJF 1070-2023", monkeypatch)
    frozen = of_lots(lab)
    (plain,) = (c for c in frozen.document["cells"] if c["key"] == "L2/lot")
    wide = LOTS.replace(",", "\t").replace("250 g\t20", "２５０ g\t２０").replace("PK-2026-0001", "ＰＫ１-２")
    (lab.folder / "lots.csv").write_bytes(wide.encode("gb18030"))
    text = (lab.folder / "campaign.toml").read_text("utf-8").replace("C-1", "C-2")
    (lab.folder / "campaign.toml").write_text(text, "utf-8")
    again = lab("campaign", "plan", lab.folder / "campaign.toml", "--json")
    assert again.code == 0, again.err
    store = Store(str(lab.store), read_only=True)
    plates = [s.nameplate for s in campaign_state(store, "C-2").plan.samples]
    store.close()
    assert [(p["serial"], p["nominal"], p["lot_size"]) for p in plates] == [
        ("ＰＫ１-２", "500 g", "8"), ("PK-2026-0002", "250 g", "20")
    ]  # fmt: skip
    assert plain["sample"] == "L2"


def test_a_target_decides_by_the_rate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lab = lab_of(tmp_path / "lab", "JJF 1070-2023", monkeypatch)
    of_lots(lab, 'target = "50"')
    codes = [run(lab, "packages").code for _ in range(2)]
    assert codes == [0, 1]
    assert decide(lab, "packages").document["judgement"]["outcome"] == "conform"


@pytest.mark.parametrize(("change", "says"), [
    ({"lots": LOTS + "PK-2026-0001,500 g,8,袋\n"}, "lot 'PK-2026-0001' stands in it more than once"),
    ({"lots": "serial,nominal,lot_size,model\n\n,500 g,8,袋\n"}, "line 3: the serial number is empty"),
    ({"lots": LOTS + "\nX,500 g,０,袋\n"}, "line 5: lot_size: Input should be greater"),
    ({"lots": LOTS + "X,５００,8,袋\n"}, "line 4: nominal: "),
    ({"lots": "serial,nominal,lot_size,model\nX,500 m,8,袋\n"}, "line 2: nominal: 500 m is no mass"),
    ({"lots": "serial,nominal,lot_size,model\n"}, "has no lots"),
    ({"more": 'target = "100"'}, "is no part in per cent"),
    ({"regulation": "JJF 1070-2005"}, "JJF 1070-2005"),
])  # fmt: skip
def test_a_plan_that_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: dict[str, str], says: str
) -> None:
    lab = lab_of(tmp_path / "lab", "JJF 1070-2023", monkeypatch)
    said = of_lots(lab, **change)
    assert said.code == 2
    assert says in said.out


def test_sales_packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lab = lab_of(tmp_path / "lab", "GB 23350-2021", monkeypatch)
    (lab.folder / "lots.csv").write_text("serial,goods,net\nGP-2026-0001,tea,100 g\nGP-2026-0002,tea,100 g\n", "utf-8")
    common = 'name = "茶"\nmaker = "厂"\nmodel = "盒"\nclient = "局"\n'
    text = f'[inspection]\nregulation = "GB 23350"\nlots = "lots.csv"\n[common]\n{common}'
    assert planned(lab, "inspection", text).code == 0
    assert [run(lab, "packing").code for _ in range(2)] == [0, 1]
    assert decide(lab, "packing").document["judgement"]["outcome"] == "not_conform"


def of_batches(lab: Lab, units: str, more: str = "sample = 1\nreserve = 1") -> Any:
    (lab.folder / "batches.csv").write_text(BATCHES, "utf-8")
    (lab.folder / "units.csv").write_text(units, "utf-8")
    plate = (lab.folder / "subjects/gauge.toml").read_text("utf-8")
    common = "\n".join(line for line in plate.splitlines() if "=" in line and not line.startswith(("#", "serial")))
    text = f'[supervision]\nregulation = "JJG 52"\nbatches = "batches.csv"\nunits = "units.csv"\n{more}\n'
    return planned(lab, "supervision", f"{text}[common]\n{common}\n")


def test_units_and_batches_are_kept_apart_and_a_reserve_unit_decides(lab: Lab, tmp_path: Path) -> None:
    """Batch B fails by its one unit; its reserve unit, once examined, decides it finally; the rate of units stays."""
    units = "batch,serial\nA,G-2026-0101\nA,G-2026-0103\nB,G-DEFECT-span\nB,G-DEFECT-zero\n"
    document = of_batches(lab, units).document
    assert document["missing"] == ["B1/U1", "B2/U1"]
    assert [run(lab, "gauge").code for _ in range(2)] == [0, 1]
    assert "every cell of campaign C-1 is filled" in run(lab, "gauge").err
    assert run(lab, "gauge", "B2/R1").code == 1  # the reserve unit fails as well
    said = decide(lab, "gauge")
    assert (said.code, said.document["judgement"]["outcome"]) == (1, "not_conform")
    assert said.document["judgement"]["figures"] == {
        "batches_passed": "1", "batches": "2", "units_passed": "1", "units": "2", "confidence": "95",
    }  # fmt: skip
    whole = text_of(lab, tmp_path)
    for stated in ("监督抽查检验报告", "批次合格率：1/2", "单台合格率：1/2", "甲厂", "2026F2", "F-1", "149"):
        assert stated in whole, stated


@pytest.mark.parametrize(("units", "more", "says"), [
    ("batch,serial\nA,1\nB,2\nB,3\n", "sample = 1\nreserve = 1", "batch 'A' has 1 units, the plan draws 2"),
    ("batch,serial\nA,1\nA,1\nB,2\n", "sample = 1", "unit '1' stands in it more than once"),
    ("batch,serial\nA,1\nB,2\nC,3\n", "sample = 1", "line 4: batch 'C' is not in batches.csv"),
    ("batch,serial\nA,1\nB,2\n", "sample = 1\naccept = 1", "1 of 1 units decide nothing"),
])  # fmt: skip
def test_a_sampling_that_is_refused(lab: Lab, units: str, more: str, says: str) -> None:
    said = of_batches(lab, units, more)
    assert said.code == 2
    assert says in said.out
