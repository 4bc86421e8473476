"""Sound calibrators in Spain: figures a second time, bands, both sides of limits, largest uncertainties."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from procedures.acoustics.ict_155_xiv_2_2020 import ICT155XIV2
from procedures.acoustics.sound_calibrators import SoundCalibrator
from procedures.regulation import Stage
from services.laboratory.example import write_example
from tests.procedures.answers import judge

D = Decimal
ID = "ICT/155/2020 XIV.2:2020"
#: IEC 60942:2017 tables 2, A.1, 7, A.3: level, fluctuation, their largest U in dB; distortion and its largest U in %.
FIGURES = {
    ("LS", "1000"): ("0.10", "0.03", "0.10", "0.02", "2.0", "0.5"),
    ("1", "50"): ("0.30", "0.20", "0.20", "0.15", "3.0", "1.0"),
    ("1", "125"): ("0.30", "0.10", "0.20", "0.10", "3.0", "1.0"),
    ("1", "1000"): ("0.25", "0.07", "0.15", "0.03", "2.5", "0.5"),
    ("1", "2000"): ("0.35", "0.07", "0.25", "0.03", "3.0", "1.0"),
    ("1", "8000"): ("0.45", "0.07", "0.35", "0.03", "3.0", "1.0"),
    ("1", "12500"): ("0.50", "0.07", "0.50", "0.03", "3.0", "1.0"),
    ("2", "1000"): ("0.40", "0.15", "0.35", "0.05", "3.0", "1.0"),
}
#: Class, frequency, and the row that holds it: the printed ends of the bands.
BANDS = [
    ("1", "31.5", "1 31"), ("1", "63", "1 31"), ("1", "63.1", "1 63"), ("1", "159.9", "1 63"), ("1", "160", "1 160"),
    ("1", "1250", "1 160"), ("1", "1250.1", "1 1250"), ("1", "4000", "1 1250"), ("1", "4000.1", "1 4000"),
    ("1", "8000", "1 4000"), ("1", "8000.1", "1 8000"), ("1", "16000", "1 8000"), ("1", "31.4", ""), ("1", "16001", ""),
    ("2", "160", "2 160"), ("2", "159.9", ""), ("2", "1250.1", ""), ("LS", "250", "LS 160"), ("LS", "125", ""),
]  # fmt: skip


def measured(accuracy: str, frequency: str) -> ICT155XIV2:
    found = object.__new__(ICT155XIV2)
    found.subject = plate(**{"class": accuracy})
    assert D(frequency) > 0
    return found


def plate(**fields: Any) -> SoundCalibrator:
    """A nameplate."""
    return SoundCalibrator.model_validate({
        "name": "x", "name_en": "x", "maker": "x", "model": "x", "serial": "1", "client": "x", "class": "1",
        "microphone": "M", "outputs": [{"level": "94 dB", "frequency": "1000 Hz"}], **fields,
    })  # fmt: skip


@pytest.mark.parametrize(("accuracy", "frequency", "row"), BANDS)
def test_the_band_of_a_frequency(accuracy: str, frequency: str, row: str) -> None:
    assert measured(accuracy, frequency).row_of(D(frequency)) == row


def test_figures_a_second_time() -> None:
    facts = ICT155XIV2.facts
    rows = {}
    for (accuracy, frequency), figures in FIGURES.items():
        row = measured(accuracy, frequency).row_of(D(frequency))
        values = [facts.table(t).numbers(row) for t in ("levels", "level_u", "distortions", "distortion_u")]
        assert [x for v in values for x in v] == list(map(D, figures))
        rows[row] = True
    for table in ("levels", "level_u", "distortions", "distortion_u"):
        assert set(facts.table(table).rows) == set(rows)
    assert {c: facts.table("frequencies").numbers(c) for c in ("LS", "1", "2")} == {
        "LS": (D("0.7"),), "1": (D("0.7"),), "2": (D("1.7"),)
    }  # fmt: skip
    assert {facts.table("frequency_u").numbers(c) for c in ("LS", "1", "2")} == {(D("0.2"),)}
    names = ("couplings", "step_level", "step_frequency", "step_distortion")
    assert [facts.number(n) for n in names] == [3, D("0.01"), D("0.1"), D("0.1")]
    assert {str(facts.source(k).status) for k in ("levels", "level_u", "frequencies", "distortions")} == {"secondary"}
    assert {str(facts.source(k).status) for k in ("scope", "period", "tests")} == {"verified"}


def test_header_items_and_stages() -> None:
    r, items = ICT155XIV2.regulation, list(ICT155XIV2.items())[2:]
    assert (f"{r.issued}", f"{r.in_force}", r.jurisdiction, r.kind) == (
        "2020-02-07", "2020-10-24", "ES", "sound-calibrator"
    )  # fmt: skip
    assert [i.key for i in items] == ["examination", "level", "fluctuation", "frequency", "distortion"]
    assert [i.gate for i in items] == [True, False, False, False, False]
    assert [i.measured for i in items] == [False, True, True, True, True]
    assert all(i.stages == {Stage.INITIAL, Stage.SUBSEQUENT, Stage.AFTER_REPAIR} for i in items)
    assert ICT155XIV2.validity_months(plate()) == 12
    assert {c.quantity: (c.lower, c.upper) for c in ICT155XIV2.conditions(plate())} == {
        "temperature": (20, 26), "humidity": (25, 70), "air_pressure": (970, 1050)
    }  # fmt: skip
    assert [u.uncertainty for u in ICT155XIV2.facts.standards_demands(plate()).values()] == [1]


@pytest.mark.parametrize(
    "fields", [{"class": "0"}, {"outputs": []}, {"outputs": [{"level": "94 dB", "frequency": "0 Hz"}]}]
)
def test_a_nameplate_has_a_class_and_outputs(fields: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"class|at least 1|above 0|greater|frequency"):
        plate(**fields)


@pytest.fixture(scope="module", name="lab")
def a_lab(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("calibrator") / "lab"
    write_example(ID, folder)
    return folder


def judged(lab: Path, given: dict[str, str], accuracy: str = "1", *outputs: tuple[str, str], U: str = "0.06") -> Any:
    """The ideal calibrator with what was read otherwise; of a class, with outputs, on a system of this U."""
    head = (lab / "subjects/sound_calibrator.toml").read_text("utf-8").partition("[[instrument.outputs]]")[0]
    text = head.replace('class = "1"', f'class = "{accuracy}"') + "".join(
        f'[[instrument.outputs]]\nlevel = "{level} dB"\nfrequency = "{frequency} Hz"\n'
        for level, frequency in outputs or [("94", "1000")]
    )
    subject = lab / f"subjects/{abs(hash(text))}.toml"
    subject.write_text(text, "utf-8")
    standards = (lab / "standards.toml").read_text("utf-8")
    try:
        changed = standards.replace(
            'expanded_uncertainty = { constant = "0.06"', f'expanded_uncertainty = {{ constant = "{U}"'
        )
        (lab / "standards.toml").write_text(changed, "utf-8")
        return judge(ID, lab / "benches/sound_calibrator.toml", subject, given, stage="subsequent")
    finally:
        (lab / "standards.toml").write_text(standards, "utf-8")


def test_every_output_in_turn(lab: Path) -> None:
    found = judged(lab, {}, "1", ("94", "1000"), ("114", "1000"), ("94", "31.5"))
    assert found.verdict["outcome"] == "conform"
    points = ["94dB/1000Hz", "114dB/1000Hz", "94dB/31.5Hz"]
    for key in ("level", "fluctuation", "frequency", "distortion"):
        assert [p for p in found.of(key) if p.count("/") == 1] == points
    calls = [(b["method"], b.get("args", [])) for k, _, b in found.bodies if k == "command"]
    each = [c for level, f in (("94", "1000"), ("114", "1000"), ("94", "31.5"))
            for c in (("apply_to", ["frequency", f, "Hz"]), ("apply_to", ["level", level, "dB"]))]  # fmt: skip
    assert calls == [*each, ("off", [])] * 4


@pytest.mark.parametrize(("accuracy", "frequency", "limit"), [
    ("LS", "1000", "0.10"), ("1", "31.5", "0.30"), ("1", "125", "0.30"), ("1", "250", "0.25"), ("1", "2000", "0.35"),
    ("1", "8000", "0.45"), ("1", "16000", "0.50"), ("2", "1000", "0.40"),
])  # fmt: skip
def test_both_sides_of_a_level(lab: Path, accuracy: str, frequency: str, limit: str) -> None:
    """All three couplings at the limit conform; a hundredth more of one does not."""
    for sign in (1, -1):
        for beyond, outcome in (("0", "conform"), ("0.01", "not_conform")):
            at = D(94) + sign * D(limit)
            given = {f"level/94dB/{frequency}Hz/{n}/Li": f"{at}" for n in (1, 2)}
            given[f"level/94dB/{frequency}Hz/3/Li"] = f"{at + sign * D(beyond)}"
            assert judged(lab, given, accuracy, ("94", frequency)).outcomes["level"] == outcome, (sign, beyond)


@pytest.mark.parametrize(("accuracy", "frequency", "high", "low", "outcome"), [
    ("LS", "1000", "94.03", "93.97", "conform"), ("LS", "1000", "94.04", "94.00", "not_conform"),
    ("1", "1000", "94.07", "93.93", "conform"), ("1", "1000", "94.08", "94.00", "not_conform"),
    ("1", "1000", "94.00", "93.92", "not_conform"), ("1", "50", "94.20", "93.80", "conform"),
    ("1", "50", "94.21", "93.80", "not_conform"), ("1", "125", "94.10", "94.00", "conform"),
    ("1", "125", "94.00", "93.89", "not_conform"), ("2", "1000", "94.15", "94.00", "conform"),
    ("2", "1000", "94.16", "94.00", "not_conform"),
])  # fmt: skip
def test_fluctuation(lab: Path, accuracy: str, frequency: str, high: str, low: str, outcome: str) -> None:
    at = f"fluctuation/94dB/{frequency}Hz"
    found = judged(lab, {f"{at}/Lx": high, f"{at}/Ln": low}, accuracy, ("94", frequency))
    assert found.outcomes["fluctuation"] == outcome


@pytest.mark.parametrize(("accuracy", "shown", "outcome"), [
    ("1", "1007.0", "conform"), ("1", "1007.1", "not_conform"), ("1", "993.0", "conform"),
    ("1", "992.9", "not_conform"),
    ("LS", "1007.1", "not_conform"), ("2", "1017.0", "conform"), ("2", "1017.1", "not_conform"),
])  # fmt: skip
def test_frequency(lab: Path, accuracy: str, shown: str, outcome: str) -> None:
    assert judged(lab, {"frequency/94dB/1000Hz/fx": shown}, accuracy).outcomes["frequency"] == outcome


@pytest.mark.parametrize(("accuracy", "frequency", "shown", "outcome"), [
    ("LS", "1000", "2.0", "conform"), ("LS", "1000", "2.1", "not_conform"), ("1", "1000", "2.5", "conform"),
    ("1", "1000", "2.6", "not_conform"), ("1", "125", "3.0", "conform"), ("1", "125", "3.1", "not_conform"),
    ("2", "1000", "3.0", "conform"), ("2", "1000", "3.1", "not_conform"),
])  # fmt: skip
def test_distortion(lab: Path, accuracy: str, frequency: str, shown: str, outcome: str) -> None:
    given = {f"distortion/94dB/{frequency}Hz/d": shown}
    assert judged(lab, given, accuracy, ("94", frequency)).outcomes["distortion"] == outcome


@pytest.mark.parametrize(("accuracy", "U", "outcome"), [
    ("LS", "0.09", "conform"), ("LS", "0.11", "incomplete"), ("1", "0.14", "conform"), ("1", "0.16", "incomplete"),
    ("2", "0.34", "conform"), ("2", "0.36", "incomplete"),
])  # fmt: skip
def test_a_level_known_too_badly_decides_nothing(lab: Path, accuracy: str, U: str, outcome: str) -> None:
    assert judged(lab, {}, accuracy, U=U).outcomes["level"] == outcome


@pytest.mark.parametrize(("accuracy", "frequency"), [("2", "125"), ("LS", "2000"), ("1", "20000")])
def test_a_frequency_without_limits_is_no_output_of_the_class(lab: Path, accuracy: str, frequency: str) -> None:
    found = judged(lab, {}, accuracy, ("94", "1000"), ("94", frequency))
    assert found.outcomes["specification"] == "not_conform"
    assert not found.of("frequency")


def test_what_is_printed_beside_the_results(lab: Path) -> None:
    """U of the system 0.06 dB, a display of 0.01 dB; of a difference 2 √(0.01² / 6); of 125 Hz 0.025 Hz and 0.1 Hz."""
    found = judged(lab, {"level/94dB/125Hz/2/Li": "94.01"}, "1", ("94", "125"))
    shown = {key: found.of(key)["94dB/125Hz"]["values"] for key in ("level", "fluctuation", "frequency", "distortion")}
    assert (shown["level"]["L"], shown["level"]["Ud"]) == ("94.0033", "0.061")
    assert (shown["fluctuation"]["Ud"], shown["frequency"]["Ud"]) == ("0.0082", "0.051")
    assert shown["distortion"]["d"] == "0"
    assert found.of("fluctuation")["94dB/125Hz"]["words"]["formula"] == "ΔL = L₊ − L_m"
    assert judged(lab, {}).of("frequency")["94dB/1000Hz"]["values"]["Ud"] == "0.021"


@pytest.mark.parametrize(("accuracy", "band"), [("1", "31.5–16000 Hz"), ("2", "160–1250 Hz"), ("LS", "160–1250 Hz")])
def test_for_which_frequencies_a_class_is_defined(lab: Path, accuracy: str, band: str) -> None:
    assert judged(lab, {}, accuracy).of("specification")["frequency"]["values"]["limit"] == band


def test_a_calibrator_may_have_outputs_of_low_frequency() -> None:
    assert plate(outputs=[{"level": "94 dB", "frequency": "0.5 Hz"}]).outputs[0].frequency.value == D("0.5")
