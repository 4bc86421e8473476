"""Mutated messages for every codec; a million for each: `python benchmarks/fuzz/fuzz_codecs.py`."""

import inspect
import pkgutil
import runpy
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import drivers.codecs

FOLDER = Path(__file__).parents[3] / "benchmarks/fuzz"
sys.path.insert(0, str(FOLDER))
FUZZ = runpy.run_path(str(FOLDER / "fuzz_codecs.py"))
sys.path.remove(str(FOLDER))
TARGETS: dict[str, Any] = FUZZ["TARGETS"]
MODULES = sorted(module.name for module in pkgutil.iter_modules(drivers.codecs.__path__))


@pytest.mark.parametrize("name", TARGETS)
def test_only_values_and_typed_refusals(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    frames = 5_000
    outcomes = FUZZ["fuzz"](name, frames, seed=2)
    assert outcomes["value"] > frames / 20  # the fuzzing reaches what lies behind the check sums
    assert outcomes.total() - outcomes["value"] > frames / 20 or not TARGETS[name].errors
    assert capsys.readouterr().out == ""  # nothing prints, whatever comes


def test_what_is_not_a_typed_refusal_is_found() -> None:
    TARGETS["broken"] = type(TARGETS["bcd"])((b"1",), (lambda raw: raw[9],))
    try:
        with pytest.raises(AssertionError, match="IndexError"):
            FUZZ["fuzz"]("broken", 10, seed=1)
    finally:
        del TARGETS["broken"]


@pytest.fixture(scope="module")
def reached() -> set[tuple[str, str]]:
    """File and function of everything that the valid messages run through."""
    found = set[tuple[str, str]]()

    def seen(frame: Any, event: str, _argument: Any) -> None:
        if event == "call":
            found.add((frame.f_code.co_filename, frame.f_code.co_name))

    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        for target in TARGETS.values():
            for seed in target.seeds:
                for call in target.calls:
                    try:
                        call(seed)
                    except target.errors:
                        continue
    finally:
        sys.setprofile(before)
    return found


@pytest.mark.parametrize("name", MODULES)
def test_every_codec_is_fuzzed(name: str, reached: set[tuple[str, str]]) -> None:
    """Each public function that may refuse what came, and each module at all, stands behind a target."""
    module: Any = import_module(f"drivers.codecs.{name}")
    functions = {
        function.__name__: inspect.getdoc(function) or ""
        for _, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not function.__name__.startswith("_")
    }
    mine = {function for file, function in reached if file == module.__file__}
    assert {function for function, said in functions.items() if "Malformed" in said} - mine == set()
    assert mine & set(functions)


def test_the_walk_has_found_the_codecs() -> None:
    assert {"dlt645", "alicat", "numbers", "registers"} < set(MODULES)


@pytest.mark.parametrize("name", TARGETS)
def test_everything_that_is_called_understands_some_message(name: str) -> None:
    target = TARGETS[name]
    for call in target.calls:
        refused = 0
        for seed in target.seeds:
            try:
                call(seed)
            except target.errors:
                refused += 1
        assert refused < len(target.seeds), inspect.getsource(call)
