"""The manual path: a form written by `form`, filled in, decided by `run --readings`; published numbers."""

import csv
import io
from typing import Any

import pytest

E0 = {f"{item}/E0/dL": "2" for item in ("weighing", "eccentricity")}  # E0 = 50 + 2.5 − 2 − 50 = +0.5 g
LOADS = '\ntest_loads = ["100 g", "1000 g", "2500 g", "2505 g", "10000 g", "15000 g"]\n'


def weighed(load: int, indication: int, dL: str, direction: str = "up") -> dict[str, str]:
    where = f"weighing/{direction}/{load}g"
    return {f"{where}/I": str(indication), f"{where}/dL": dL}


def points(lab: Any) -> dict[str, Any]:
    return {e.address: e.body for e in lab.events() if e.kind == "conclusion" and e.body["item"] == "weighing"}


def chosen_loads(lab: Any) -> None:
    lab.edit("subjects/scale.toml", ("supports = 4\n", "supports = 4" + LOADS))


def test_the_example_of_r76_a443(lab: Any) -> None:
    """OIML R 76-1 A.4.4.3: e 5 g, L 1000 g, I 1000 g, ΔL 1.5 g, E0 +0.5 g give P 1001 g, E +1 g, Ec +0.5 g."""
    chosen_loads(lab)
    form = lab.form("JJG 539", E0 | weighed(1000, 1000, "1.5"))
    assert lab.run("JJG 539", "--readings", form).code == 0
    values = points(lab)["weighing/up/1000g"]["values"]
    assert {k: float(values[k]) for k in ("P", "E", "Ec")} == {"P": 1001.0, "E": 1.0, "Ec": 0.5}


# L, I, ΔL, direction, E, Ec, MPE, verdicts at initial verification and in service
PASSING = [
    (100, 100, "2.0", "up", 0.5, 0.0, 2.5, True, True),
    (2500, 2500, "4.5", "up", -2.0, -2.5, 2.5, True, True),
    (2505, 2510, "2.5", "up", 5.0, 4.5, 5.0, True, True),
    (10000, 10005, "2.0", "up", 5.5, 5.0, 5.0, True, True),
    (15000, 15010, "4.5", "up", 8.0, 7.5, 7.5, True, True),
    (15000, 14995, "0.5", "down", -3.0, -3.5, 7.5, True, True),
]
FAILING = [(2500, 2505, "3.0", "up", 4.5, 4.0, 2.5, False, True)]


@pytest.mark.parametrize("rows", [PASSING, FAILING], ids=["within", "beyond"])
@pytest.mark.parametrize("stage", ["initial", "in-service"])
def test_vectors_of_a_15_kg_scale(lab: Any, rows: list[Any], stage: str) -> None:
    """Equality passes, 500 e belongs to the smaller MPE, the correction for zero decides at 10 kg."""
    chosen_loads(lab)
    answers = dict(E0)
    for load, shown, dL, direction, *_ in rows:
        answers |= weighed(load, shown, dL, direction)
    said = lab.run("JJG 539", "--stage", stage, "--readings", lab.form("JJG 539", answers, stage=stage))
    found, factor = points(lab), 1 if stage == "initial" else 2
    for load, _, _, direction, E, Ec, mpe, initial, in_service in rows:
        point = found[f"weighing/{direction}/{load}g"]
        assert (float(point["values"]["E"]), float(point["values"]["Ec"])) == (E, Ec)
        assert float(point["values"]["MPE"].strip("±")) == mpe * factor
        passes = initial if stage == "initial" else in_service
        assert point["outcome"] == ("conform" if passes else "not_conform")
    assert said.code == (0 if stage == "in-service" or rows is PASSING else 1)
    assert lab("replay", "last").code == 0


@pytest.mark.parametrize(("dL", "code"), [("4.5", 0), ("4.6", 1)])
def test_one_tenth_of_a_gram_beyond_the_limit_fails(lab: Any, dL: str, code: int) -> None:
    form = lab.form("JJG 539", E0 | weighed(2500, 2500, dL))
    assert lab.run("JJG 539", "--readings", form).code == code


def test_a_form_asks_for_what_the_run_asks_for(lab: Any) -> None:
    """Every address of the form is one of a bench run of the same subject, in the same order, and none is missing.

    A form has no row for a series that an instrument records while the run waits.
    """
    text = lab("form", "JJG 52", "--subject", lab.subject("gauge"), "--date", "2026-11-23").out
    asked = [row["address"] for row in csv.DictReader(io.StringIO(text)) if not row["address"].startswith("#")]
    lab.run("JJG 52")
    found = [e for e in lab.events() if e.kind in {"observation", "finding"}]
    assert asked == [e.address for e in found if e.body.get("value", {}).get("type") != "series"]


def test_readings_are_kept_as_they_were_written(lab: Any) -> None:
    form = lab.form("JJG 539", weighed(2500, 2500, "2.50") | {"weighing/up/100g/I": "+100.0"})
    assert lab.run("JJG 539", "--readings", form).code == 0
    texts = {e.address: (e.body["text"], e.body["how"]) for e in lab.events() if e.kind == "observation"}
    assert texts["weighing/up/2500g/dL"] == ("2.50", "form")
    assert texts["weighing/up/100g/I"] == ("+100.0", "form")


def test_what_a_run_that_ended_early_did_not_use_is_kept(lab: Any) -> None:
    form = lab.form("JJG 539", {"appearance/seal": "不合格：铅封破损"} | weighed(2500, 2505, "3.0"))
    assert lab.run("JJG 539", "--readings", form).code == 1
    kept = {e.address: e.body["text"] for e in lab.events() if e.kind == "refused"}
    assert kept["weighing/up/2500g/I#1"] == "2505"
    assert lab("replay", "last").code == 0


@pytest.mark.parametrize(("encoding", "newline"), [("gb18030", "\r\n"), ("utf-8", "\n")])
def test_a_form_may_come_back_from_a_spreadsheet_in_china(lab: Any, encoding: str, newline: str) -> None:
    path = lab.form("JJG 52", {})
    text = path.read_text(encoding="utf-8-sig").replace("\n", newline)
    path.write_bytes(text.encode(encoding))
    assert lab.run("JJG 52", "--readings", path).code == 0


def test_a_form_written_to_a_file_opens_in_excel(lab: Any) -> None:
    path = lab.folder / "empty.csv"
    assert lab("form", "JJG 52", "--subject", lab.subject("gauge"), "-o", path).code == 0
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert lab.run("JJG 52", "--readings", path).code == 2
    assert lab.entries() == 0
