"""JJF 1587-2016: points a second time, U at each point by hand, both sides of each limit, one fail per item."""

import math
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from procedures.electricity.jjf_1587_2016 import JJF1587, facts
from procedures.errors import SubjectError
from procedures.kit.suitability import Demand
from records.journal import MemoryJournal
from sequencer.errors import EntryRefused, Interrupted
from sequencer.journal_memory import JournalMemory
from sequencer.reading_sources import DryRunSource
from sequencer.session import StoppedClock
from services.laboratory.prepare import prepare
from tests.procedures.answers import CONFIG, DAY, Judged, changed, judge

Judge = Callable[..., Judged]
READINGS = 5
ALL = ("dc_voltage", "dc_current", "resistance", "ac_voltage", "ac_current")


@cache
def whole() -> Judged:
    """The multimeter of the demonstration laboratory, all of it, with ideal readings."""
    return judge("JJF 1587", "multimeter", CONFIG / "subjects/multimeter.toml", {})


@pytest.fixture
def meter(tmp_path: Path) -> Judge:
    """Judges the multimeter of the demonstration laboratory; `of` says which ranges it has."""

    def run(given: dict[str, str] | None = None, *, rule: str = "", **fields: str | None) -> Judged:
        plate = tmp_path / "subject.toml"
        text = (CONFIG / "subjects/multimeter.toml").read_text("utf-8")
        plate.write_text(text.replace("[\n    ", "[").replace(",\n    {", ", {").replace(",\n]", "]"), "utf-8")
        stated = {"decision_rule": f'"{rule}"'} if rule else {}
        return judge("JJF 1587", "multimeter", changed(plate, **stated, **fields), given or {})

    return run


def only(ranges: str) -> dict[str, str | None]:
    """A meter of direct voltage alone."""
    return {"dc_voltage": ranges, **dict.fromkeys(ALL[1:])}


ONE = only('[{ upper = "10 V", resolution = "10 µV", of_reading = 0.005, of_range = 0.0035 }]')


def each(place: str, *values: str) -> dict[str, str]:
    """The readings of a point; one value for all."""
    given = values if len(values) == READINGS else values * READINGS
    return {f"{place}/x{n}": value for n, value in enumerate(given, 1)}


def test_the_edition() -> None:
    r = JJF1587.regulation
    assert (r.id, r.issued.isoformat(), r.in_force.isoformat()) == ("JJF 1587-2016", "2016-11-25", "2017-05-25")
    assert (r.replaces, r.work, r.kind, r.validity_months) == (("JJG 315-1983",), "calibration", "multimeter", 0)
    clauses = ["发布与实施日期", "校准点", "测量不确定度评定"]
    assert [s.clause for s in r.sources] == [f"JJF 1587-2016 {clause}" for clause in clauses]
    assert facts.standards_demands(None) == {"source": Demand(ratio=Decimal(3)), "source.ac": Demand(ratio=Decimal(3))}
    assert [(i.key, i.gate, i.measured) for i in JJF1587.items()[2:]] == [
        ("appearance", True, False), *((key, False, True) for key in ALL),
    ]  # fmt: skip
    conditions = {c.quantity: (c.lower, c.upper) for c in JJF1587.conditions(None)}
    assert conditions == {"temperature": (Decimal(18), Decimal(28)), "humidity": (None, Decimal(75))}


def test_sources_and_what_is_not_known() -> None:
    secondary, unverified = {"points", "limit", "appearance"}, {"dates", "standard", "environment", "uncertainty"}
    assert {facts.source(k).status.value for k in secondary} == {"secondary"}
    assert {facts.source(k).status.value for k in unverified} == {"unverified"}


def test_the_points() -> None:
    points = facts.table("points")
    assert points.numbers("basic") == tuple(map(Decimal, (10, 30, 50, 70, 100, -100)))
    assert points.numbers("other") == tuple(map(Decimal, (10, 50, 100, -100)))
    assert points.numbers("ac_basic") == tuple(map(Decimal, (10, 30, 50, 70, 100)))
    assert points.numbers("ac_other") == tuple(map(Decimal, (10, 50, 100)))
    assert points.numbers("resistance") == (10, 100)
    assert facts.number("readings") == READINGS
    judged = whole()
    assert list(judged.of("dc_voltage")) == [
        "10V/1V", "10V/3V", "10V/5V", "10V/7V", "10V/10V", "10V/-10V", "1V/0.1V", "1V/0.5V", "1V/1V", "1V/-1V",
        "100V/10V", "100V/50V", "100V/100V", "100V/-100V",
    ]  # fmt: skip
    tenths = ("0.010", "0.030", "0.050", "0.070", "0.100", "-0.100")
    assert list(judged.of("dc_current")) == [f"100mA/{a}A" for a in tenths]
    assert list(judged.of("resistance")) == ["10kohm/1000ohm", "10kohm/10000ohm", "1kohm/100ohm", "1kohm/1000ohm"]
    assert list(judged.of("ac_voltage")) == [
        *(f"10V/1kHz/{v}V" for v in (1, 3, 5, 7, 10)), *(f"10V/50Hz/{v}V" for v in (1, 5, 10)),
    ]  # fmt: skip
    assert list(judged.of("ac_current")) == [f"1A/1kHz/{a}A" for a in ("0.1", "0.3", "0.5", "0.7", "1")]


@pytest.mark.parametrize(("missing", "left"), [(ALL[1:], ALL[:1]), (("ac_voltage", "ac_current"), ALL[:3])])
def test_functions_that_the_meter_lacks_are_left_out(meter: Judge, missing: tuple[str, ...], left: tuple[str]) -> None:
    judged = meter(**dict.fromkeys(missing))
    assert set(judged.outcomes) == {"specification", "environment", "appearance", *left}


def test_the_further_basic_range_of_an_alternating_function_has_three_points(meter: Judge) -> None:
    of = ', resolution = "1 µV", of_reading = 0.06, of_range = 0.03, frequencies = ["1 kHz"] }'
    judged = meter(ac_voltage=f'[{{ upper = "10 V"{of}, {{ upper = "1 V"{of}]')
    assert list(judged.of("ac_voltage"))[5:] == ["1V/1kHz/0.1V", "1V/1kHz/0.5V", "1V/1kHz/1V"]


CERTIFIED = {"V": ("5e-6", "12e-6", "2e-6", "6e-6"), "A": ("3e-8", "5e-5", "1e-8", "2e-5"),
             "Ω": ("5e-4", "3e-5", "2e-4", "1e-5"), "AC V": ("6e-5", "1.5e-4", "2e-5", "6e-5"),
             "AC A": ("1e-7", "6e-4", "4e-8", "2e-4")}  # fmt: skip
"""MPE and U (k = 2) of the calibrator, each a constant and a part of the value."""


@pytest.mark.parametrize(("item", "place", "kind", "value", "step", "zeroed"), [
    ("dc_voltage", "10V/1V", "V", 1, 1e-5, False), ("dc_voltage", "10V/-10V", "V", 10, 1e-5, False),
    ("dc_voltage", "1V/0.1V", "V", 0.1, 1e-6, False), ("dc_voltage", "100V/50V", "V", 50, 1e-4, False),
    ("dc_current", "100mA/0.050A", "A", 0.05, 1e-7, False), ("resistance", "10kohm/1000ohm", "Ω", 1000, 0.01, False),
    ("resistance", "1kohm/100ohm", "Ω", 100, 0.001, True), ("ac_voltage", "10V/50Hz/5V", "AC V", 5, 1e-5, False),
    ("ac_current", "1A/1kHz/0.1A", "AC A", 0.1, 1e-6, False),
])  # fmt: skip
def test_U_of_steady_readings_is_that_of_resolution_and_source(
    item: str, place: str, kind: str, value: float, step: float, zeroed: bool
) -> None:
    body = whole().of(item)[place]
    mpe, mpe_part, U, U_part = map(float, CERTIFIED[kind])
    parts = [(mpe + mpe_part * value) / math.sqrt(3), (U + U_part * value) / 2]
    parts += [step / math.sqrt(12)] * (2 if zeroed else 1)
    u = math.hypot(*parts)
    found = body["uncertainty"]
    assert (float(found["combined"]), found["degrees_of_freedom"], found["k"]) == (pytest.approx(u, rel=1e-5), "", "2")
    assert (found["U"], float(found["U"])) == (body["values"]["U_exp"], float(f"{2 * u:.1e}"))
    assert body["values"]["k_exp"] == "2.00"


def test_scattered_readings_have_fewer_degrees_of_freedom_and_a_larger_k(meter: Judge) -> None:
    body = meter(each("10V/1V", "1.0002", "1.0000", "0.9998", "1.0001", "0.9999"), **ONE).of("dc_voltage")["10V/1V"]
    s = math.sqrt(sum(d * d for d in (2e-4, 0, 2e-4, 1e-4, 1e-4)) / 4)
    others = math.hypot(17e-6 / math.sqrt(3), 8e-6 / 2, 1e-5 / math.sqrt(12))
    u_a = s / math.sqrt(5)
    found = body["uncertainty"]
    assert float(found["components"][0]["standard_uncertainty"]) == pytest.approx(u_a, rel=1e-5)
    assert float(found["combined"]) == pytest.approx(math.hypot(u_a, others), rel=1e-5)
    assert (found["degrees_of_freedom"], float(found["k"])) == ("4", pytest.approx(2.869, abs=1e-3))
    assert body["values"] == {
        "ref": "1.00000", "x": "1.00000", "E": "0.00000", "U_exp": "0.00021", "k_exp": "2.87",
    }  # fmt: skip


def test_the_result_is_the_mean_error_to_the_place_of_U(meter: Judge) -> None:
    readings = each("10V/10V", "10.00011", "10.00012", "10.00013", "10.00012", "10.00012")
    body = meter(readings, **ONE).of("dc_voltage")["10V/10V"]
    assert (body["values"]["E"], body["values"]["x"], body["values"]["U_exp"]) == ("0.00012", "10.00012", "0.00016")
    assert body["uncertainty"]["stated"] == "0.00012"
    assert body["words"]["formula"] == "E = Σ(x − x₀) / 5"
    assert [r["factor"] for r in body["reference"]] == ["-0.2"] * READINGS


def test_the_leads_of_two_wires_are_zeroed(meter: Judge) -> None:
    given = {"1kohm/0ohm/zero": "0.15"} | each("1kohm/100ohm", "100.150") | each("1kohm/1000ohm", "1000.15")
    found = meter(given).of("resistance")
    assert [found[f"1kohm/{p}ohm"]["values"]["E"] for p in (100, 1000)] == ["0.0000", "0.000"]
    assert found["1kohm/100ohm"]["values"]["zero"] == "0.1500"
    assert [c["key"] for c in found["1kohm/100ohm"]["uncertainty"]["components"]] == [
        "repeatability", "resolution", "zero", "certificate", "specification",
    ]  # fmt: skip


@pytest.mark.parametrize("x", ["10.0000", "10.0100"])
def test_without_a_rule_nothing_is_said_of_conformity(meter: Judge, x: str) -> None:
    judged = meter(each("10V/10V", x), **ONE)
    bodies = judged.of("dc_voltage").values()
    assert judged.verdict["outcome"] == "conform"
    assert all("decision" not in b and "plot" not in b and "MPE" not in b["values"] for b in bodies)


SIDES = [
    ("10V/10V", "10.00085", "conform"), ("10V/10V", "10.000851", "not_conform"), ("10V/10V", "9.99914", "not_conform"),
    ("10V/-10V", "-10.00085", "conform"), ("10V/-10V", "-10.00086", "not_conform"),
    ("10V/1V", "1.00040", "conform"), ("10V/1V", "1.00041", "not_conform"),
]  # fmt: skip


@pytest.mark.parametrize(("place", "x", "outcome"), SIDES)
def test_by_shared_risk_the_limit_is_a_part_of_reading_and_range(
    meter: Judge, place: str, x: str, outcome: str
) -> None:
    judged = meter(each(place, x), rule="shared_risk", **ONE)
    assert judged.outcomes["dc_voltage"] == judged.verdict["outcome"] == outcome


RULES = [  # limit 0.00085 V, U = 0.00016 V
    ("jjf_1094", "10.00085", "conform", ""),  # U is less than a third of the limit: compared directly
    ("guard_band", "10.00069", "conform", ""), ("guard_band", "10.00070", "not_conform", ""),
    ("four_statements", "10.00069", "conform", "pass"),
    ("four_statements", "10.00070", "undecided", "conditional pass"),
    ("four_statements", "10.00086", "undecided", "conditional fail"),
    ("four_statements", "10.00102", "not_conform", "fail"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "x", "outcome", "zone"), RULES)
def test_the_rule_that_was_agreed_decides(meter: Judge, rule: str, x: str, outcome: str, zone: str) -> None:
    body = meter(each("10V/10V", x), rule=rule, **ONE).of("dc_voltage")["10V/10V"]
    assert (body["outcome"], body["decision"]["limit"]) == (outcome, ["-0.00085", "0.00085"])
    assert (body["values"]["MPE"], body["decision"]["U"]) == ("±0.00085", "0.00016")
    assert zone in {"", body["words"]["zone"]}
    assert body["plot"]["chart"] == "10V"


def test_a_rule_needs_the_limits_that_were_agreed(meter: Judge) -> None:
    bare = only('[{ upper = "10 V", resolution = "10 µV" }]')
    assert meter(**bare).verdict["outcome"] == "conform"
    with pytest.raises(SubjectError, match="every range needs of_reading"):
        meter(rule="jjf_1094", **bare)


@pytest.mark.parametrize(("ranges", "wrong"), [
    ('[{ upper = "1000 V", resolution = "10 mV" }]', []),
    ('[{ upper = "1 V", resolution = "1 V", of_reading = 0.001, of_range = 0.002 }]', ["standard_mpe"]),
    ('[{ upper = "1 V", resolution = "1 V", of_reading = 0.002, of_range = 0.0035 }]', []),
])  # fmt: skip
def test_the_source_covers_the_range_and_is_three_times_better_than_a_stated_limit(
    tmp_path: Path, ranges: str, wrong: list[str]
) -> None:
    """At 1 V: its MPE is 17 µV, a third of 0.0055 % is 18 µV; a third of 0.003 % is 10 µV."""
    plate = tmp_path / "subject.toml"
    named = 'name = "a"\nmaker = "b"\nmodel = "c"\nserial = "DM-2026-0001"'
    plate.write_text(f"[instrument]\n{named}\ndc_voltage = {ranges}\n", "utf-8")
    job = prepare("JJF 1587", CONFIG / "benches/multimeter.toml", plate, stage="initial", on=DAY, seed=7, operator="")
    record = JournalMemory(MemoryJournal("test"))
    procedure = job.setup.handle(record, DryRunSource(None), StoppedClock())[1]
    assert [r.code for r in procedure.suitability() if not r.conforms] == wrong


def test_a_range_beyond_the_certificate_is_refused_before_anything_is_touched(meter: Judge) -> None:
    with pytest.raises(EntryRefused, match="1400 V is outside the certified range"):
        meter(**only('[{ upper = "2000 V", resolution = "10 mV" }]'))


def test_the_error_is_against_what_the_calibrator_puts_out(meter: Judge) -> None:
    shown = {f"10V/10V/ref{n}": "10.0005" for n in range(1, READINGS + 1)}
    judged = meter(each("10V/10V", "10.00100") | shown, **ONE)
    assert judged.of("dc_voltage")["10V/10V"]["values"]["E"] == "0.00050"


def commands(judged: Judged) -> list[tuple[str, list[str]]]:
    """What was commanded, in order."""
    return [(b["method"], b.get("args", [])) for kind, _, b in judged.bodies if kind == "command"]


def test_leads_are_moved_with_the_output_off_and_it_ends_in_standby() -> None:
    found = commands(whole())
    for n, (method, _) in enumerate(found):
        assert method != "connect" or found[n - 1][0] == "standby"
    circuits = [args[0] for method, args in found if method == "connect"]
    assert circuits == ["voltage", "current", "4-wire", "2-wire", "voltage", "current"]
    assert found[-1] == ("standby", [])
    assert {"set_voltage 5 V 50", "set_current 1 A 1000"} <= {" ".join((method, *args)) for method, args in found}


def test_the_reading_is_taken_in_its_range(meter: Judge) -> None:
    judged = meter(**only('[{ upper = "300 mV", resolution = "1 µV" }]'))
    arguments = [b["args"] for kind, a, b in judged.bodies if kind == "observation" and "/x" in a]
    assert arguments == [["0.300"]] * 6 * READINGS


def test_appearance_stops_the_run(meter: Judge) -> None:
    judged = meter({"/sound": "not_conform"})
    assert (judged.outcomes["appearance"], judged.outcomes["dc_voltage"]) == ("not_conform", "incomplete")
    with pytest.raises((EntryRefused, Interrupted)):
        meter({"/sound": "not_applicable"})


@pytest.mark.parametrize("ranges", [
    "[]", '[{ upper = "0 V", resolution = "1 µV" }]', '[{ upper = "1 V", resolution = "0 V" }]', '[{ upper = "1 V" }]',
    '[{ upper = "1 V", resolution = "1 µV", of_reading = -0.001, of_range = 0 }]',
    '[{ upper = "1 V", resolution = "1 µV", of_reading = 0, of_range = -0.001 }]',
    '[{ upper = "1 A", resolution = "1 µA" }]',
])  # fmt: skip
def test_a_nameplate_without_a_whole_range_is_refused(meter: Judge, ranges: str) -> None:
    with pytest.raises(SubjectError):
        meter(**only(ranges))
