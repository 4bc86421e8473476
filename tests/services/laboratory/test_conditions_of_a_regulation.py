"""A regulation with supply voltage, air pressure and a temperature by class among its conditions, run to documents."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from procedures.errors import AuthorError
from records.entries import Conclusion, Environment, Paused, Plan, Verdict, of_kind
from records.event import Event
from records.store import Store
from reports.content.conditions import conditions
from reports.model import read_run
from services.events import Events
from services.laboratory.prepare import Job, prepare
from services.runs.replay import replay_run
from services.runs.run import run
from tests.evidence.laboratory import quiet
from tests.real_runs import CONFIG, DAY
from tests.services.store_of_runs import on_the_day

SHIPPED = Path(__file__).parents[3] / "procedures/pressure/jjg_52_2013"
ASKED = (
    'conditions = { source = "environment", humidity = 85, air_pressure = [860, 1060], '
    'temperature = { by = "accuracy_class", "1" = [18, 22], "1.6" = [15, 25] }, '
    "supply_voltage = { lower = 209, upper = 231, drift = 15, watched = 10 } }"
)
STANDARD = """
[standards.{id}]
name = "监测仪"
name_en = "Monitor"
maker = "m"
model = "x"
serial = "1"
traceable_to = "SF-NMC"

[[standards.{id}.certificates]]
number = "{id}-1"
issuer = "示范国家计量中心"
valid_from = 2026-01-01
valid_until = 2027-01-01
accuracy = "-"

[[standards.{id}.certificates.quantities]]
unit = "{unit}"

[[standards.{id}.certificates.quantities.ranges]]
lower = "{lower}"
upper = "{upper}"
maximum_permissible_error = "0.5"
expanded_uncertainty = "0.2"
correction = "{correction}"
"""
SUPPLY, BAROMETER = 'supply_voltage = "X; V", supply_frequency = "f; Hz"', 'air_pressure = "X; hPa"'
ROLES = """
[roles.{role}]
driver = "csv_file"
options = {{ file = "{file}", {columns} }}
"""


def laboratory(folder: Path, roles: str = "    barometer: Barometer\n    supply: SupplyMonitor\n") -> Path:
    """The demonstration laboratory with the regulation; its folder."""
    shutil.copytree(CONFIG, folder)
    own = folder / "regulations"
    own.mkdir()
    module = SHIPPED.with_suffix(".py").read_text("utf-8")
    subject = "    facts, subject_model = facts, Gauge\n"
    assert subject in module
    module = module.replace(subject, f"{subject}{roles}")
    module = module.replace(
        "from pydantic import Field\n", "from pydantic import Field\n\nfrom drivers.roles import *\n"
    )
    (own / "gauges.py").write_text(module, "utf-8")
    lines = SHIPPED.with_suffix(".toml").read_text("utf-8").splitlines()
    data = [ASKED if line.startswith("conditions = ") else line for line in lines]
    (own / "gauges.toml").write_text("\n".join(data).replace("JJG 52-2013", "JJG(示) 52-2013"), "utf-8")
    with (folder / "laboratory.toml").open("a", encoding="utf-8") as file:
        file.write('\n[plugins]\nregulations = ["regulations"]\n')
    people = (folder / "people.toml").read_text("utf-8")
    (folder / "people.toml").write_text(people.replace('"JJG 52"', '"JJG(示) 52"'), "utf-8")
    with (folder / "standards.toml").open("a", encoding="utf-8") as file:
        file.write(STANDARD.format(id="VM-01", unit="V", lower="200", upper="240", correction="1"))
        file.write(STANDARD.format(id="BA-01", unit="hPa", lower="800", upper="1100", correction="0"))
    return folder


def job(folder: Path, supply: list[str], *, pressure: str = "1013.2") -> Job:
    """A run on a bench whose supply and barometer are read from files."""
    for name, values in (("supply", supply), ("barometer", [pressure] * 2000)):
        (folder / f"{name}.csv").write_text("\n".join(["X,f", *(f"{value},50.0" for value in values), ""]), "utf-8")
    text = (folder / "benches/gauge.toml").read_text("utf-8")
    roles = ROLES.format(role="supply", file=folder / "supply.csv", columns=SUPPLY)
    roles += ROLES.format(role="barometer", file=folder / "barometer.csv", columns=BAROMETER)
    text = text.replace("[standards]\n", f'{roles}\n[standards]\nsupply = ["VM-01"]\nbarometer = ["BA-01"]\n')
    (folder / "benches/own.toml").write_text(text, "utf-8")
    files = folder / "benches/own.toml", folder / "subjects/gauge.toml"
    return prepare("JJG(示) 52", *files, stage="initial", on=DAY, seed=7, operator="")


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[Path]:
    with on_the_day(tmp_path / "keys"):
        yield laboratory(tmp_path / "lab")


def performed(lab: Path, supply: list[str], **more: str) -> list[Event]:
    url = str(lab / "runs.sqlite")
    with quiet():
        name = run(job(lab, supply, **more), url, Events())
    assert replay_run(name, url)["identical"]
    return Store(url, read_only=True).events(name)


def outcome(events: list[Event]) -> str:
    return of_kind(events, Verdict)[-1].entry.outcome


def test_every_quantity_is_read_watched_corrected_and_printed(lab: Path) -> None:
    events = performed(lab, ["220"] * 2000)
    assert outcome(events) == "conform"
    planned = {c.quantity: (c.lower, c.upper, c.drift, c.watched) for c in of_kind(events, Plan)[0].entry.conditions}
    assert planned["supply_voltage"] == ("209", "231", "15", "10")
    assert planned["air_pressure"] == ("860", "1060", "", "60")
    assert planned["temperature"][:2] == ("15", "25")
    concluded = {e.address: c.values for e, c in of_kind(events, Conclusion) if c.item == "environment"}
    assert concluded["environment/before/supply_voltage"]["value"] == "221"  # as the certificate corrects it
    assert concluded["environment/after/air_pressure"]["value"] == "1013.2"
    looks = [r for _, look in of_kind(events, Environment) for r in look.readings if r.quantity == "supply_voltage"]
    assert len(looks) > len([1 for e in events if e.kind == "environment"]) / 2
    assert {(r.value, r.shown) for r in looks} == {("221", "220")}
    printed = {entry["name"]["zh"]: entry["zh"] for entry in conditions(read_run(events))}
    assert (printed["电源电压"], printed["大气压力"]) == ("220 V", "1013.2 hPa")


def test_a_supply_outside_its_limits_holds_the_run(lab: Path) -> None:
    events = performed(lab, ["215", *["218"] * 4, *["207"] * 12, *["220"] * 2000])
    (paused,) = of_kind(events, Paused)
    assert "supply voltage 208 V is outside 209 to 231 V" in paused.entry.words.reason.en
    assert [e.kind for e in events].count("continued") == 1
    assert outcome(events) == "conform"


@pytest.mark.parametrize(
    ("supply", "change"),
    [
        (["210", *["228"] * 2000], 18),  # between the reading before and the first look
        (["220", "228", *["212"] * 2000], 16),  # between two looks
        (["220", *["228"] * 4, *["213.5"] * 2000], 14.5),  # permitted
    ],
)
def test_a_drift_within_the_limits_voids_the_run(lab: Path, supply: list[str], change: float) -> None:
    """All these values are permitted; a change of more than 15 V is not, whatever comes afterwards."""
    events = performed(lab, supply)
    given_up = [str(e.body) for e in events if e.kind == "abandoned"]
    assert (outcome(events), len(given_up)) == (("invalid", 1) if change > 15 else ("conform", 0))
    assert all(f"changed by {change} V during the verification, more than 15 V" in text for text in given_up)


def test_a_drift_that_only_the_last_reading_shows(lab: Path) -> None:
    """The readings before and after are 8 V apart, the looks and the reading before 8 V; together it is 16 V."""
    whole = performed(lab, ["220", *["228"] * 2000])
    looks = sum(r.quantity == "supply_voltage" for _, look in of_kind(whole, Environment) for r in look.readings)
    (lab / "benches/own.toml").unlink()
    events = performed(lab, ["220", *["228"] * looks, *["212"] * 9])
    assert outcome(events) == "invalid"
    (given_up,) = [e for e in events if e.kind == "abandoned"]
    assert given_up.address == "environment/after/supply_voltage"
    assert "changed by 16 V" in str(given_up.body)


def test_an_air_pressure_outside_voids_the_run(lab: Path) -> None:
    events = performed(lab, ["220"] * 2000, pressure="1061")
    assert outcome(events) == "invalid"
    first = next(e for e in events if e.address == "environment/before/air_pressure" and e.kind == "conclusion")
    assert "1061 hPa" in str(first.body)


def test_a_condition_without_its_role_is_the_author_s_mistake(tmp_path: Path) -> None:
    lab = laboratory(tmp_path / "lab", roles="")
    with on_the_day(tmp_path / "keys"), pytest.raises(AuthorError, match=r"gauges\.py.*barometer.*annotate"):
        job(lab, ["220"])
