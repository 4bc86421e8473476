"""Electronic and ear thermometers, drafts: what is remembered a second time, and what it decides once it is read."""

from pathlib import Path
from typing import Any

import pytest

from procedures.temperature.jjg_1162_2019 import JJG1162
from procedures.temperature.jjg_1164_2019 import JJG1164
from tests.figures_read import supply
from tests.procedures.flow.example_labs import ExampleLab
from tests.procedures.medical.told import accepts, figures, gates, header, stages, statuses

CONTACT, EAR = "JJG 1162", "JJG 1164"
EDITIONS = {CONTACT: JJG1162, EAR: JJG1164}
BATH = {"soak": "60", "steady": "0.02", "every": "10", "most": "60", "temperatures.at": "35 37 41"}


@pytest.mark.parametrize(("edition", "own", "places"), [
    (JJG1162, {"readings": "1", "mpe.range": "35.5 42", "mpe.K": "0.2 0.1"}, ((15, 35), (None, None))),
    (JJG1164, {"readings": "3", "mpe.range": "35 42", "mpe.K": "0.3 0.2"}, ((21, 25), (30, 70))),
])  # fmt: skip
def test_figures_a_second_time(edition: Any, own: dict[str, str], places: Any) -> None:
    assert header(edition) == ("CN", "clinical-thermometer", "2019-12-31", "2020-03-31", "", "12")
    assert edition.regulation.draft
    assert figures(edition) == BATH | own
    assert stages(edition) == {"examination": "ISV", "indication": "ISV"}
    assert gates(edition) == (["examination"], ["examination"])
    assert statuses(edition) == ("dates s, period u, place u, standard u, appearance u, mpe u, points u, bath u")
    found = {c.quantity: (c.lower, c.upper) for c in edition.conditions(None)}
    assert (found["temperature"], found["humidity"]) == places
    assert [d.uncertainty for d in edition.facts.standards_demands(None).values()] == [3]
    assert [s.clause for s in edition.regulation.sources] == [
        f"{edition.regulation.id} {c}" for c in ("封面", "检定周期")
    ]


@pytest.fixture(scope="module", name="labs")
def some_labs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, ExampleLab]:
    """Laboratories that have read the regulations."""
    folder = Path(tmp_path_factory.mktemp("electronic"))
    labs = {name: ExampleLab.of(name, folder / f"lab{n}") for n, name in enumerate(EDITIONS)}
    for name, lab in labs.items():
        supply(EDITIONS[name], lab.folder)
    return labs


@pytest.mark.parametrize(("name", "address", "shown", "expected"), [
    (CONTACT, "35degC/1", "35.2", "conform"), (CONTACT, "35degC/1", "35.21", "not_conform"),
    (CONTACT, "37degC/1", "37.1", "conform"), (CONTACT, "37degC/1", "36.89", "not_conform"),
    (CONTACT, "41degC/1", "40.9", "conform"), (CONTACT, "41degC/1", "41.11", "not_conform"),
    (EAR, "35degC/1", "35.2", "conform"), (EAR, "35degC/2", "35.21", "not_conform"),
    (EAR, "37degC/3", "36.8", "conform"), (EAR, "37degC/3", "36.79", "not_conform"),
    (EAR, "41degC/2", "41.2", "conform"), (EAR, "41degC/2", "41.21", "not_conform"),
])  # fmt: skip
def test_limits(labs: dict[str, ExampleLab], name: str, address: str, shown: str, expected: str) -> None:
    found = labs[name].judged(name, {f"indication/{address}/tau": shown}, "in-service")
    assert found.outcomes["indication"] == expected


@pytest.mark.parametrize(("edition", "edges"), [
    (JJG1162, {"35.49": "0.2", "35.5": "0.1", "42": "0.1", "42.01": "0.2"}),
    (JJG1164, {"34.99": "0.3", "35": "0.2", "42": "0.2", "42.01": "0.3"}),
])  # fmt: skip
def test_edges_of_the_range(labs: dict[str, ExampleLab], edition: Any, edges: dict[str, str]) -> None:
    lab = labs[CONTACT if edition is JJG1162 else EAR]
    limit = lab.procedure(edition.regulation.number, "initial").limit
    assert {t: str(limit.at(t)[1]) for t in edges} == edges


@pytest.mark.parametrize(("name", "points"), [(CONTACT, 3), (EAR, 9)])
def test_every_reading_is_compared(labs: dict[str, ExampleLab], name: str, points: int) -> None:
    assert len(labs[name].judged(name, {}, "initial").of("indication")) == points


@pytest.mark.parametrize(("name", "address"), [
    (CONTACT, "examination/marks"), (CONTACT, "examination/display"), (EAR, "examination/marks"),
    (EAR, "examination/probe"),
])  # fmt: skip
def test_checks(labs: dict[str, ExampleLab], name: str, address: str) -> None:
    assert labs[name].judged(name, {address: "not_conform"}, "initial").verdict["failed"] == ["examination"]


def test_nameplate(labs: dict[str, ExampleLab]) -> None:
    assert accepts(labs[EAR], JJG1164, resolution="0.1 K")
    assert not accepts(labs[EAR], JJG1164, resolution="0 K")
