"""Three meters on three positions: in the wrong order the run is refused, and so is a misspelt method of a role."""

from pathlib import Path
from typing import Any

import pytest

from tests.console.conftest import DAY

MODULE = """
from datetime import date
from decimal import Decimal
from typing import Any
from drivers.roles import MeterRegister
from metrology.status import Source, Status
from procedures.base import Procedure
from procedures.conditions import air
from procedures.regulation import Regulation, item
from procedures.pressure.jjg_52_2013 import Gauge
from procedures.text import Text

SOURCE = Source("1", Status.VERIFIED)

class Own(Procedure[Gauge, Any]):
    meter: MeterRegister
    under_test = "meter"
    subject_model = Gauge

    @classmethod
    def conditions(cls, subject):
        del subject
        return air((15, 25), source=SOURCE)

    title, issued, in_force = Text("地方规程", "Provincial"), date(2020, 1, 1), date(2020, 6, 1)
    regulation = Regulation("JJG(滇) 12", "2020", title, issued, in_force, (), 12, (SOURCE,))

    def omits(self, key):
        return Text("无", "none") if key == "specification" else None

    @item("register", "1", "计度器", "Register", measured=False)
    def register(self):
        with self.run.point("register"):
            shown = self.run.observe("W", self.meter.{method}, "active_energy_import", unit="kWh", expect=Decimal(0),
                                     ask=Text("示值", "Indication"))
            self.run.decide(Text("示值", "Indication"), shown * 0, 1, unit="kWh", formula="0", substitution="0",
                            source=SOURCE)
"""
METERS = """
[roles.meter]
driver = "dlt645"
address = "sim:m{position}"

[standards]"""
NAMES = ", ".join(f'm{n} = ["SIM", "DDZY", "00000000000{n}", "1"]' for n in "123")
DEVICES = f'unit = "gauge"\ndevices = {{ m1 = "dlt645", m2 = "dlt645", m3 = "dlt645" }}\nnames = {{ {NAMES} }}'


@pytest.fixture
def meters(lab: Any) -> Any:
    folder = lab.folder / "regulations"
    folder.mkdir()
    (folder / "own.py").write_text(MODULE.replace("{method}", "reading"), encoding="utf-8")
    lab.edit("laboratory.toml", ("[policy]", '[plugins]\nregulations = ["regulations"]\n\n[policy]'))
    lab.edit("people.toml", ('regulation = "JJG 52"', 'regulation = "JJG(滇) 12"'))
    own = ('roles = ["gauge", "inspector"]', 'roles = ["meter"]')
    lab.edit("benches/gauges.toml", ("[standards]", METERS), ('unit = "gauge"', DEVICES), own)
    for n in "123":
        plate = lab.subject("gauge").read_text(encoding="utf-8").replace("G-2026-0101", f"00000000000{n}")
        (lab.folder / f"subjects/m{n}.toml").write_text(plate, encoding="utf-8")
    return lab


def words(lab: Any, order: str) -> list[Any]:
    subjects = [word for n in order for word in ("--subject", lab.subject(f"m{n}"))]
    return ["JJG(滇) 12", "--bench", lab.folder / "benches/gauges.toml", *subjects, "--date", DAY]


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


def test_a_misspelt_method_is_found_by_plan_and_named_with_its_line(meters: Any) -> None:
    module: Path = meters.folder / "regulations/own.py"
    module.write_text(MODULE.replace("{method}", "raeding"), encoding="utf-8")
    line = next(n for n, text in enumerate(module.read_text("utf-8").splitlines(), 1) if "raeding" in text)
    for command, order in (("plan", "1"), ("run", "123")):
        said = meters(command, *words(meters, order))
        assert said.code == 2
        assert f"own.py:{line}" in said.err.replace("\n", "")
        assert "'reading'" in said.err
    assert meters.entries() == 0
