"""Terms of an edition in its formulas; commands to what all positions share, given among further readings."""

from pathlib import Path
from typing import Any

import pytest

from procedures.errors import AuthorError
from procedures.kit import Value
from procedures.kit.place import Place
from procedures.kit.terms import known_term, own_terms, term
from records.journal import MemoryJournal
from sequencer.preview_memory import Previews
from sequencer.session import preview
from services.laboratory.prepare import prepare
from tests.procedures.answers import CONFIG, DAY, judge

METER = CONFIG / "subjects/electricity-meter.toml"
BENCH = CONFIG / "benches/electricity-meters.toml"


def test_the_terms_of_an_edition_stand_in_its_formulas() -> None:
    judged = judge("JJG 596", "electricity-meter", METER, {})
    words = judged.of("difference")["A"]["words"]
    assert words["formula"] == "Δγ = γ₁ − γ"
    assert judged.of("clock")["period"]["words"]["formula"] == "Δτ = (1 − T) / T × 86400"


def test_an_own_term_stands_before_that_of_the_catalogue_and_only_inside() -> None:
    before = known_term("E")
    with own_terms({"E": term("Ɛ | 误差 | Error"), "remaining": term("← | 左 | left")}):
        assert Value.constant(1, "E").formula == Value.constant(1).named("E").formula == "Ɛ"
        assert Place().within(["remaining"], "").question.zh == "左"
    assert known_term("E") == before
    assert known_term("remaining") is None


def errors(procedure: Any, elements: str, amperes: Any, factor: str, *numbers: int) -> list[Value]:
    """JJG 596 that changes the load among its further readings."""
    if 3 in numbers:
        procedure.output(elements, amperes, factor)
    return [Value.constant(0, "gamma")] * len(numbers)


@pytest.fixture
def careless(monkeypatch: pytest.MonkeyPatch) -> None:
    from procedures.electricity.energy_meters import EnergyProcedure
    from procedures.electricity.jjg_596_2012 import JJG596

    monkeypatch.setattr(EnergyProcedure, "errors", errors)
    monkeypatch.setattr(JJG596, "_check_columns", lambda *_: None)
    monkeypatch.setattr("sequencer.session._PREVIEWS", Previews())


def made(bench: Path) -> Any:
    return prepare("JJG 596", bench, METER, stage="initial", on=DAY, seed=1, operator="")


@pytest.mark.usefixtures("careless")
def test_a_shared_command_among_further_readings_is_the_authors_error() -> None:
    with pytest.raises(AuthorError, match=r"source\.set_output within only_if.*share source") as found:
        made(BENCH)
    assert Path(found.value.file).name == "energy_meters.py"
    assert found.value.line


@pytest.mark.usefixtures("careless")
def test_on_a_bench_for_one_it_changes_nothing_for_others() -> None:
    job = made(CONFIG / "benches/electricity-meter.toml")
    assert preview(job.setup, MemoryJournal()).calls


def test_as_shipped_it_takes_readings_only() -> None:
    assert made(BENCH).setup.own == ("reference", "meter", "inspector")


def test_a_limit_is_printed_in_the_unit_of_what_is_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    from procedures.electricity.jjg_596_2012 import JJG596

    (clock,) = (item for item in JJG596.items() if item.key == "clock")
    assert {column.key: column.unit for column in clock.columns} == {"T": "s", "daily": "s/d", "MPE": "s/d"}
    assert judge("JJG 596", "electricity-meter", METER, {}).of("clock")["period"]["values"]["MPE"] == "±0.5"
    inherited = JJG596._unit_of
    monkeypatch.setattr(JJG596, "_unit_of", lambda self, symbol: "%" if symbol == "MPE" else inherited(self, symbol))
    assert judge("JJG 596", "electricity-meter", METER, {}).of("clock")["period"]["values"]["MPE"] == "Δτ ±0.5 s/d"
