"""`steelyard judge`: readings of a stored run under another edition; a document that is no certificate."""

from pathlib import Path
from typing import Any

import pypdf
import pytest

from records.entries import Finding, Observation, opened
from tests.console.conftest import CONFIG

PRESSURE = CONFIG.parent / "procedures/pressure"
BASE = (PRESSURE / "pointer_gauges.py").read_text("utf-8")
CONTACTS = (PRESSURE / "contacts.py").read_text("utf-8")
FROM_BASE = "from procedures.pressure.pointer_gauges import AnyPointerGauge, PointerGauges\n"
FROM_CONTACTS = "from procedures.pressure.contacts import ContactGauge, Contacts\n"
OF_BASE = '\n\nPointerGauges.__module__ = "procedures.pressure.pointer_gauges"  # a base, no edition\n'
OF_CONTACTS = '\n\nContacts.__module__ = "procedures.pressure.contacts"  # a base, no edition\n'
EDITION = (PRESSURE / "jjg_52_2013.py").read_text("utf-8").replace(FROM_CONTACTS, "")
MODULE = BASE + OF_BASE + CONTACTS.replace(FROM_BASE, "") + OF_CONTACTS + EDITION
FACTS = (PRESSURE / "jjg_52_2013.toml").read_text("utf-8")
LAX = ('"1.6" = [1.6, 1.6, 2.5, 1.6]', '"1.6" = [6.4, 6.4, 6.4, 6.4]')


def edition(lab: Any, number: str, *changes: tuple[str, str], module: tuple[tuple[str, str], ...] = ()) -> None:
    """An edition of a laboratory's own: JJG 52 with another name and what is changed."""
    folder: Path = lab.folder / "regulations"
    if not folder.exists():
        folder.mkdir()
        lab.edit("laboratory.toml", ("[policy]", '[plugins]\nregulations = ["regulations"]\n\n[policy]'))
    facts, code = (
        FACTS.replace("JJG 52-2013", f"{number}-2020").replace("in_force = 2013-12-27", "in_force = 2020-01-01"),
        MODULE,
    )
    for old, new in changes:
        assert old in facts
        facts = facts.replace(old, new)
    for old, new in module:
        assert old in code
        code = code.replace(old, new)
    name = number.lower().replace(" ", "_")
    (folder / f"{name}.toml").write_text(facts, "utf-8")
    (folder / f"{name}.py").write_text(code, "utf-8")


@pytest.fixture
def gauge(lab: Any) -> Any:
    assert lab.run("JJG 52", "--seed", "7").code == 0
    return lab


def outcomes(said: Any) -> dict[str, str]:
    return {i["key"]: i["outcome"] for i in said.document["items"]}


def test_the_same_readings_under_the_same_rules_decide_the_same(gauge: Any) -> None:
    edition(gauge, "LAB SAME")
    before = outcomes(gauge("show", "last", "--json"))
    said = gauge("judge", "last", "--under", "LAB SAME", "--json")
    assert said.code == 0, said.err
    assert outcomes(said) == before
    events = gauge.events()
    first = opened(events)
    assert (first.kind, first.source, first.judges.regulation) == ("judgement", "run", "JJG 52-2013")
    assert first.follows == first.judges.run
    assert not [e for e in events if e.kind == "command"]
    assert {e.body["how"] for e in events if e.kind in {Observation.entry_kind, Finding.entry_kind}} == {"run"}
    assert gauge("verify", "last").code == 0
    assert gauge("replay", "last").code == 0


def test_other_limits_decide_otherwise_and_the_judged_run_stays(lab: Any) -> None:
    assert lab.run("JJG 52", "--seed", "7", subject="gauge-with-defect").code == 1
    edition(lab, "LAB LAX", LAX)
    run = lab("show", "last", "--json").document["run"]
    said = lab("judge", run, "--under", "LAB LAX", "--json")
    assert (said.code, outcomes(said)["indication"]) == (0, "conform")
    assert lab("show", run, "--json").document["verdict"]["outcome"] == "not_conform"


def test_points_in_another_unit_and_items_of_another_name_are_found(gauge: Any) -> None:
    renamed = (
        ("def indication", "def accuracy"),
        ("super().indication", "super().accuracy"),
        (
            "self.unit, self.top = self.subject, self.subject.upper.unit, self.subject.upper.value",
            'self.unit, self.top = self.subject, "kPa", self.subject.upper.to("kPa").value',
        ),
    )
    items = ("indication = { name", "accuracy = { name"), ('source = "indication", text', 'source = "accuracy", text')
    edition(gauge, "LAB KPA", *items, module=renamed)
    said = gauge("judge", "last", "--under", "LAB KPA", "--json")
    assert said.code == 0, said.err
    readings = [e for e in gauge.events() if e.kind == "observation" and e.address.startswith("accuracy/")]
    assert readings
    assert all(e.body["value"]["unit"] == "kPa" for e in readings)


def test_what_the_run_does_not_hold_is_incomplete_and_not_guessed(gauge: Any) -> None:
    thrice = (
        (
            "        for direction, marks in self.strokes():",
            '        for direction, marks in [*self.strokes(), ("again", self.marks)]:',
        ),
    )
    edition(gauge, "LAB THRICE", module=thrice)
    said = gauge("judge", "last", "--under", "LAB THRICE", "--json")
    assert (said.code, outcomes(said)["indication"]) == (5, "incomplete")
    again = [e for e in gauge.events() if e.kind == "observation" and "/again/" in e.address]
    assert again
    assert all("value" not in e.body for e in again)
    assert "holds no such reading" in again[0].body["note"]


def test_one_direction_only_of_two_that_were_measured_is_not_chosen(gauge: Any) -> None:
    plain = (
        ("with self.at(direction, p, why=", "with self.at(p, why="),
        ("        for direction, marks in self.strokes():", "        for direction, marks in self.strokes()[:1]:"),
    )
    edition(gauge, "LAB ONCE", module=plain)
    assert outcomes(gauge("judge", "last", "--under", "LAB ONCE", "--json"))["indication"] == "incomplete"
    notes = {e.body["note"] for e in gauge.events() if e.kind == "observation" and "value" not in e.body}
    assert any("2 readings of the judged run could be meant" in note for note in notes)


def test_a_check_that_asks_other_words_is_not_answered(gauge: Any) -> None:
    edition(gauge, "LAB WORDS", ("表盘标志、计量单位", "表盘上的标志、计量单位"))
    said = gauge("judge", "last", "--under", "LAB WORDS", "--json")
    assert (outcomes(said)["appearance"], outcomes(said)["smoothness"]) == ("incomplete", "conform")


def test_the_document_cannot_be_taken_for_a_certificate(gauge: Any, tmp_path: Path) -> None:
    edition(gauge, "LAB LATER", ("in_force = 2020-01-01", "in_force = 2030-01-01"))
    assert gauge("judge", "last", "--under", "LAB LATER-2020", "--json").code == 0
    written = gauge("report", "last", "-o", tmp_path, "--json").document
    assert [Path(w).name.partition("_")[0] for w in written] == ["judgement", "record", "record", "record"]
    for file in written[:2]:
        for page in pypdf.PdfReader(file).pages:
            text = "".join(page.extract_text().split())
            assert "非检定证书" in text
            assert "-J-" in text
    cover = "".join(pypdf.PdfReader(written[0]).pages[0].extract_text().split())
    for absent in ("检定证书Verification", "有效期至", "检定专用章", "批准人", "核验员"):
        assert absent not in cover
    for stated in ("读数对照评定", "读数符合LABLATER-2020的要求", "未作任何新的测量", "未实施", "评定人"):
        assert stated in cover


def test_the_same_edition_at_another_stage(gauge: Any, tmp_path: Path) -> None:
    said = gauge("judge", "last", "--under", "JJG 52", "--stage", "in-service", "--json")
    assert said.code == 0, said.err
    assert (opened(gauge.events()).stage, opened(gauge.events()).judges.regulation) == ("in-service", "JJG 52-2013")
    file = gauge("report", "last", "-o", tmp_path, "--json").document[0]
    assert "评定" in (cover := "".join(pypdf.PdfReader(file).pages[0].extract_text().split()))
    assert "中国，使用中检查" in cover


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("JJG 52",), "followed JJG 52-2013 itself"),
        (("JJG 539",), "is about"),
        (("JJG 52-1999",), "not implemented"),
        (("LAB LATER",), "came into force"),
    ],
)
def test_what_cannot_be_judged(gauge: Any, words: tuple[str, ...], problem: str) -> None:
    edition(gauge, "LAB LATER", ("in_force = 2020-01-01", "in_force = 2030-01-01"))
    said = gauge("judge", "last", "--under", *words)
    assert said.code == 2
    assert problem in said.err


def test_a_nameplate_that_lacks_something_is_refused_and_can_be_given(gauge: Any) -> None:
    field = (
        "    stop_pin: bool",
        '    depth: Annotated[Quantity, quantity("mm")] = Field(title="深度 | Depth")\n    stop_pin: bool',
    )
    edition(gauge, "LAB DEEP", module=(field,))
    said = gauge("judge", "last", "--under", "LAB DEEP")
    assert said.code == 2
    assert "needs depth" in said.err
    plate = gauge.folder / "subjects/deep.toml"
    plate.write_text(gauge.subject("gauge").read_text("utf-8") + 'depth = "40 mm"\n', "utf-8")
    run = gauge("show", "last", "--json").document["run"]
    assert gauge("judge", run, "--under", "LAB DEEP", "--subject", plate).code == 0
    assert opened(gauge.events()).judges.nameplate == "file"
    plate.write_text(plate.read_text("utf-8").replace("G-2026-0101", "G-2026-0102"), "utf-8")
    assert "another instrument" in gauge("judge", run, "--under", "LAB DEEP", "--subject", plate).err


def test_a_field_that_the_edition_does_not_know_is_named(gauge: Any) -> None:
    line = next(text for text in MODULE.splitlines() if "case_diameter: Annotated" in text)
    use = MODULE[MODULE.index("        diameter, sizes = ") :]
    edition(gauge, "LAB BARE", module=((line + "\n", ""), (use, "\n")))
    assert gauge("judge", "last", "--under", "LAB BARE").code == 0
    assert opened(gauge.events()).judges.left_out == ("case_diameter",)


def test_a_worn_gas_meter_is_refused_in_spain_and_kept_in_the_netherlands(lab: Any) -> None:
    example = lab.folder / "gas"
    assert lab("example", "ICT/155/2020 IV", "-o", example).code == 0
    plate = example / "subjects/gas_meter.toml"
    plate.write_text(plate.read_text("utf-8").replace("GM-2026-0001", "GM-2026-0003"), "utf-8")
    bench = example / "benches/gas_meter.toml"
    measured = ("--bench", bench, "--subject", plate, "--stage", "subsequent", "--seed", "7")
    assert lab("run", "ICT/155/2020 IV", *measured).code == 1
    said = lab("judge", "last", "--under", "Regeling EU-meetinstrumenten art. 6", "--stage", "in-service", "--json")
    assert (said.code, outcomes(said)["indication"]) == (0, "conform")


def test_a_judgement_is_neither_judged_nor_amended(gauge: Any) -> None:
    edition(gauge, "LAB SAME")
    assert gauge("judge", "last", "--under", "LAB SAME").code == 0
    assert "is a judgement itself" in gauge("judge", "last", "--under", "JJG 52").err
    said = gauge("amend", "last", "--address", "appearance/marks", "--value", "not_conform", "--reason", "x y",
                 "--operator", "V001",
                 "--evidence", "photograph 1", "--checked-by", "R001")  # fmt: skip
    assert "is a judgement" in said.err
