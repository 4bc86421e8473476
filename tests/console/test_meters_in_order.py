"""Three meters on three positions: in the wrong order the run is refused, and so is a misspelt method of a role."""

from pathlib import Path
from typing import Any

import pytest

from tests.console.conftest import DAY
from tests.console.own_regulation import NUMBER, bring

METERS = """
[roles.meter]
driver = "dlt645"
address = "sim:m{position}"

[standards]"""
NAMES = ", ".join(f'm{n} = ["SIM", "DDZY", "00000000000{n}", "1"]' for n in "123")
DEVICES = f'unit = "gauge"\ndevices = {{ m1 = "dlt645", m2 = "dlt645", m3 = "dlt645" }}\nnames = {{ {NAMES} }}'


def with_method(lab: Any, method: str) -> None:
    """The regulation whose only reading is taken by this method of a meter."""
    gauge, call = "procedures.pressure.jjg_52_2013:Gauge", f'{method}, "active_energy_import"'
    bring(lab, model=gauge, role="MeterRegister", call=call, unit="kWh", readings="1", pause="1")


@pytest.fixture
def meters(lab: Any) -> Any:
    with_method(lab, "reading")
    own = ('roles = ["gauge", "inspector"]', 'roles = ["meter"]')
    lab.edit("benches/gauges.toml", ("[standards]", METERS), ('unit = "gauge"', DEVICES), own)
    for n in "123":
        plate = lab.subject("gauge").read_text(encoding="utf-8").replace("G-2026-0101", f"00000000000{n}")
        (lab.folder / f"subjects/m{n}.toml").write_text(plate, encoding="utf-8")
    return lab


def words(lab: Any, order: str) -> list[Any]:
    subjects = [word for n in order for word in ("--subject", lab.subject(f"m{n}"))]
    return [NUMBER, "--bench", lab.folder / "benches/gauges.toml", *subjects, "--date", DAY]


def test_in_their_order_they_are_measured(meters: Any) -> None:
    said = meters("run", *words(meters, "123"))
    assert said.code == 0, said.err
    assert meters.entries() > 0


@pytest.mark.parametrize("order", ["321", "213"])
def test_in_another_order_nothing_is_measured(meters: Any, order: str) -> None:
    said = meters("run", *words(meters, order))
    assert said.code == 2
    assert "under_test" in said.err
    assert "000000000001" in said.err
    assert meters.entries() == 0


def addressed(lab: Any) -> None:
    """Each position asks for its own bus address, so that the bench file alone tells who stands where."""
    lab.edit(
        "benches/gauges.toml", ('sim:m{position}"', 'sim:m{position}"\noptions = { address = "00000000000{position}" }')
    )


def test_plan_refuses_them_too_and_run_names_every_position(meters: Any) -> None:
    addressed(meters)
    assert meters("plan", *words(meters, "123")).code == 0
    for command in ("plan", "run"):
        said = meters(command, *words(meters, "213"), "--json")
        assert said.code == 2
        assert "position 1, role meter" in said.out
        assert "position 2, role meter" in said.out
    assert meters.entries() == 0


def test_plan_shows_each_plan_once_with_its_positions(meters: Any) -> None:
    said = meters("plan", *words(meters, "123"))
    assert "1: № 000000000001, 2: № 000000000002, 3: № 000000000003" in said.err
    assert said.out.count("Nameplate check") == 1
    documents = meters("plan", *words(meters, "123"), "--json").document["positions"]
    assert [d["subject"]["serial"][-1] for d in documents] == ["1", "2", "3"]
    twice = meters("plan", *words(meters, "11"))
    assert twice.code == 2
    assert "positions 1 and 2" in twice.err


def test_a_misspelt_method_is_found_by_plan_and_named_with_its_line(meters: Any) -> None:
    module: Path = meters.folder / "regulations/own.py"
    with_method(meters, "raeding")
    line = next(n for n, text in enumerate(module.read_text("utf-8").splitlines(), 1) if "raeding" in text)
    for command, order in (("plan", "1"), ("run", "123")):
        said = meters(command, *words(meters, order))
        assert said.code == 2
        assert f"own.py:{line}" in said.err.replace("\n", "")
        assert "'reading'" in said.err
    assert meters.entries() == 0
