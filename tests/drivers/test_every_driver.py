"""The floor that every registered driver stands on; a driver that is added is held to it without a line here."""

import ast
import importlib
import inspect
import sys
from pathlib import Path
from typing import Any

import pytest

from drivers import errors, registry
from drivers.errors import InstrumentError
from drivers.link.line import Line
from drivers.roles import Energised, Identified
from drivers.simulation.device import Name
from drivers.simulation.faults import Fault
from drivers.simulation.lone_instruments import SIMULATORS
from tests.drivers.lone_options import OPTIONS

HERE = Path(__file__).parent
#: No instruments: people, files, and a line of packages with a reader of their labels.
NO_INSTRUMENT = ("simulated_person", "csv_file", "package_line")
#: Instruments of a simulated bench, which never stand alone; the tests of that bench hold them to the floor.
ON_A_BENCH = {"mt_sics": "test_simulated_scale.py", "pace": "test_simulated_gauge.py", "hmt330": "matrix"}
#: Where the dialogues of a driver are tested, if not in `dialogues/DRIVER.yaml`.
DIALOGUES = {
    "mt_sics": "frames/mt_sics.yaml",
    "pace": "test_pace_dialogues.py",
    "hmt330": "test_simulated_scale.py",
    "dlt645": "frames/reference.yaml",
    "dlt698": "frames/reference.yaml",
    "cjt188": "frames/reference.yaml",
    "mbus": "frames/reference.yaml",
    "iec62056_21": "frames/reference.yaml",
    "dlms": "frames/reference.yaml",
    "modbus_meter": "frames/reference.yaml",
    "bronkhorst": "flow/test_modbus_frames.py",
    "modbus_gauge": "flow/test_modbus_frames.py",
    "reference_meter": "flow/test_modbus_frames.py",
    "three_phase_source": "flow/test_modbus_frames.py",
    "continuous_indicator": "mass/test_continuous.py",
    "port_analyser": "flow/test_port_analyser.py",
    "mt_sics_printing": "mass/test_printing.py",
}
#: Instruments whose line does not say who sends it; their docstring states it.
NAMELESS = ("continuous_indicator", "port_analyser")
SECTIONS = ("Role", "Safe state", "Settle criterion", "Error queue", "Identi", "Acknowledg")
INSTRUMENTS = sorted(set(registry.BUILT_IN) - set(NO_INSTRUMENT))
ALONE = sorted(set(SIMULATORS) & set(INSTRUMENTS))
NAMED = [name for name in ALONE if name not in NAMELESS]
#: What may be raised besides the errors of `drivers.errors`: the codecs' refusals, mapped where the exchange is.
MAPPED = ("Malformed", "Refused", "Busy")


@pytest.mark.parametrize("name", INSTRUMENTS)
def test_docstring_says_what_an_operator_must_know(name: str) -> None:
    text = " ".join((sys.modules[registry.load(name).__module__].__doc__ or "").split())
    assert [section for section in SECTIONS if section.casefold() not in text.casefold()] == []
    assert "Manual" in text or "Standard" in text
    assert ("Identity: none" in text) is (name in NAMELESS)


@pytest.mark.parametrize("name", INSTRUMENTS)
def test_has_a_line_an_identity_and_a_safe_state_if_it_outputs(name: str) -> None:
    kind = registry.load(name)
    assert kind.LINE is None or isinstance(kind.LINE, Line)
    members = {member for member, _ in inspect.getmembers(kind, callable)}
    assert "fit" in members
    assert "identity" in members or name in NAMELESS
    if any(member.startswith("set_") for member in members):
        assert "make_safe" in members


def test_every_driver_has_a_simulator_and_a_dialogue() -> None:
    assert sorted(set(INSTRUMENTS) - set(SIMULATORS) - set(ON_A_BENCH)) == []
    silent = {name for name in INSTRUMENTS if not (HERE / "dialogues" / f"{name}.yaml").exists()}
    assert sorted(silent - set(DIALOGUES)) == []
    assert [path for path in (*DIALOGUES.values(), *ON_A_BENCH.values()) if not (HERE / path).exists()] == []


@pytest.mark.parametrize("name", INSTRUMENTS)
def test_raises_only_typed_errors(name: str) -> None:
    allowed = {error for error, found in vars(errors).items() if inspect.isclass(found)} | set(MAPPED)
    for base in registry.load(name).__mro__:
        if base.__module__.startswith("drivers."):
            assert raised(base.__module__) <= allowed, base.__module__


def raised(module: str) -> set[str]:
    """Names of the classes that a module raises by name."""
    tree = ast.parse(inspect.getsource(importlib.import_module(module)))
    calls = [node.exc.func for node in ast.walk(tree) if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call)]
    return {call.id for call in calls if isinstance(call, ast.Name) and call.id[0].isupper()}


@pytest.mark.parametrize("name", NAMED)
def test_simulator_answers_the_identity_and_another_one_is_refused(fitted: Any, name: str) -> None:
    on = fitted(name, options=OPTIONS.get(name), timeout=0.5)
    assert isinstance(on.driver, Identified)
    assert on.driver.identity().text
    on.device.name = Name("ACME", "IMPOSTOR 1", "00000000", "0.0")
    with pytest.raises(InstrumentError):
        on.driver.identity()


@pytest.mark.parametrize("name", ALONE)
def test_outputs_become_safe(fitted: Any, name: str) -> None:
    on = fitted(name, options=OPTIONS.get(name))
    if isinstance(on.driver, Energised):
        on.driver.make_safe()
        on.driver.make_safe()  # from the safe state as well


@pytest.mark.parametrize("name", NAMED)
def test_silence_while_identifying_is_a_typed_error(fitted: Any, name: str) -> None:
    silent = tuple(Fault("silence", request) for request in range(1, 9))
    with pytest.raises(InstrumentError):
        fitted(name, options=OPTIONS.get(name), faults=silent, timeout=0.05)
