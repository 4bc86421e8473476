"""Radiology without a bench: every reading by a person, at the keyboard or on a form; the regulation decides."""

import re
from pathlib import Path
from typing import Any

import pytest

from drivers.clock import WallClock
from services.laboratory.example import write_example
from tests.console.conftest import Lab

#: Number, name of the example, something that is read, and a reading of it that fails its item.
REGULATIONS = [
    ("JJG 744", "x_ray_source", "hvl/y", "2"), ("JJG 961", "ct_scanner", "air/y", "-960"),
    ("JJG 1067", "angiography_source", "vessel/y", "2"), ("JJG 1078", "digital_radiography", "kerma/y", "11"),
    ("JJG 1101", "dental_source", "resolution/y", "15"), ("JJG 1145", "mammography_source", "fibres/y", "2"),
    ("JJG 589", "accelerator", "x_light/axis_x/y", "3"), ("JJG 1050", "bone_densitometer", "leakage/y", "2"),
]  # fmt: skip


@pytest.fixture(autouse=True)
def waited(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits here."""
    monkeypatch.setattr(WallClock, "sleep", lambda _clock, _seconds: None)


@pytest.fixture(name="hospital", params=REGULATIONS, ids=[r for r, *_ in REGULATIONS])
def some_hospital(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Lab, Any]:
    """The laboratory of an example in which a person fills every role."""
    regulation, name, *_ = request.param
    write_example(regulation, tmp_path / "lab")
    lab = Lab(tmp_path / "lab", monkeypatch)
    file = lab.folder / f"benches/{name}.toml"
    text = re.sub(r"(?m)^(address|identity) = .*\n", "", file.read_text("utf-8").partition("[simulation]")[0])
    file.write_text(re.sub(r'driver = ".*"', 'driver = "person"', text), "utf-8")
    return lab, request.param


def test_at_the_keyboard(hospital: tuple[Lab, Any]) -> None:
    lab, (regulation, name, *_) = hospital
    operator = lab.operator(regulation, name, {})
    said = lab.run(regulation, bench=name, subject=name, stdin=operator)  # type: ignore[arg-type]
    assert said.code == 0, said.err
    assert {e.body["how"] for e in lab.events() if e.kind == "observation"} == {"operator"}
    assert lab.events()[0].body["simulated"] is False


@pytest.mark.parametrize("code", [0, 1])
def test_on_a_form(hospital: tuple[Lab, Any], code: int) -> None:
    lab, (regulation, name, address, bad) = hospital
    form = lab.form(regulation, {address: bad} if code else {}, subject=name)
    said = lab.run(regulation, "--readings", form, bench=name, subject=name)
    assert said.code == code, said.err
