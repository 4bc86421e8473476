"""What the source of an energy bench puts out, what is known of a register, which meters go together, words."""

import math
from decimal import Decimal
from pathlib import Path

import pytest

from procedures.electricity.jjg_596_2012 import Meter
from procedures.subject import load_subject
from sequencer.errors import Refused
from sequencer.positions import refuse_divergence
from services.laboratory.prepare import prepare
from tests.procedures.answers import CONFIG, DAY, nameplate
from tests.procedures.electricity.test_jjg_596_2012 import ITEMS, ONE_PHASE, Judge, meter

__all__ = ["meter"]


def test_what_the_source_puts_out(meter: Judge) -> None:
    judged = meter()
    calls = [(a, b) for kind, a, b in judged.bodies if kind == "command" and b.get("method") == "set_output"]
    by_item = {item: [b["args"][0] for a, b in calls if a.startswith(f"{item}/")] for item in ITEMS}
    assert [len(by_item[i]) for i in ITEMS] == [0, 0, 1, 1, 15, 0, 18, 0, 3, 0]
    assert by_item["creep"] == ["; ".join(["253.000 0.000000 0"] * 3)]
    assert by_item["starting"] == ["; ".join(["220.000 0.020000 0"] * 3)]
    assert by_item["balanced"][1:3] == ["; ".join([f"220.000 60.000000 {angle}"] * 3) for angle in ("60", "-36.8699")]
    assert by_item["balanced"][-1] == "; ".join(["220.000 0.250000 0"] * 3)
    assert by_item["single"][6] == "220.000 0 0; 220.000 60.000000 0; 220.000 0 0"
    off, on = "; ".join(["220.000 0.000000 0"] * 3), "; ".join(["220.000 60.000000 0"] * 3)
    assert by_item["constant"] == [off, on, off]
    assert {b["args"][1] for _, b in calls} == {"50"}
    (single, *_) = (b for kind, _, b in meter(**ONE_PHASE).bodies if kind == "command" and b["method"] == "set_output")
    assert single["args"][0] == "253.000 0.000000 0; 0 0 0; 0 0 0"


def test_a_register_may_stand_anywhere_before_it_counts(meter: Judge) -> None:
    judged = meter({"register/dial1": "1206.42", "register/dial2": "1216.42"})
    assert judged.answers.doubts == []
    assert judged.of("constant")["register"]["decision"]["rounded"] in ("0", "0.0")
    assert "reading_far" in meter({"register/dial2": "11.6"}).answers.doubts


def test_codes_of_the_nameplate_are_printed_in_words() -> None:
    subject = load_subject(CONFIG / "subjects/electricity-meter.toml", Meter)
    lines = {title.en: value.en for title, value in subject.specification_lines()}
    assert (lines["System"], lines["Connection"]) == ("three phases, four wires", "direct")
    assert (lines["Clock"], lines["Accuracy class"], lines["Reference voltage Un"]) == ("yes", "1", "220 V")


def test_meters_that_wait_for_other_times_are_not_verified_together(tmp_path: Path) -> None:
    """Starting and creep last longer with another constant; the loads are the same."""
    setups = []
    for n, constant in enumerate(("1200", "1200", "1600")):
        plate = nameplate(tmp_path / f"{n}.toml", "electricity-meter", constant=f'"{constant} imp/kWh"')
        bench = CONFIG / "benches/electricity-meters.toml"
        made = prepare("JJG 596", bench, plate, stage="initial", on=DAY, seed=1, operator="", position=str(n + 1))
        setups.append(made.setup)
    own = ("reference", "meter", "inspector")
    refuse_divergence(setups[:2], own)
    with pytest.raises(Refused, match="position 3"):
        refuse_divergence(setups, own)


@pytest.mark.parametrize(("dial2", "percent"), [("20", 100), ("5", -50), ("0.1", -99)])
def test_a_register_that_is_far_off_is_off_by_its_whole_error(meter: Judge, dial2: str, percent: int) -> None:
    """10 kWh by the reference meter."""
    assert Decimal(meter({"register/dial2": dial2}).of("constant")["register"]["decision"]["unrounded"]) == percent


@pytest.mark.parametrize(("T", "daily"), [("0.5", 86400), ("2", -43200), ("0.8", 21600)])
def test_a_clock_that_is_far_off_is_off_by_its_whole_error(meter: Judge, T: str, daily: int) -> None:
    judged = meter({f"period/T{n}": T for n in range(1, 6)})
    assert Decimal(judged.of("clock")["period"]["decision"]["unrounded"]) == daily


@pytest.mark.parametrize(("ib", "pulses"), [("5", 11), ("4.5454545454", 10), ("4.5454545455", 11)])
def test_a_comparison_lasts_a_whole_number_of_pulses_not_below_ten_seconds(meter: Judge, ib: str, pulses: int) -> None:
    """3 x 220 V x Ib at 1200 imp/kWh; its second argument is the time in whole seconds, rounded up."""
    judged = meter(ib=f'"{ib} A"')
    found = {a: b["args"] for kind, a, b in judged.bodies if kind == "observation" and a.endswith("ABC/1.0/Ib/W1")}
    seconds = math.ceil(Decimal(pulses) * 3_600_000 / (660 * 1200 * Decimal(ib)))
    (args,) = found.values()
    assert args == [str(pulses), str(seconds)]


def test_each_look_at_the_register_has_its_number(meter: Judge) -> None:
    found = [a.rsplit("/", 1)[1] for kind, a, _ in meter().bodies if kind == "observation" and "/dial" in a]
    assert found == ["dial1", "dial2"]


@pytest.mark.parametrize(("imax", "seconds"), [("60", "2400"), ("59.99999", "2401"), ("60.00001", "2400")])
def test_the_register_advances_for_whole_seconds_not_below_its_energy(meter: Judge, imax: str, seconds: str) -> None:
    """10 kWh at 250 V and Imax."""
    judged = meter(**ONE_PHASE | {"un": '"250 V"', "imax": f'"{imax} A"'})
    (dwell,) = (b["seconds"] for kind, a, b in judged.bodies if kind == "dwell" and a.startswith("constant"))
    assert dwell == seconds
