"""One scale, its errors between the limits of a new scale and twice these: what each law makes of the same readings."""

from typing import Any

from services.laboratory.new_regulation import authorise

LAWS = ("JJG 539", "ICT/155/2020 I", "OIML R 76", "MessEV § 22 Abs. 1", "Regeling EU-meetinstrumenten art. 4")
#: Law, stage, and the items that the readings of a run under JJG 539 do not fulfil.
OF_CHINA = [
    ("ICT/155/2020 I", "subsequent", []),
    ("OIML R 76", "initial", ["weighing", "net"]),
    ("MessEV § 22 Abs. 1", "in-service", []),
    ("Regeling EU-meetinstrumenten art. 4", "in-service", []),
]
OF_SPAIN = [
    ("JJG 539", "initial", ["weighing", "net"]),
    ("JJG 539", "in-service", []),
    ("OIML R 76", "in-service", []),
    ("MessEV § 22 Abs. 1", "subsequent", ["weighing", "net"]),
    ("MessEV § 22 Abs. 1", "arbitration", []),
]


def measured(lab: Any, law: str, stage: str) -> str:
    """A run of a scale that shows 2 e too much at Max, where a new one may show 1.5 e."""
    for name in LAWS:
        authorise(lab.folder / "people.toml", name, 2025)
    plate = lab.subject("scale-with-defect")
    plate.write_text(plate.read_text("utf-8").replace("price_computing = true", "price_computing = false"), "utf-8")
    bench = lab.folder / "benches/scale.toml"
    said = lab("run", law, "--bench", bench, "--subject", plate, "--stage", stage, "--seed", "7", "--json")
    assert said.code in {0, 1}, said.err
    return str(lab("show", "last", "--json").document["run"])


def judged(lab: Any, run: str, law: str, stage: str) -> dict[str, str]:
    """Outcome of each item of a judgement."""
    said = lab("judge", run, "--under", law, "--stage", stage, "--json")
    assert said.code in {0, 1, 5}, said.err
    return {i["key"]: i["outcome"] for i in said.document["items"]} | {"": said.document["verdict"]["outcome"]}


def test_a_run_under_jjg_539(lab: Any) -> None:
    """Nobody looked beyond Max, which the others ask: what conforms otherwise stays incomplete, and is not guessed."""
    run = measured(lab, "JJG 539", "initial")
    for law, stage, failed in OF_CHINA:
        found = judged(lab, run, law, stage)
        assert [k for k, o in found.items() if k and o == "not_conform"] == failed
        assert [k for k, o in found.items() if k and o == "incomplete"] == ["overload"]
        assert found[""] == ("not_conform" if failed else "incomplete")


def test_a_run_under_the_law_of_spain(lab: Any) -> None:
    """Nobody looked for the marks of China; everything else is there."""
    run = measured(lab, "ICT/155/2020 I", "subsequent")
    assert lab("show", run, "--json").document["verdict"]["outcome"] == "conform"
    for law, stage, failed in OF_SPAIN:
        found = judged(lab, run, law, stage)
        missing = ["appearance"] if law == "JJG 539" else []
        assert [k for k, o in found.items() if k and o == "not_conform"] == failed
        assert [k for k, o in found.items() if k and o == "incomplete"] == missing
        assert found[""] == ("not_conform" if failed else "incomplete" if missing else "conform")
