"""What is changed in place is changed, and what something has used already is never taken for changed."""

import gc
import importlib.util
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from procedures.kit import Facts, fact_files, facts
from tests.mutations.data_mutants import DataMutants
from tests.mutations.in_place import Loaded
from tests.mutations.mutant import Mutant
from tests.mutations.python_mutants import PythonMutants
from tests.mutations.root import ROOT
from tests.mutations.watching import Function, Row, Watched

pytestmark = pytest.mark.systems

MODULE = """
from decimal import Decimal
LIMIT = 3
def doubled(x, by=2):
    return [(lambda y: y * 7)(x) for _ in range(1)][0] + by
class Meter:
    step = 5
    def error(self, x):
        return x - 4
"""
DATA = """
id = "LAB PUMP-2026"
shared = "common.toml"
[sources]
a = { clause = "1", status = "verified" }
[numbers]
own = { value = 1, source = "a" }
common = { value = 2, source = "a" }
"""
COMMON = """
[numbers]
common = { value = 3, source = "a" }
other = { value = 4, source = "a" }
"""


@pytest.fixture(autouse=True)
def _unwatched() -> Iterator[None]:
    yield
    facts.read_facts = fact_files.read_facts


def loaded(folder: Path) -> tuple[ModuleType, Watched]:
    file = folder / "pump.py"
    file.write_text(MODULE, "utf-8")
    watched = Watched([file, folder / "pump.toml", folder / "common.toml"])
    spec = importlib.util.spec_from_file_location("pump", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    watched.begin()
    spec.loader.exec_module(module)
    watched.end()
    return module, watched


def mutants(file: Path, before: str) -> list[Mutant]:
    kind = PythonMutants if file.suffix == ".py" else DataMutants
    return [m for m in kind(file) if m.before == before]


def test_code_of_functions(tmp_path: Path) -> None:
    module, watched = loaded(tmp_path)
    meter = module.Meter()
    place = Loaded(watched, [tmp_path / "pump.py"])
    more, less = mutants(tmp_path / "pump.py", "4")
    for mutant, gives in ((more, 5), (less, 7), (more, 5)):
        found = place.codes(mutant)
        assert found is not None
        assert found[0].name == "Meter.error"
        place.swap(found[1])
        assert meter.error(10) == gives


def test_code_within_functions(tmp_path: Path) -> None:
    module, watched = loaded(tmp_path)
    place = Loaded(watched, [tmp_path / "pump.py"])
    found = place.codes(mutants(tmp_path / "pump.py", "7")[0])
    assert found is not None
    assert found[0].name == "doubled.<locals>.<listcomp>.<lambda>"
    place.swap(found[1])
    assert module.doubled(1) == 10


@pytest.mark.parametrize("number", ["3", "5", "2"], ids=["of a module", "of a class", "of an argument"])
def test_code_that_was_run_when_the_module_was_imported(tmp_path: Path, number: str) -> None:
    _, watched = loaded(tmp_path)
    place = Loaded(watched, [tmp_path / "pump.py"])
    assert all(place.codes(m) is None for m in mutants(tmp_path / "pump.py", number))


def test_code_that_was_called_already(tmp_path: Path) -> None:
    module, watched = loaded(tmp_path)
    watched.begin()
    module.Meter().error(1)
    watched.end()
    assert {f.name for f in watched.called} >= {"Meter.error"}
    assert Loaded(watched, [tmp_path / "pump.py"]).codes(mutants(tmp_path / "pump.py", "4")[0]) is None


def test_functions_that_the_garbage_collector_holds_frozen(tmp_path: Path) -> None:
    module, watched = loaded(tmp_path)
    gc.freeze()
    place = Loaded(watched, [tmp_path / "pump.py"])
    found = place.codes(mutants(tmp_path / "pump.py", "4")[0])
    assert found is not None
    place.swap(found[1])
    assert module.Meter().error(10) == 5


def test_rows(tmp_path: Path) -> None:
    (tmp_path / "pump.toml").write_text(DATA, "utf-8")
    (tmp_path / "common.toml").write_text(COMMON, "utf-8")
    _, watched = loaded(tmp_path)
    pump = Facts.beside(str(tmp_path / "pump.py"))
    watched.take()
    place = Loaded(watched, [])
    assert pump.number("own") == 1
    assert watched.take().read >= {Row(str(pump.file), "numbers", "own")}
    for file, number, key, gives in (("pump", "1", "own", 2), ("pump", "2", "common", 3), ("common", "4", "other", 5)):
        rows = place.rows(mutants(tmp_path / f"{file}.toml", number)[-2])
        assert rows is not None
        place.put(rows)
        assert pump.number(key) == gives
    assert place.rows(mutants(tmp_path / "common.toml", "3")[0]) is None, "the edition says that itself"


def test_rows_that_were_read_already(tmp_path: Path) -> None:
    (tmp_path / "pump.toml").write_text(DATA, "utf-8")
    (tmp_path / "common.toml").write_text(COMMON, "utf-8")
    _, watched = loaded(tmp_path)
    Facts.beside(str(tmp_path / "pump.py")).number("own")
    place = Loaded(watched, [])
    assert place.rows(mutants(tmp_path / "pump.toml", "1")[-2]) is None
    assert place.rows(mutants(tmp_path / "pump.toml", "2")[-2]) is not None


def test_functions_are_told_apart_by_their_place() -> None:
    assert Function.of((lambda: 1).__code__) != Function.of(
        (lambda: 1).__code__._replace if False else test_rows.__code__
    )


TRIED = """
from dataclasses import replace
from functools import partial
from tests.mutations import children, trials
from tests.mutations.__main__ import asked, mutants_of
group, = children.forked(partial(asked, ["JJF 1070-2005"]))
mutants = mutants_of(group)
day = next(m for m in mutants if m.before == "2024-10-11")
number = next(m for m in mutants if m.line > 40 and m.before[0].isdigit())
unchanged = replace(day, text=day.file.read_text("utf-8"))
outcome = trials.tried(group, [day, number, unchanged], 2)
print(outcome.alive, outcome.fresh, outcome.failing)
"""


def test_a_change_that_is_known_to_be_noticed_is_noticed_in_place_and_imported() -> None:
    done = subprocess.run([sys.executable, "-c", TRIED], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout.splitlines()[-1:] == ["[2] 2 []"], done.stderr
