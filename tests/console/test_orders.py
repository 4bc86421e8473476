"""Order, batch, and the run that another one follows: on the command line, on forms, in lists and on documents."""

import csv
import json
import sqlite3
from typing import Any

import pypdf
import pytest

BAD = {"indication/before_up/after": ("0.50", "read three times")}


def printed(lab: Any, run: str, kind: str = "*") -> str:
    folder = lab.folder / run
    assert lab("report", run, "-o", folder).code == 0
    paths = folder.glob(f"{kind}_*.pdf" if kind != "*" else "*.pdf")
    return "".join("".join(page.extract_text().split()) for path in paths for page in pypdf.PdfReader(path).pages)


def test_as_found_adjusted_as_left_in_one_batch(lab: Any) -> None:
    belongs = ("--order", "W-2026-17", "--batch", "B 3")
    found = lab.run("JJG 52", *belongs, "--readings", lab.form("JJG 52", BAD), bench="gauge-by-hand")
    assert found.code == 1
    as_found, before = found.out.split()[0], lab.entries()
    again = lab.run("JJG 52", *belongs)
    assert again.refused
    assert as_found in again.err
    assert lab.entries() == before
    left = lab.run("JJG 52", *belongs, "--follows", as_found)
    assert left.code == 0
    as_left = left.out.split()[0]
    opened = lab.events(as_left)[0].body
    assert (opened["order"], opened["batch"], opened["follows"]) == ("W-2026-17", "B 3", as_found)
    (earlier,) = opened["earlier"]
    assert (earlier["order"], earlier["batch"], earlier["outcome"]) == ("W-2026-17", "B 3", "not_conform")
    text = printed(lab, as_left)
    assert text.count("W-2026-17") >= 4
    assert "接续记录" in text
    assert "批次B3" in text
    rows = json.loads(lab("runs", "--json", "--batch", "B 3").out)
    assert [(r["run"], r["follows"]) for r in rows] == [(as_found, ""), (as_left, as_found)]
    assert json.loads(lab("runs", "--json", "--order", "another").out) == []
    assert as_found in lab("show", as_left).err + lab("show", as_left).out
    assert json.loads(lab("show", as_found, "--json").out)["followed_by"] == [as_left]
    assert lab("replay", as_left).code == 0
    third = lab.run("JJG 52", *belongs, "--follows", as_found)
    assert third.refused
    assert as_left in third.err


def test_what_cannot_be_followed_is_refused_before_anything_is_measured(lab: Any) -> None:
    assert lab.run("JJG 52", "--follows", "20260101").refused
    other = lab.run("JJG 52", subject="gauge-with-defect").out.split()[0]
    before = lab.entries()
    assert lab.run("JJG 52", "--follows", other).refused
    assert lab.run("JJG 52", "--follows", "nobody").refused
    assert lab.entries() == before


@pytest.mark.parametrize(
    "words",
    [("--order", "a\x07"), ("--batch", "x" * 61), ("--order", "   "), ("--batch", "two\nlines"),
     ("--stage", "after-repair"), ("--stage", "arbitration"), ("--work", "calibration")],
)  # fmt: skip
def test_what_cannot_be_kept_or_is_not_regulated_is_refused(lab: Any, words: tuple[str, str]) -> None:
    assert lab.run("JJG 52", *words).refused
    assert lab.entries() == 0
    assert lab("form", "JJG 52", "--subject", lab.subject("gauge"), *words).refused


def test_a_form_carries_its_order(lab: Any) -> None:
    path = lab.folder / "form.csv"
    words = ("--order", "=1+1", "--batch", "春季", "--work", "screening")
    made = lab("form", "JJG 52", "--subject", lab.subject("gauge"), "--date", "2026-11-23", *words, "-o", path)
    assert made.code == 0
    ideal = {q.address: q.expect for q in lab.questions("JJG 52", lab.subject("gauge"))}
    rows = list(csv.reader(path.read_text("utf-8-sig").splitlines()))
    assert ["# 委托单号 order", "'=1+1"] in [row[:2] for row in rows]
    for row in rows:
        if row[0] in ideal:
            row[4] = "conform" if ideal[row[0]] is None else f"{ideal[row[0]]:f}"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)
    assert lab.run("JJG 52", "--readings", path, "--order", "another", bench="gauge-by-hand").refused
    done = lab.run("JJG 52", "--readings", path, bench="gauge-by-hand")
    assert done.code == 0
    opened = lab.events()[0].body
    assert (opened["kind"], opened["order"], opened["batch"]) == ("screening", "=1+1", "春季")
    text = printed(lab, done.out.split()[0], "report")
    assert "筛查报告" in text
    assert "检定证书" not in text.replace("不是检定证书", "")


@pytest.mark.parametrize("work", ["screening", "supervision", "investigation"])
def test_only_a_verification_gets_a_certificate(lab: Any, work: str) -> None:
    run = lab.run("JJG 52", "--work", work)
    assert run.code == 0
    folder = lab.folder / "out"
    assert lab("report", "last", "-o", folder).code == 0
    assert not list(folder.glob("certificate_*"))
    assert len(list(folder.glob("report_*.pdf"))) == 1


def test_an_amendment_is_followed_and_is_in_the_conclusion_index(lab: Any) -> None:
    run = lab.run("JJG 52", "--batch", "B", "--readings", lab.form("JJG 52", BAD), bench="gauge-by-hand")
    wrong = run.out.split()[0]
    done = lab("amend", wrong, "--address", "indication/before_up/after", "--value", "0", "--reason", "misread dial",
               "--operator", "V001", "--evidence", "paper form no. 7", "--checked-by", "R001")  # fmt: skip
    assert done.code == 0, done.err
    right = done.out.split()[0]
    with sqlite3.connect(f"{lab.store}.conclusions") as index:
        assert {right, wrong} <= {name for (name,) in index.execute("SELECT name FROM run")}
    refused = lab.run("JJG 52", "--batch", "B", "--follows", wrong)
    assert refused.refused
    assert right in refused.err
    assert lab.run("JJG 52", "--batch", "B", "--follows", right).code == 0
