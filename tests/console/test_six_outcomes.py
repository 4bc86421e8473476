"""Each of the six outcomes, end to end, with the exit code that scripts rely on."""

from typing import Any

import pytest

from reports import statements
from reports.model import read_run

FAILING_DOWN = {f"indication/down/1.2MPa/{x}": "1.25" for x in ("before", "after")}


def outcomes(document: Any) -> dict[str, str]:
    return {i["key"]: i["outcome"] for i in document["items"]}


@pytest.mark.parametrize(("regulation", "subject", "code", "outcome"), [
    ("JJG 539", "scale", 0, "conform"), ("JJG 52", "gauge", 0, "conform"),
    ("JJG 539", "scale-with-defect", 1, "not_conform"), ("JJG 52", "gauge-with-defect", 1, "not_conform"),
])  # fmt: skip
def test_a_bench_run_conforms_or_not(lab: Any, regulation: str, subject: str, code: int, outcome: str) -> None:
    said = lab.run(regulation, "--seed", 7, subject=subject)
    assert said.code == code
    run, told = said.out.split()
    assert told == outcome
    assert lab.events(run)[-1].kind == "closed"
    assert lab("replay", run).code == 0
    assert lab("verify", run).code == 0


def test_undecided_inside_the_uncertainty_zone(lab: Any) -> None:
    """Class 1, MPE 0.016 MPa, read to 0.01 MPa: U is above a third of the MPE, and 0.015 MPa lies within U of it."""
    lab.edit("laboratory.toml", ('decision = "simple"', 'decision = "JJF 1094"'))
    lab.edit("subjects/gauge.toml", ('class = "1.6"', 'class = "1"'), ('"100 mm"', '"150 mm"'))
    near = {f"indication/{turn}/0.8MPa/{x}": v for turn in ("up", "down")
            for x, v in (("ref", "0.805"), ("before", "0.82"), ("after", "0.82"))}  # fmt: skip
    said = lab.run("JJG 52", "--readings", lab.form("JJG 52", near), "--json")
    assert (said.code, said.document["outcome"]) == (4, "undecided")
    assert said.document["verdict"]["undecided"] == ["indication"]
    assert outcomes(said.document)["hysteresis"] == "conform"
    decided = [e.body for e in lab.events() if e.kind == "conclusion" and e.address.endswith("0.8MPa")]
    assert [c["outcome"] for c in decided if c["item"] == "indication"] == ["undecided", "undecided"]


def test_the_same_readings_are_decided_where_the_policy_is_simple(lab: Any) -> None:
    lab.edit("subjects/gauge.toml", ('class = "1.6"', 'class = "1"'), ('"100 mm"', '"150 mm"'))
    near = {f"indication/{turn}/0.8MPa/{x}": v for turn in ("up", "down")
            for x, v in (("ref", "0.805"), ("before", "0.82"), ("after", "0.82"))}  # fmt: skip
    assert lab.run("JJG 52", "--readings", lab.form("JJG 52", near)).code == 0


@pytest.mark.parametrize("temperature", ["14.0", "31.0"])
def test_invalid_when_the_room_is_out_of_its_limits(lab: Any, temperature: str) -> None:
    lab.edit("benches/gauge.toml", ("temperature = 20.5", f"temperature = {temperature}"))
    said = lab.run("JJG 52", "--json", subject="gauge-with-defect")
    assert (said.code, said.document["outcome"]) == (5, "invalid")
    assert outcomes(said.document) == {
        "specification": "conform", "appearance": "conform", "environment": "invalid", "zero": "invalid",
        "indication": "invalid", "hysteresis": "invalid", "tapping": "invalid", "smoothness": "invalid",
    }  # fmt: skip
    assert said.document["verdict"]["failed"] == []


@pytest.mark.parametrize("when", ["before", "after"])
def test_invalid_by_form_even_where_readings_are_out_of_tolerance(lab: Any, when: str) -> None:
    """Void, never a fail: what was measured in a broken condition proves nothing."""
    form = lab.form("JJG 52", {f"environment/{when}/temperature": "26", **FAILING_DOWN})
    said = lab.run("JJG 52", "--readings", form, "--json")
    assert (said.code, said.document["outcome"]) == (5, "invalid")
    assert lab("replay", "last").code == 0


def test_invalid_when_the_temperature_drifted(lab: Any) -> None:
    form = lab.form("JJG 539", {"environment/before/temperature": "20", "environment/after/temperature": "25.1"})
    said = lab.run("JJG 539", "--readings", form, "--json")
    assert (said.code, said.document["outcome"]) == (5, "invalid")
    same = lab.form("JJG 539", {"environment/before/temperature": "20", "environment/after/temperature": "25"})
    assert lab.run("JJG 539", "--readings", same).code == 0


@pytest.mark.parametrize(("regulation", "address", "item"), [
    ("JJG 539", "weighing/up/2500g/I", "weighing"), ("JJG 539", "weighing/E0/dL", "weighing"),
    ("JJG 539", "appearance/seal", "appearance"), ("JJG 539", "repeatability/12000g/2/I", "repeatability"),
    ("JJG 539", "discrimination/7500g/I2", "discrimination"), ("JJG 539", "price/W", "price"),
    ("JJG 52", "indication/down/0.8MPa/after", "indication"), ("JJG 52", "environment/before/humidity", "environment"),
    ("JJG 52", "indication/after_down/after", "zero"),
])  # fmt: skip
def test_incomplete_when_something_was_not_measured(lab: Any, regulation: str, address: str, item: str) -> None:
    said = lab.run(regulation, "--readings", lab.form(regulation, {address: "未测：停电"}), "--json")
    assert (said.code, said.document["outcome"]) == (5, "incomplete")
    assert item in said.document["verdict"]["incomplete"]
    reasons = {i["key"]: i["reason"]["zh"] for i in said.document["items"]}
    assert reasons[item]
    assert any("停电" in e.body.get("note", "") for e in lab.events())
    assert lab("replay", "last").code == 0


def test_a_failure_settles_a_run_that_is_also_incomplete(lab: Any) -> None:
    form = lab.form("JJG 52", {"smoothness/smoothness": "未测：忘记", **FAILING_DOWN})
    assert lab.run("JJG 52", "--readings", form).code == 1


def test_not_applicable_with_its_reason(lab: Any) -> None:
    lab.edit(
        "subjects/scale.toml", ("price_computing = true", "price_computing = false"), ('tare_maximum = "6 kg"', "")
    )
    said = lab.run("JJG 539", "--stage", "in-service", "--json")
    assert said.code == 0
    omitted = {i["key"]: i["reason"]["en"] for i in said.document["omitted"]}
    assert omitted["price"] == "not a price-computing scale"
    assert {"zero", "tare", "discrimination"} <= set(omitted)
    assert omitted["zero"] == "not required at this stage"
    assert not {"price", "zero"} & set(outcomes(said.document))


def test_a_mandatory_check_cannot_be_answered_away(lab: Any) -> None:
    said = lab.run("JJG 52", "--readings", lab.form("JJG 52", {"appearance/case": "不适用：无外壳"}), "--json")
    assert said.code == 2
    assert lab.entries() == 0


@pytest.mark.parametrize("second", ["V001", "M001", "X999", "r001", "R001, A001", "R001)(A001"])
def test_who_verifies_or_has_no_function_confirms_nothing(lab: Any, second: str) -> None:
    form = lab.form("JJG 52", {"appearance/case": f"not_applicable ({second}): a gauge without a case"})
    assert lab.run("JJG 52", "--readings", form).code == 2
    assert lab.entries() == 0


@pytest.mark.parametrize("answer", ["not_applicable (R001)", "conform (R001)", "not_measured (R001): power cut"])
def test_a_second_person_confirms_only_that_a_check_does_not_apply_and_why(lab: Any, answer: str) -> None:
    assert lab.run("JJG 52", "--readings", lab.form("JJG 52", {"appearance/case": answer})).code == 2
    assert lab.entries() == 0


@pytest.mark.parametrize(
    ("answer", "name"),
    [
        ("不适用（R001）：无外壳", "李核验"),
        ("not_applicable (A001): 无外壳", "王批准"),
        ("- ( R001 )：无外壳", "李核验"),
    ],
)
def test_a_second_person_confirms_that_a_mandatory_check_does_not_apply(lab: Any, answer: str, name: str) -> None:
    form = lab.form("JJG 52", {"appearance/case": answer})
    said = lab.run("JJG 52", "--readings", form, "--json")
    assert (said.code, said.document["outcome"]) == (0, "conform")
    (found,) = (e.body for e in lab.events() if e.address.startswith("appearance/case") and e.kind == "finding")
    assert (found["confirmed_by"]["name"], found["note"]) == (name, "无外壳")
    (concluded,) = (e.body for e in lab.events() if e.kind == "conclusion" and e.body["outcome"] == "not_applicable")
    assert name in str(concluded)
    assert lab("replay", "last").code == 0
    (said,) = statements.not_applicable(read_run(lab.events()))
    assert name in said.zh
    assert "无外壳" in said.en


def test_refused_and_interrupted_have_codes_of_their_own(lab: Any) -> None:
    assert lab.run("JJG 999").code == 2
    assert lab.entries() == 0
    assert lab.run("JJG 539", bench="scale-by-hand", stdin="20\n50\ny\n").code == 3
    assert lab.events()[-1].kind == "interrupted"
