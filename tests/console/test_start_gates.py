"""What must be true before anything is measured; a run that may not start writes nothing."""

import socket
from typing import Any

import pytest


def refused(lab: Any, said: Any) -> str:
    assert said.refused
    assert lab.entries() == 0
    return str(said.err)


@pytest.mark.parametrize(("day", "code"), [("2027-03-14", 0), ("2027-03-15", 2)])
def test_a_standard_past_due(lab: Any, day: str, code: int) -> None:
    """A certificate is valid on its last day and not on the next."""
    said = lab.run("JJG 52", "--date", day)
    assert said.code == code
    if code:
        message = refused(lab, said)
        assert "PC-01" in message
        assert "YL-2026-00342" in message
        assert "standards.toml" in message


def test_every_reason_at_once(lab: Any) -> None:
    lab.edit("laboratory.toml", ('unverified_data = "mark"', 'unverified_data = "refuse"'))
    message = refused(lab, lab.run("JJG 539", "--date", "2027-07-01"))
    for text in ("JJG 1204-2025", "M1-01", "TH-01", "policy"):
        assert text in message


@pytest.mark.parametrize("regulation", ["JJG 539", "JJG 52"])
def test_unverified_data_where_the_policy_refuses_it(lab: Any, regulation: str) -> None:
    lab.edit("laboratory.toml", ('unverified_data = "mark"', 'unverified_data = "refuse"'))
    assert "not verified" in refused(lab, lab.run(regulation))


def test_refusing_is_what_a_laboratory_gets_that_says_nothing(lab: Any) -> None:
    lab.edit("laboratory.toml", ('unverified_data = "mark"\n', ""))
    assert "not verified" in refused(lab, lab.run("JJG 539"))


@pytest.mark.parametrize(("computing", "day", "code"), [
    ("true", "2027-01-07", 0), ("true", "2027-01-08", 2), ("false", "2027-01-08", 0),
])  # fmt: skip
def test_price_computing_scales_leave_jjg_539(lab: Any, computing: str, day: str, code: int) -> None:
    lab.edit("subjects/scale.toml", ("price_computing = true", f"price_computing = {computing}"))
    said = lab.run("JJG 539", "--date", day)
    assert said.code == code
    if code:
        assert "JJG 1204-2025" in refused(lab, said)


def test_weights_too_coarse_for_the_scale(lab: Any) -> None:
    lab.edit("standards.toml", ('["10000", "0.500"]', '["10000", "5.000"]'))
    assert "M1-01" in refused(lab, lab.run("JJG 539"))


@pytest.mark.parametrize(("error", "code"), [("0.050", 0), ("0.0501", 2)])
def test_weights_of_a_scale_in_kilograms(lab: Any, error: str, code: int) -> None:
    """A third of the MPE at Max, 0.00005 kg, is what class M1 just allows there; it has more places than e."""
    lab.edit("standards.toml", ('["1000", "0.050"]', f'["1000", "{error}"]'))
    lab.edit("subjects/scale.toml", ('"15 kg"', '"1 kg"'), ('"100 g"', '"0.002 kg"'), ('"5 g"', '"0.0001 kg"'),
             ('"6 kg"', '"0.3 kg"'))  # fmt: skip
    assert lab.run("JJG 539").code == code


def test_a_controller_with_too_small_a_range(lab: Any) -> None:
    lab.edit("standards.toml", ('upper = "2.1"', 'upper = "1.5"'))
    assert "certified range of standard PC-01" in refused(lab, lab.run("JJG 52"))


@pytest.mark.parametrize(("regulation", "line"), [("JJG 539", 'loads = ["M1-01"]'), ("JJG 52", 'source = ["PC-01"]')])
def test_no_standard_at_all(lab: Any, regulation: str, line: str) -> None:
    lab.edit(f"benches/{'scale' if regulation == 'JJG 539' else 'gauge'}.toml", (line, ""))
    assert "≥ 1" in refused(lab, lab.run(regulation))


@pytest.fixture
def closed_port() -> int:
    """A port where nobody listens."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def test_an_instrument_that_is_absent(lab: Any, closed_port: int) -> None:
    address = f"TCPIP::127.0.0.1::{closed_port}::SOCKET"
    lab.edit("benches/gauge.toml", ('address = "sim:source"', f'address = "{address}"'))
    message = refused(lab, lab.run("JJG 52"))
    assert address in message
    assert "source" in message


def test_a_scale_that_is_absent(lab: Any, closed_port: int) -> None:
    address = f"socket://127.0.0.1:{closed_port}"
    lab.edit("benches/scale.toml", ('address = "sim:scale"', f'address = "{address}"'))
    assert address in refused(lab, lab.run("JJG 539"))


def test_another_instrument_answers(lab: Any) -> None:
    lab.edit("benches/gauge.toml", ('model = "PACE5000"', 'model = "PACE6000"'))
    message = refused(lab, lab.run("JJG 52"))
    assert "Another instrument answers" in message
    assert "PACE6000" in message
    assert "sim:source" in message


def test_the_bench_file_and_the_register_name_different_standards(lab: Any) -> None:
    """Found before the bench is opened: whichever of the two answers, the other file is wrong."""
    lab.edit("benches/gauge.toml", ('"SIM-5000-01"', '"5000-77"'))
    message = refused(lab, lab.run("JJG 52"))
    assert "the bench file expects serial number 5000-77, the register says SIM-5000-01" in message


def test_a_wrong_nameplate_fails_before_anything_is_weighed(lab: Any) -> None:
    """n = 15000 is beyond class III: the specification check is an item, and the general requirements come first."""
    lab.edit("subjects/scale.toml", ('e = "5 g"', 'e = "1 g"'), ('d = "5 g"', 'd = "1 g"'))
    said = lab.run("JJG 539", "--json")
    assert said.code == 1
    assert said.document["verdict"]["failed"] == ["specification"]
    assert not [e for e in lab.events() if e.kind == "observation"]
