"""`steelyard lot`: a lot of 50 meters from the frozen plan to its report."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdf
import pytest

from metrology.sampling import draw
from procedures.lots import plans
from records import lots
from records.store import Store
from records.verification import ledger_of
from tests.console.conftest import CONFIG, DAY

PRESSURE = CONFIG.parent / "procedures/pressure"
SERIALS = [f"W-{n:04d}" for n in range(70)]
LOT = """
[lot]
id = "L-2026-07"
jurisdiction = "ES"
kind = "water-meter"
plan = "{plan}"
members = "members.csv"
"""


@pytest.fixture
def meters(lab: Any) -> Any:
    """A laboratory whose gauges count as Spanish water meters: only the course of a lot is tested here."""
    folder: Path = lab.folder / "regulations"
    folder.mkdir()
    facts = (PRESSURE / "jjg_52_2013.toml").read_text("utf-8").replace("JJG 52-2013", "LAB WATER-2020")
    facts = facts.replace('kind = "pressure-gauge"', 'kind = "water-meter"\njurisdiction = "ES"')
    (folder / "lab_water.toml").write_text(facts, "utf-8")
    (folder / "lab_water.py").write_text((PRESSURE / "jjg_52_2013.py").read_text("utf-8"), "utf-8")
    lab.edit("laboratory.toml", ("[policy]", '[plugins]\nregulations = ["regulations"]\n\n[policy]'))
    lab.edit("people.toml", ('regulation = "JJG 52"', 'regulation = "LAB WATER"'))
    write(lab, "single", SERIALS)
    return lab


def write(lab: Any, plan: str, serials: list[str], **other: str) -> Path:
    plate = lab.subject("gauge").read_text("utf-8")
    marked = dict(line.partition(" = ")[::2] for line in plate.splitlines())
    maker, model = (marked[key].strip('"') for key in ("maker", "model"))
    head = "serial,year,q3,ratio,dn,maker,model,supply"
    row = {
        "year": "2014",
        "q3": "2.5",
        "ratio": "100",
        "dn": "15",
        "maker": maker,
        "model": model,
        "supply": "north",
    } | other
    body = "\n".join(f"{s},{','.join(row.values())}" for s in serials)
    (lab.folder / "members.csv").write_text(f"{head}\n{body}\n", "utf-8")
    file: Path = lab.folder / "lot.toml"
    file.write_text(LOT.format(plan=plan), "utf-8")
    return file


def verify(lab: Any, serial: str, *, bad: bool = False, day: str = DAY) -> None:
    plate = lab.subject("gauge").read_text("utf-8").replace("G-2026-0101", serial)
    file = lab.folder / f"subjects/{serial}.toml"
    file.write_text(plate, "utf-8")
    bench = (lab.folder / "benches/gauge.toml").read_text("utf-8")
    if bad:
        bench = bench.replace('serial = "G-2026-0102"', f'serial = "{serial}"')
    used = lab.folder / f"benches/{'bad' if bad else 'good'}-{serial}.toml"
    used.write_text(bench, "utf-8")
    said = lab("run", "LAB WATER", "--bench", used, "--subject", file, "--date", day, "--seed", "7")
    assert said.code == int(bad), said.err


def plan(lab: Any) -> Any:
    said = lab("lot", "plan", lab.folder / "lot.toml", "--json")
    assert said.code == 0, said.err
    return said.document


def visual(lab: Any, *words: str, removed: str = "2026-11-10") -> Any:
    return lab(
        "lot",
        "visual",
        "L-2026-07",
        "--removed",
        removed,
        "--bench",
        lab.folder / "benches/gauge.toml",
        *words,
        "--json",
    )


def decide(lab: Any) -> Any:
    return lab("lot", "decide", "L-2026-07", "--bench", lab.folder / "benches/gauge.toml", "--json")


def test_the_plan_is_frozen_signed_and_can_be_drawn_again(meters: Any) -> None:
    document = plan(meters)
    assert (document["size"], document["stages"], len(document["sample"]), len(document["spares"])) == (
        70,
        [[50, 1, 2]],
        50,
        10,
    )
    drawn = [m["serial"] for m in document["sample"]] + document["spares"]
    assert drawn == draw(SERIALS, document["seed"])[:60]
    assert drawn != sorted(drawn)
    assert meters("verify").code == 0
    again = meters("lot", "plan", meters.folder / "lot.toml")
    assert again.code == 2
    assert "frozen already" in again.err


def test_no_meter_is_in_two_lots(meters: Any) -> None:
    plan(meters)
    file = meters.folder / "lot.toml"
    file.write_text(file.read_text("utf-8").replace("L-2026-07", "L-2026-08"), "utf-8")
    assert "70 meters are in lot L-2026-07 already" in meters("lot", "plan", file).err


def test_spares_stand_in_once_before_the_first_meter_is_examined(meters: Any) -> None:
    document = plan(meters)
    first, second, third = (m["serial"] for m in document["sample"][:3])
    assert "is not in the sample" in visual(meters, "--replace", f"{document['spares'][0]}=damaged").err
    assert "none of damaged" in visual(meters, "--replace", f"{first}=old").err
    said = visual(meters, "--replace", f"{second}=unsealed", "--replace", f"{first}=not-found")
    assert said.code == 0, said.err
    sample = said.document["sample"]
    assert [(m["serial"], m["instead_of"]) for m in sample[:3]] == [
        (document["spares"][1], first), (document["spares"][0], second), (third, ""),
    ]  # fmt: skip
    assert said.document["spares"] == document["spares"][2:]
    assert "done once" in visual(meters).err


def test_more_faults_than_spares_end_the_examination_by_sampling(meters: Any) -> None:
    document = plan(meters)
    words = [w for m in document["sample"][:11] for w in ("--replace", f"{m['serial']}=damaged")]
    assert "only 10 spares" in visual(meters, *words).err


def test_a_lot_is_accepted_and_its_bad_member_withdrawn(meters: Any, tmp_path: Path) -> None:
    shrink(meters)
    sample = [m["serial"] for m in plan(meters)["sample"]]
    assert decide(meters).code == 2
    assert visual(meters).code == 0
    for serial in sample[:2]:
        verify(meters, serial)
    assert "1 meters are still to be examined" in decide(meters).err
    verify(meters, sample[2], bad=True)
    verify(meters, sample[2])  # a second run of the same meter does not count
    said = decide(meters)
    assert (said.code, said.document["judgement"]["nonconforming"]) == (0, 1), said.err
    assert "decided already" in decide(meters).err
    assert meters("verify").code == 0
    written = Path(meters("lot", "report", "L-2026-07", "-o", tmp_path).out.strip())
    pages = ["".join(p.extract_text().split()) for p in pypdf.PdfReader(written).pages]
    whole = "".join(pages)
    for stated in ("该批接收", "60个月", sample[2], "一次抽样", "anexoIIIapéndiceIII"):
        assert stated in whole, stated
    assert all("LOT-L-2026-07" in page and "模拟运行" in page for page in pages)


def test_all_lots_are_listed_the_open_ones_with_what_is_examined(meters: Any) -> None:
    document = plan(meters)
    assert meters("lot", "list", "--json").document[0]["outcome"] == "incomplete"
    assert visual(meters).code == 0
    for n in range(2):
        verify(meters, document["sample"][n]["serial"], bad=bool(n))
    (row,) = meters("lot", "list", "--json").document
    assert (row["lot"], row["size"], row["sample"], row["examined"], row["nonconforming"]) == (
        "L-2026-07",
        70,
        50,
        2,
        1,
    )
    assert (row["decided"], row["simulated"]) == (None, True)
    shown = meters("lot", "list", "--lang", "zh").out
    assert "水表" in shown
    assert "2/50" in shown


def test_a_lot_is_rejected_as_soon_as_it_must_be(meters: Any) -> None:
    shrink(meters)
    sample = [m["serial"] for m in plan(meters)["sample"]]
    visual(meters)
    verify(meters, sample[0], bad=True)
    verify(meters, sample[1], bad=True)
    said = decide(meters)
    assert (said.code, said.document["judgement"]["outcome"]) == (1, "not_conform")


def test_runs_before_the_plan_and_late_ones_do_not_count(meters: Any) -> None:
    shrink(meters)
    for serial in SERIALS[:4]:
        verify(meters, serial)
    sample = [m["serial"] for m in plan(meters)["sample"]]
    visual(meters, removed="2026-10-22")
    said = decide(meters)
    assert "3 meters are still to be examined" in said.err
    for serial in sample:
        verify(meters, serial)
    assert "examined after 2026-11-22" in decide(meters).err


def shrink(lab: Any) -> None:
    """A lot of four meters of which three are drawn, by a plan of this test: the course is the same, the runs fewer."""
    file = plans.FOLDER / "es.toml"
    text = (
        file.read_text("utf-8")
        .replace("stages = [[50, 1, 2]]", "stages = [[3, 1, 2]]")
        .replace("spares = 10", "spares = 1")
    )
    (lab.folder / "es.toml").write_text(text, "utf-8")
    lab._patch.setattr(plans, "FOLDER", lab.folder)
    plans.scheme.cache_clear()
    write(lab, "single", SERIALS[:4])


@pytest.fixture(autouse=True)
def read_again() -> Iterator[None]:
    """The plans are read again after a test that changed them."""
    yield
    plans.scheme.cache_clear()


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (("W-0003,2014", "W-0003,2013"), "year must be the same"),
        (("W-0003,", "W-0004,"), "more than once"),
        (("supply", "owner"), "column 'supply' is missing"),
    ],
)
def test_meters_that_are_no_lot(meters: Any, change: tuple[str, str], problem: str) -> None:
    file = meters.folder / "members.csv"
    file.write_text(file.read_text("utf-8").replace(*change), "utf-8")
    said = meters("lot", "plan", meters.folder / "lot.toml")
    assert said.code == 2
    assert problem in said.err


def test_the_ledger_holds_the_members(meters: Any) -> None:
    plan(meters)
    store = Store(str(meters.store), read_only=True)
    (placed,) = lots.steps(ledger_of(store).lots)
    store.close()
    assert lots.unpack(placed.step.members) == SERIALS
    assert "no lot 'L-1'" in meters("lot", "show", "L-1").err
