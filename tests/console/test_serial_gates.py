"""The serial number that answers, over every protocol that tells one: at the start, overridden, on resume, planned."""

from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.console.conftest import DAY
from tests.console.own_regulation import NUMBER, PLATE, bring

BENCH = """
[bench]
name = "own"
[roles.meter]
driver = "{driver}"
address = "sim:meter"
options = {{ {options} }}
[roles.inspector]
driver = "simulated_person"
[roles.room]
driver = "hmt330"
address = "sim:room"
[standards]
room = ["TH-01"]
[simulation]
unit = "{driver}"
under_test = "meter"
{more}
"""


class Kind(NamedTuple):
    """An instrument under test that tells its serial number."""

    driver: str
    serial: str
    other: str
    role: str = "MeterRegister"
    call: str = 'reading, "active_energy_import"'
    unit: str = "kWh"
    options: str = ""


GAUGE = {"role": "DigitalGauge", "call": "indication", "unit": "kPa"}
VOLUME = 'reading, "volume"'
KINDS = [
    Kind("dlt645", "202611000001", "202611000002"),
    Kind("dlt698", "202611000001", "202611000002"),
    Kind("dlms", "26110001", "26110002"),
    Kind("cjt188", "20261100000001", "20261100000002", call=VOLUME, unit="m³"),
    Kind("mbus", "26110001", "26110002", call=VOLUME, unit="m³"),
    Kind("iec62056_21", "26110001", "26110002"),
    Kind("scpi_gauge", "DG-1", "DG-2", options='query = "MEAS:PRES?", pressure_unit = "kPa"', **GAUGE),
]


@pytest.fixture(params=KINDS, ids=lambda kind: kind.driver)
def kind(request: Any) -> Kind:
    found: Kind = request.param
    return found


@pytest.fixture
def own(lab: Any, kind: Kind) -> Any:
    bring(lab, role=kind.role, call=kind.call, unit=kind.unit, readings="2", pause="600")
    (lab.folder / "subjects/own.toml").write_text(PLATE.format(kind.serial), encoding="utf-8")
    return lab


def bench(lab: Any, kind: Kind, more: str = "", options: str = "") -> Path:
    path: Path = lab.folder / "benches/own.toml"
    joined = ", ".join(filter(None, (kind.options, options)))
    path.write_text(BENCH.format(driver=kind.driver, options=joined, more=more), encoding="utf-8")
    return path


def run(lab: Any, *more: object, command: str = "run") -> Any:
    files = ("--bench", lab.folder / "benches/own.toml", "--subject", lab.subject("own"))
    return lab(command, NUMBER, *files, "--date", DAY, *more)


def test_the_right_one_is_measured_and_another_one_is_not(own: Any, kind: Kind) -> None:
    bench(own, kind, f'serials = "{kind.other}"')
    said = run(own)
    assert (said.code, own.entries()) == (2, 0)
    assert "under_test" in said.err
    assert kind.other in said.err
    bench(own, kind)
    assert run(own).code == 0


def test_an_override_lets_it_pass_and_stands_in_the_record(own: Any, kind: Kind) -> None:
    bench(own, kind, f'serials = "{kind.other}"')
    said = run(own, "--override", "under_test:M001:换了铭牌", "--json")
    assert said.code == 0, said.err
    (given,) = said.document["overrides"]
    assert kind.other in str(given)


@pytest.mark.parametrize("kind", [k for k in KINDS if k.driver != "iec62056_21"], ids=lambda k: k.driver)
def test_another_one_on_resume_is_refused(own: Any, kind: Kind) -> None:
    """The line breaks after ten minutes; when it is back, somebody has connected another instrument."""
    fault = '[[simulation.faults]]\ndevice = "meter"\nkind = "{}"\nafter = {}\n'
    bench(own, kind, fault.format("disconnect", 599.9) + fault.format("wrong_instrument", 600))
    assert run(own).code == 3
    known = own.entries()
    said = own("resume", "last")
    assert said.code == 2
    assert "under_test" in said.err
    passed = own("resume", "last", "--override", "under_test:M001:换了仪器")
    assert (passed.code, own.entries()) == (2, known)
    assert "the run began with" in passed.err


@pytest.mark.parametrize(
    "kind", [k for k in KINDS if k.driver in ("dlt645", "dlt698", "cjt188")], ids=lambda k: k.driver
)
def test_the_plan_compares_the_bus_address_with_the_nameplate(own: Any, kind: Kind) -> None:
    bench(own, kind, options=f'address = "{kind.other}"')
    for command in ("plan", "run"):
        said = run(own, command=command)
        assert said.code == 2
        assert kind.other in said.err + said.out
    assert own.entries() == 0
    bench(own, kind, options=f'address = "{kind.serial}"')
    assert run(own, command="plan").code == 0


def test_the_plan_compares_the_expected_identity_with_the_nameplate(own: Any, kind: Kind) -> None:
    path = bench(own, kind)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("[roles.inspector]", f'identity = {{ serial = "{kind.other}" }}\n[roles.inspector]'))
    said = run(own, command="plan")
    assert said.code == 2
    assert kind.other in said.out + said.err
