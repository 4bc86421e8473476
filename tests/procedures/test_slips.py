"""Slips of a form filled in by hand: each is asked about before it can turn a verdict, whatever the regulation."""

from pathlib import Path
from typing import Any

import pytest

from procedures import registry
from services.laboratory.example import example_of, write_example
from tests.procedures.answers import DAY, judge

WATER, GAS, FUEL, RTD, ENERGY = "JJG 162", "ICT/155/2020 IV", "JJG 443", "JJG 229", "JJG 596"
Q3, QMIN, FIRST = "indication/Q3/1.52m3h", "indication/Qmin/1.3m3h/1", "indication/50Lmin/1"
SLIPS = [
    # a figure of the wrong power of ten, beside the conditions of the measurement
    (WATER, {f"{Q3}/tw": "2"}, "water_temperature"),
    (WATER, {f"{Q3}/tw": "40"}, "water_temperature"),
    (RTD, {"environment/before/temperature": "58"}, "far_outside"),
    (WATER, {"environment/before/water_temperature": "200"}, "far_outside"),
    # one of several readings, whose mean hides it
    (FUEL, {f"{FIRST}/tJ": "2", f"{FIRST}/tB": "20"}, "reading_far"),
    (FUEL, {f"{FIRST}/VJ": "96.5", f"{FIRST}/VB": "98.5"}, "reading_far"),
    (RTD, {"deviation/0degC/tau2": "1"}, "reading_apart"),
    (RTD, {"deviation/0degC/t03": "0.4"}, "reading_apart"),
    (GAS, {f"{QMIN}/ts": "2"}, "gas_not_as_air"),
    (GAS, {f"{QMIN}/tm": "32"}, "gas_not_as_air"),
    # before and after exchanged
    (WATER, {f"{Q3}/V0": "0.0253", f"{Q3}/V1": "0"}, "register_backwards"),
    (WATER, {f"{Q3}/m0": "25", f"{Q3}/m1": "0"}, "reading_far"),
    (GAS, {f"{QMIN}/R0": "1.5", f"{QMIN}/R1": "1.3"}, "register_backwards"),
    (GAS, {"zero_flow/V0": "273.15", "zero_flow/V1": "0"}, "register_backwards"),
]  # fmt: skip


@pytest.fixture(scope="session")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Writes the example of a regulation once; gives its bench and its good subject."""
    found: dict[str, tuple[Path, Path]] = {}

    def of(regulation: str) -> tuple[Path, Path]:
        if regulation not in found:
            folder = tmp_path_factory.mktemp("slips") / "lab"
            name = example_of(registry.edition(regulation, DAY)).name  # type: ignore[union-attr]  # each has one
            write_example(regulation, folder)
            found[regulation] = folder / f"benches/{name}.toml", folder / f"subjects/{name}.toml"
        return found[regulation]

    return of


def judged(folders: Any, regulation: str, given: dict[str, str]) -> Any:
    bench, subject = folders(regulation)
    stage = registry.edition(regulation, DAY).stages()[0]
    return judge(regulation, bench, subject, given, stage=str(stage))


@pytest.mark.parametrize(("regulation", "given", "code"), SLIPS)
def test_a_slip_is_asked_about(folders: Any, regulation: str, given: dict[str, str], code: str) -> None:
    assert code in judged(folders, regulation, given).answers.doubts


@pytest.mark.parametrize(("regulation", "given"), [
    (FUEL, {f"indication/50Lmin/{n}/{t}": "-12" for n in (1, 2, 3) for t in ("tJ", "tB")}),  # a station in winter
    (GAS, {f"{QMIN[:-1]}{n}/{p}": "65.2" for n in (1, 2, 3) for p in ("ps", "pm")}),  # a laboratory in Lhasa
])  # fmt: skip
def test_what_is_unusual_and_right_is_not_asked_about(folders: Any, regulation: str, given: dict[str, str]) -> None:
    assert judged(folders, regulation, given).answers.doubts == []


@pytest.mark.parametrize("regulation", [WATER, GAS, FUEL, RTD])
def test_an_ideal_instrument_is_never_asked_about(folders: Any, regulation: str) -> None:
    assert judged(folders, regulation, {}).answers.doubts == []


@pytest.mark.parametrize(("regulation", "given", "item"), [
    (WATER, {f"{Q3}/m0": "0", f"{Q3}/m1": "0"}, "indication"),
    (GAS, {f"{QMIN}/R1": "1.3"}, "indication"),
    (GAS, {f"{QMIN}/pm": "0"}, "indication"),
])  # fmt: skip
def test_readings_that_give_no_result_are_incomplete(
    folders: Any, regulation: str, given: dict[str, str], item: str
) -> None:
    """A divisor of zero is a measurement that says nothing, and no defect of the program."""
    found = judged(folders, regulation, given)
    assert found.outcomes[item] == "incomplete"
    assert found.verdict["outcome"] == "incomplete"
    assert any("zero" in str(body["words"]) for body in found.of(item).values())
