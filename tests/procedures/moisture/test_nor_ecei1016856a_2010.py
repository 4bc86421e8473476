"""Grain moisture meters in France: the figures a second time, limits of each species, samples, control values."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from metrology.validity import Mode
from procedures.moisture.nor_ecei1016856a_2010 import MoistureMeter, MoistureMetersFR, facts
from procedures.regulation import Stage
from sequencer.errors import Interrupted
from services.laboratory.example import write_example
from tests.procedures.answers import judge

D = Decimal
ID = "NOR ECEI1016856A:2010"
#: Percent of the content and the least in % of the mass, by species (article 6).
MPE = {
    **dict.fromkeys(("wheat", "barley", "oats", "rye", "triticale"), ("4", "0.4")),
    **dict.fromkeys(("maize", "rice", "sorghum"), ("5", "0.5")), **dict.fromkeys(("rapeseed", "soya"), ("6", "0.4")),
    "sunflower": ("6", "0.5"),
}  # fmt: skip


def test_figures_a_second_time() -> None:
    groups, mpe = facts.table("groups"), facts.table("mpe")
    assert {s: mpe.numbers(groups.texts(s)[0]) for s in groups.rows} == {
        s: tuple(map(D, row)) for s, row in MPE.items()
    }
    assert facts.table("steps").numbers("%") == (D("0.1"), D("0.2"), D("0.5"))
    assert [facts.number(n) for n in ("species", "samples")] == [2, 3]
    assert {role: d.ratio for role, d in facts.standards_demands(plate()).items()} == {"samples": 3}
    r = MoistureMetersFR.regulation
    header = (r.jurisdiction, r.kind, f"{r.issued}", f"{r.in_force}", MoistureMetersFR.validity_months(plate()))
    assert header == ("FR", "grain-moisture-meter", "2010-07-01", "2010-07-01", 12)
    assert MoistureMetersFR.validity_mode(plate()) is Mode.PERIODIC


def test_what_was_read() -> None:
    read = {
        key: str(facts.source(key).status)
        for key in ("scope", "period", "place", "visual", "control", "samples", "mpe", "step")
    }
    assert set(read.values()) == {"verified"}
    assert {str(facts.source(key).status) for key in ("dates", "standard")} == {"unverified"}


def test_items_and_stages() -> None:
    items = {i.key: i for i in MoistureMetersFR.items()}
    assert list(items) == ["specification", "environment", "examination", "control", "indication"]
    assert [i.gate for i in items.values()][2:] == [True, False, False]
    assert [i.measured for i in items.values()][2:] == [False, True, True]
    stages = {Stage.INITIAL, Stage.SUBSEQUENT, Stage.AFTER_REPAIR}
    assert all(i.stages == stages for i in list(items.values())[2:])


@pytest.mark.parametrize(("place", "temperature", "humidity"), [
    ("holder", (18, 22), (45, 75)), ("workshop", (None, None), (None, None)),
])  # fmt: skip
def test_conditions_at_the_holder(place: str, temperature: Any, humidity: Any) -> None:
    found = {c.quantity: (c.lower, c.upper) for c in MoistureMetersFR.conditions(plate(place=place))}
    assert (found["temperature"], found["humidity"]) == (temperature, humidity)


def row(species: str, lowest: str = "8 %", highest: str = "22 %") -> dict[str, str]:
    """A species of the nameplate."""
    return {
        "species": species, "lowest": lowest, "highest": highest, "control_lower": "48", "control_upper": "52"
    }  # fmt: skip


def plate(**fields: Any) -> MoistureMeter:
    """A nameplate."""
    return MoistureMeter.model_validate({
        "name": "x", "name_en": "x", "maker": "x", "model": "x", "serial": "1", "client": "x", "step": "0.1 %",
        "species": [row("wheat"), row("maize")], **fields,
    })  # fmt: skip


@pytest.fixture(scope="session", name="lab")
def a_lab(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("moisture") / "lab"
    write_example(ID, folder)
    return folder


def judged(
    lab: Path,
    given: dict[str, str] | None = None,
    *species: dict[str, str],
    step: str = "0.1 %",
    stage: str = "initial",
) -> Any:
    """The ideal meter with what was read otherwise."""
    text = (lab / "subjects/grain_moisture_meter.toml").read_text("utf-8")
    if species:
        text = text.partition("[[instrument.species]]")[0]
        for one in species:
            text += "\n[[instrument.species]]\n" + "".join(f'{key} = "{value}"\n' for key, value in one.items())
    text = text.replace('step = "0.1 %"', f'step = "{step}"')
    other = lab / f"subjects/{abs(hash(text))}.toml"
    other.write_text(text, "utf-8")
    return judge(ID, lab / "benches/grain_moisture_meter.toml", other, given or {}, stage=stage)


def test_three_samples_of_two_species(lab: Path) -> None:
    found = judged(lab, None, row("barley"), row("rice"), row("soya"))
    points = [f"{s}/{n}" for s in ("barley", "rice") for n in (1, 2, 3)]
    assert list(found.of("indication")) == points
    assert list(found.of("control")) == ["barley", "rice", "soya"]
    calls = [(b["method"], b["args"]) for k, _, b in found.bodies if k == "command"]
    pours = [("pour", [str(n)]) for n in range(1, 7)]
    assert [c for c in calls if c[0] == "pour"] == pours
    assert [a for m, a in calls if m == "select"] == [["barley"], ["rice"], ["soya"], ["barley"], ["rice"]]


@pytest.mark.parametrize(("species", "content", "limit"), [
    ("wheat", "10", "0.4"), ("wheat", "9", "0.4"), ("barley", "20", "0.8"), ("oats", "15", "0.6"),
    ("rye", "12.5", "0.5"),
    ("triticale", "17.5", "0.7"), ("maize", "10", "0.5"), ("maize", "20", "1"), ("rice", "12", "0.6"),
    ("sorghum", "9", "0.5"), ("rapeseed", "6", "0.4"), ("rapeseed", "10", "0.6"), ("soya", "15", "0.9"),
    ("sunflower", "8", "0.5"), ("sunflower", "10", "0.6"),
])  # fmt: skip
def test_both_sides_of_a_limit(lab: Path, species: str, content: str, limit: str) -> None:
    other = row("wheat" if species != "wheat" else "maize")
    for sign in (1, -1):
        shown = D(content) + sign * D(limit)
        for beyond, outcome in (("0", "conform"), ("0.001", "not_conform")):
            given = {f"{species}/2/wr": f"{D(content) - sign * D(beyond)}", f"{species}/2/w": f"{shown}"}
            assert judged(lab, given, row(species), other).outcomes["indication"] == outcome


@pytest.mark.parametrize(
    ("content", "outcome"), [("15.6", "conform"), ("15.09", "not_conform"), ("16.4", "not_conform")]
)
def test_the_content_of_the_sample_moves_the_limit(lab: Path, content: str, outcome: str) -> None:
    """The meter shows 15.7 %; 4 % of 15.09 % are 0.6036 %."""
    given = {"wheat/2/wr": content, "wheat/2/w": "15.7"}
    assert judged(lab, given, row("wheat"), row("maize")).outcomes["indication"] == outcome


def test_samples_of_a_species_differ(lab: Path) -> None:
    with pytest.raises(Interrupted, match="was measured before"):
        judged(lab, {"wheat/1/wr": "12", "wheat/1/w": "12", "wheat/2/wr": "12"}, row("wheat"), row("maize"))
    same = {"wheat/1/wr": "12", "wheat/1/w": "12", "maize/1/wr": "12", "maize/1/w": "12"}
    assert judged(lab, same, row("wheat"), row("maize")).outcomes["indication"] == "conform"


@pytest.mark.parametrize(("shown", "outcome"), [
    ("48", "conform"), ("52", "conform"), ("47.9", "not_conform"), ("52.1", "not_conform"),
])  # fmt: skip
def test_control_values(lab: Path, shown: str, outcome: str) -> None:
    assert judged(lab, {"control/wheat/c": shown}).outcomes["control"] == outcome


@pytest.mark.parametrize(("species", "step", "outcome"), [
    ((row("wheat"), row("maize")), "0.1 %", "conform"), ((row("wheat"), row("maize")), "0.2 %", "conform"),
    ((row("wheat"), row("maize")), "0.5 %", "not_conform"), ((row("wheat"), row("maize")), "0.3 %", "not_conform"),
    ((row("maize", "20 %", "40 %"), row("rice", "20 %", "40 %")), "0.5 %", "conform"),
    ((row("maize", "20 %", "40 %"), row("rice", "19.9 %", "40 %")), "0.5 %", "not_conform"),
    ((row("wheat"), row("wheat")), "0.1 %", "not_conform"), ((row("wheat"),), "0.1 %", "not_conform"),
])  # fmt: skip
def test_the_nameplate(lab: Path, species: tuple[dict[str, str], ...], step: str, outcome: str) -> None:
    assert judged(lab, None, *species, step=step).outcomes["specification"] == outcome
