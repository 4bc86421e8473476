"""A form that cannot be decided: every problem named at once, and nothing written."""

import csv
from typing import Any

import pytest

LOAD = "weighing/up/2500g"
SCREEN_LINES = 24


def refused(lab: Any, regulation: str, form: Any) -> str:
    said = lab.run(regulation, "--readings", form, "--json")
    assert said.refused
    assert lab.entries() == 0
    assert str(form) in said.err
    assert len(said.err.splitlines()) <= SCREEN_LINES
    assert "Traceback" not in said.err
    return str(said.err)


def rows_of(form: Any) -> list[dict[str, str]]:
    with form.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(("address", "value", "problem"), [
    (f"{LOAD}/I", "", "the value is missing"),
    (f"{LOAD}/I", "2500 g", "is not a number"),
    (f"{LOAD}/I", "abc", "is not a number"),
    (f"{LOAD}/I", "NaN", "is not a number"),
    (f"{LOAD}/I", "Infinity", "is not a number"),
    (f"{LOAD}/I", "2,500", "is not a number"),
    (f"{LOAD}/I", "未测", "needs a reason"),
    (f"{LOAD}/I", "2502", "not a multiple of d = 5 g"),
    (f"{LOAD}/I", "15050", "above Max + 9e"),
    (f"{LOAD}/I", "2550", "please confirm"),
    (f"{LOAD}/dL", "5.6", "not between 0 and 1.1 e = 5.5 g"),
    (f"{LOAD}/dL", "-0.1", "not between 0 and 1.1 e = 5.5 g"),
    ("appearance/seal", "maybe", "is no answer"),
    ("appearance/seal", "不适用", "needs a reason"),
])  # fmt: skip
def test_a_value_that_cannot_be(lab: Any, address: str, value: str, problem: str) -> None:
    form = lab.form("JJG 539", {address: value})
    line = next(n for n, row in enumerate(rows_of(form), 2) if row["address"] == address)
    message = refused(lab, "JJG 539", form)
    assert f"line {line}: {address}" in message
    assert problem in message


@pytest.mark.parametrize(("value", "problem"), [("0.805", "not a multiple of"), ("1.2", "please confirm")])
def test_a_pointer_reading_that_cannot_be(lab: Any, value: str, problem: str) -> None:
    assert problem in refused(lab, "JJG 52", lab.form("JJG 52", {"indication/up/0.8MPa/after": value}))


def test_all_problems_at_once(lab: Any) -> None:
    form = lab.form("JJG 539", {f"{LOAD}/I": "abc", f"{LOAD}/dL": "9", "eccentricity/3/I": "", "price/W": "5002"})
    message = refused(lab, "JJG 539", form)
    assert message.count("•") == 4


def test_a_screen_is_never_flooded(lab: Any) -> None:
    path = lab.folder / "empty.csv"
    lab("form", "JJG 539", "--subject", lab.subject("scale"), "--date", "2026-11-23", "-o", path)
    assert "more" in refused(lab, "JJG 539", path)


def test_a_missing_row(lab: Any) -> None:
    rows = [row for row in rows_of(lab.form("JJG 539", {})) if row["address"] != f"{LOAD}/I"]
    assert f"{LOAD}/I: the row is missing" in refused(lab, "JJG 539", lab.write_form(rows))


def test_a_duplicate_row(lab: Any) -> None:
    rows = rows_of(lab.form("JJG 539", {}))
    twice = next(row for row in rows if row["address"] == f"{LOAD}/I")
    assert "stands in line" in refused(lab, "JJG 539", lab.write_form([*rows, twice | {"value": "2495"}]))


def test_a_row_nobody_asks_for(lab: Any) -> None:
    rows = rows_of(lab.form("JJG 539", {}))
    form = lab.write_form([*rows, rows[0] | {"address": "weighing/up/5kg/I"}])
    assert "weighing/up/5kg/I: this run does not ask for it" in refused(lab, "JJG 539", form)


def test_a_form_of_another_stage(lab: Any) -> None:
    form = lab.form("JJG 539", {}, stage="in-service")
    message = refused(lab, "JJG 539", form)
    assert "made for 检定类别 stage 'in-service', this run is for 'initial'" in message


def test_a_form_of_another_instrument(lab: Any) -> None:
    form = lab.form("JJG 539", {})
    subject = lab.edit("subjects/scale.toml", ('serial = "SY-2026-0001"', 'serial = "SY-2026-0002"'))
    message = refused(lab, "JJG 539", form)
    assert "SY-2026-0001" in message
    assert "SY-2026-0002" in message
    assert subject.exists()


def test_a_form_of_another_nameplate_with_the_same_serial_number(lab: Any) -> None:
    form = lab.form("JJG 539", {})
    lab.edit("subjects/scale.toml", ('e = "5 g"', 'e = "10 g"'))
    assert "nameplate digest" in refused(lab, "JJG 539", form)


def test_a_form_decides_once(lab: Any) -> None:
    form = lab.form("JJG 539", {})
    first = lab.run("JJG 539", "--readings", form)
    assert first.code == 0
    entries = lab.entries()
    copy = lab.folder / "copy.csv"
    copy.write_bytes(form.read_bytes())
    again = lab.run("JJG 539", "--readings", copy)
    assert again.code == 2
    assert f"decided already, as run {first.out.split()[0]}" in again.err
    assert lab.entries() == entries
    assert lab.run("JJG 539", "--readings", lab.form("JJG 539", {})).code == 0


def test_a_unit_that_was_changed(lab: Any) -> None:
    rows = rows_of(lab.form("JJG 539", {f"{LOAD}/I": "2.5"}))
    form = lab.write_form([row | ({"单位 unit": "kg"} if row["address"] == f"{LOAD}/I" else {}) for row in rows])
    assert "unit is 'kg', asked for 'g'" in refused(lab, "JJG 539", form)


@pytest.mark.parametrize(("content", "problem"), [
    (b"address,reading\r\n", "column 'value' is missing"), (b"", "column 'address' is missing"),
    (b"\xff\xfe\x00\x81\x30", "neither UTF-8 nor UTF-16"),
])  # fmt: skip
def test_a_file_that_is_no_form(lab: Any, content: bytes, problem: str) -> None:
    path = lab.folder / "form.csv"
    path.write_bytes(content)
    assert problem in refused(lab, "JJG 539", path)


def test_a_form_that_is_not_there(lab: Any) -> None:
    assert "cannot be read" in refused(lab, "JJG 539", lab.folder / "nowhere.csv")


@pytest.mark.parametrize(("reason", "code"), [("", 2), ("示值已复核，秤确有大误差", 1)])
def test_a_doubtful_reading_needs_a_reason(lab: Any, reason: str, code: int) -> None:
    """Ten e from the load can be; a person must say that it is, and the doubt stays on record."""
    form = lab.form("JJG 539", {f"{LOAD}/I": ("2550", reason)})
    assert lab.run("JJG 539", "--readings", form).code == code
    if code == 2:
        assert lab.entries() == 0
        return
    (doubt,) = (e.body for e in lab.events() if e.kind == "refused")
    assert (doubt["text"], doubt["code"], doubt["reason"]) == ("2550", "indication_far_from_load", reason)
    (kept,) = (e.body for e in lab.events() if e.kind == "observation" and e.address == f"{LOAD}/I")
    assert (kept["text"], kept["note"]) == ("2550", reason)


def test_a_reason_does_not_excuse_what_the_display_cannot_show(lab: Any) -> None:
    message = refused(lab, "JJG 539", lab.form("JJG 539", {f"{LOAD}/I": ("2502", "我看到的就是这样")}))
    assert "correct it" in message
