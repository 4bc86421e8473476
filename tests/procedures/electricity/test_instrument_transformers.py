"""JJG 313-2010 and 314-2010, drafts: what is remembered a second time, and what it then decides."""

from pathlib import Path
from typing import Any

import pytest

from procedures.electricity.jjg_313_2010 import JJG313
from procedures.electricity.jjg_314_2010 import JJG314
from tests.figures_read import supply
from tests.procedures.flow.example_labs import ExampleLab
from tests.procedures.medical.told import demanded, figures, gates, header, stages, statuses

EDITIONS: dict[str, Any] = {"JJG 313": JJG313, "JJG 314": JJG314}
Labs = dict[str, ExampleLab]
PARTS = (1, 5, 20, 100, 120)
CURRENT = {  # ratio error in % and phase displacement in minutes at 1, 5, 20, 100 and 120 % of the rated current
    "0.1": ("- 0.4 0.2 0.1 0.1", "- 15 8 5 5"), "0.2": ("- 0.75 0.35 0.2 0.2", "- 30 15 10 10"),
    "0.5": ("- 1.5 0.75 0.5 0.5", "- 90 45 30 30"), "1": ("- 3.0 1.5 1.0 1.0", "- 180 90 60 60"),
    "0.2S": ("0.75 0.35 0.2 0.2 0.2", "30 15 10 10 10"), "0.5S": ("1.5 0.75 0.5 0.5 0.5", "90 45 30 30 30"),
}  # fmt: skip
VOLTAGE = {"0.1": ("0.1", "5"), "0.2": ("0.2", "10"), "0.5": ("0.5", "20"), "1": ("1.0", "40")}


def test_figures_a_second_time() -> None:
    current = {
        f"{what}_{part}.{name}": limit
        for name, rows in CURRENT.items()
        for what, row in zip(("ratio", "phase"), rows, strict=True)
        for part, limit in zip(PARTS, row.split(), strict=True)
        if limit != "-"
    }
    assert figures(JJG313) == current
    voltage = {f"{w}.{name}": x for name, row in VOLTAGE.items() for w, x in zip(("ratio", "phase"), row, strict=True)}
    assert figures(JJG314) == voltage


@pytest.mark.parametrize(("name", "replaces"), [("JJG 313", "JJG 313-1994"), ("JJG 314", "JJG 314-1994")])
def test_the_editions(name: str, replaces: str) -> None:
    edition = EDITIONS[name]
    assert edition.regulation.draft
    assert header(edition) == ("CN", "instrument-transformer", "2010-09-06", "2011-03-06", replaces, "24")
    assert demanded(edition) == {"readout": "5"}
    assert set(stages(edition).values()) == {"ISV"}
    assert gates(edition) == (["appearance"], ["appearance"])
    assert statuses(edition) == "dates u, period u, place u, standard u, points u, looks u, mpe u"
    conditions = {c.quantity: (c.lower, c.upper) for c in edition.conditions(None)}
    assert conditions == {"temperature": (10, 35), "humidity": (None, 80)}


@pytest.fixture(scope="module", name="labs")
def some_labs(tmp_path_factory: pytest.TempPathFactory) -> Labs:
    found = {n: ExampleLab.of(n, Path(tmp_path_factory.mktemp("transformers")) / "lab") for n in EDITIONS}
    for name, lab in found.items():
        supply(EDITIONS[name], lab.folder)
    return found


@pytest.mark.parametrize("name", CURRENT)
def test_limits_of_current_transformers(labs: Labs, name: str) -> None:
    """Each limit itself conforms; all of them exceeded fail in every item."""
    places = {
        f"{what}_{part}": limit
        for what, row in zip(("ratio", "phase"), CURRENT[name], strict=True)
        for part, limit in zip(PARTS, row.split(), strict=True)
        if limit != "-"
    }
    for more, outcome in ((0.0, "conform"), (0.001, "not_conform")):
        given = {f"{item}/quarter/y": f"{-float(limit) - more:.3f}" for item, limit in places.items()}
        found = labs["JJG 313"].judged("JJG 313", given, "initial", **{"class": f'"{name}"'}).outcomes
        assert {item: found[item] for item in places} == dict.fromkeys(places, outcome)
        assert ("ratio_1" in found) is name.endswith("S")


@pytest.mark.parametrize("name", VOLTAGE)
@pytest.mark.parametrize("place", ["p80_rated", "p120_quarter"])
def test_limits_of_voltage_transformers(labs: Labs, name: str, place: str) -> None:
    for more, outcome in ((0.0, "conform"), (0.001, "not_conform")):
        given = {
            f"{i}/{place}/y": f"{float(x) + more:.3f}" for i, x in zip(("ratio", "phase"), VOLTAGE[name], strict=True)
        }
        found = labs["JJG 314"].judged("JJG 314", given, "initial", **{"class": f'"{name}"'}).outcomes
        assert (found["ratio"], found["phase"]) == (outcome, outcome)


@pytest.mark.parametrize(("name", "check"), [
    ("JJG 313", "marks"), ("JJG 313", "insulation"), ("JJG 313", "polarity"), ("JJG 313", "demagnetised"),
    ("JJG 314", "marks"), ("JJG 314", "insulation"), ("JJG 314", "polarity"),
])  # fmt: skip
def test_appearance_stops_the_run(labs: Labs, name: str, check: str) -> None:
    found = labs[name].judged(name, {f"appearance/{check}": "not_conform"}, "subsequent")
    assert found.verdict["failed"] == ["appearance"]
