"""Meters of classes A to D: many at once, and runs of JJG 596 judged by the laws for them."""

from pathlib import Path

import pytest

from records.journal import MemoryJournal
from sequencer.errors import Refused
from sequencer.judging import JudgedSource, states_asked, undoing
from sequencer.positions import refuse_divergence
from sequencer.session import StoppedClock, perform
from services.laboratory.prepare import prepare
from tests.procedures.answers import CONFIG, DAY, Answers, changed
from tests.procedures.electricity.jjg_596_tables import energy
from tests.procedures.electricity.test_mid_meters import DE, ES, FR, NL, NO_EFFECTS, STAGE, a_lab

__all__ = ["a_lab"]


def test_meters_on_forty_eight_positions_go_together(lab: Path) -> None:
    """Alike they are verified at once; one that starts at another current is not."""
    bench, setups = CONFIG / "benches/electricity-meters.toml", []
    for n, ist in enumerate(('"0.02 A"', '"0.02 A"', '"0.01 A"')):
        plate = changed(lab / "subjects/mid_meter.toml", serial=f'"20261500000{n}"', ist=ist)
        setups.append(
            prepare(NL, bench, plate, stage="in-service", on=DAY, seed=1, operator="", position=str(n + 1)).setup
        )
    own = ("reference", "meter", "inspector")
    refuse_divergence(setups[:2], own)
    with pytest.raises(Refused, match="position 3"):
        refuse_divergence(setups, own)


JJG = {"un": '"220 V"', "constant": '"1200 imp/kWh"', "serial": '"202611000001"', "model": '"DTZ-SIM"'}


@pytest.mark.parametrize(("regulation", "percent", "outcome"), [
    (NL, "1.3", "conform"), (NL, "3.1", "not_conform"), (DE, "3.1", "conform"), (DE, "4.1", "not_conform"),
    (FR, "4.1", "conform"), (FR, "4.6", "not_conform"), (ES, "2.1", "not_conform"), (ES, "1.3", "conform"),
])  # fmt: skip
def test_a_run_of_jjg_596_under_another_law(lab: Path, regulation: str, percent: str, outcome: str) -> None:
    """The same loads are found by what the source put out; what was not measured is incomplete, not guessed."""
    base = CONFIG / "subjects/electricity-meter.toml"
    bench = CONFIG / "benches/electricity-meter.toml"
    run = prepare("JJG 596", bench, base, stage="initial", on=DAY, seed=7, operator="")
    journal = MemoryJournal("jjg")
    reading = {f"balanced/ABC/1.0/Ib/W{n}": energy(percent, 11) for n in (1, 2, 3, 4)}
    perform(run.setup, journal, Answers(reading), StoppedClock())
    plate = changed(lab / "subjects/mid_meter.toml", **JJG, **NO_EFFECTS)
    setup = prepare(regulation, bench, plate, stage=STAGE[regulation], on=DAY, seed=7, operator="").setup
    source, found = JudgedSource(journal.events, states_asked(setup), undoing(setup.procedure)), MemoryJournal("other")
    perform(setup, found, source, source.clock)
    said = {e.body["key"]: e.body["outcome"] for e in found.events if e.kind == "item"}
    if regulation == FR:  # 2 Iref was not measured
        assert said["balanced"] == ("incomplete" if outcome == "conform" else "not_conform")
    else:
        assert said["balanced"] == outcome
        assert said["single"] == "conform"
    if regulation in (ES, NL):
        assert (said["creep"], said["starting"]) == ("incomplete", "incomplete")  # at 1.1 Un, and for another time
    assert said["examination"] == "incomplete"  # other questions
