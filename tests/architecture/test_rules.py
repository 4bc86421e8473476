"""Rules of the project that no linter knows: file sizes, who may import whom, declared packages, docstrings."""

import ast
import importlib.metadata
import re
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = (
    "inputs", "metrology", "messages", "records", "registers", "drivers", "procedures", "sequencer", "reports",
    "exchange", "monitoring", "services", "supervision", "console",
)  # fmt: skip
LONGEST = 300
SOURCES = sorted(p for package in PACKAGES for p in (ROOT / package).rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PROJECT, IMPORTS = SETTINGS["project"], SETTINGS["tool"]["importlinter"]
# Distributions whose packages bear another name than they do.
PROVIDES = {"pyserial": "serial", "pyvisa-py": "pyvisa_py"}


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


class Looked(NamedTuple):
    """What the rules ask of a file, which is parsed and gone through once.

    Attributes:
        imported: Top-level packages it imports, wherever in the file.
        silent: What is public and has no docstring.
        swallowed: Lines of handlers that swallow a failure.
    """

    imported: frozenset[str]
    silent: tuple[str, ...]
    swallowed: tuple[int, ...]


@cache
def looked(path: Path) -> Looked:
    module, found, swallowed = tree(path), set(), []
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            found.add(str(node.module).split(".")[0])
        elif isinstance(node, ast.ExceptHandler) and swallows(node):
            swallowed.append(node.lineno)
    silent = [n for n, node in public(module.body, name(path)) if ast.get_docstring(node) is None]  # type: ignore[arg-type]
    if ast.get_docstring(module) is None:
        silent.insert(0, name(path))
    return Looked(frozenset(found), tuple(silent), tuple(swallowed))


def swallows(handler: ast.ExceptHandler) -> bool:
    """Whether it is a bare `except`, or a handler of everything that does nothing."""
    if handler.type is None:
        return True
    everything = ast.unparse(handler.type) in {"Exception", "BaseException"}
    return everything and all(isinstance(s, ast.Pass | ast.Continue) for s in handler.body)


def imported(path: Path) -> frozenset[str]:
    """Top-level packages a file imports, wherever in the file."""
    return looked(path).imported


def packages(*groups: list[str]) -> set[str]:
    """Import names of what is declared in pyproject.toml."""
    declared = {Requirement(text).name.lower() for group in groups for text in group}
    by_distribution = importlib.metadata.packages_distributions().items()
    found = {package for package, names in by_distribution if declared & {n.lower() for n in names}}
    return found | {PROVIDES.get(d, d.replace("-", "_")) for d in declared}


def test_no_file_is_longer_than_can_be_read_at_once() -> None:
    paths = [*SOURCES, *TESTS, *(ROOT / "benchmarks").rglob("*.py"), *ROOT.rglob("reports/templates/*.typ")]
    lengths = {name(p): len(p.read_text(encoding="utf-8").splitlines()) for p in paths}
    assert {n: k for n, k in lengths.items() if k > LONGEST} == {}
    assert len(SOURCES) > 100


def public(body: list[ast.stmt], where: str) -> Iterator[tuple[str, ast.AST]]:
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            decorators = [ast.unparse(d) for d in node.decorator_list]
            if "overload" not in decorators and not any(d.endswith(".setter") for d in decorators):
                yield f"{where}: {node.name}", node
            if isinstance(node, ast.ClassDef):
                yield from public(node.body, f"{where}: {node.name}")


def test_everything_public_says_what_it_is() -> None:
    assert [n for path in SOURCES for n in looked(path).silent] == []


def test_what_the_packages_import_is_declared() -> None:
    optional = [group for extra, group in PROJECT["optional-dependencies"].items() if extra != "test"]
    known = packages(PROJECT["dependencies"], *optional) | set(sys.stdlib_module_names) | set(PACKAGES)
    assert {(name(p), i) for p in SOURCES for i in imported(p) if i not in known} == set()


def test_what_the_tests_import_is_declared() -> None:
    """Or skipped where it is not installed: another implementation that ours is held against, where there is one."""
    groups = [PROJECT["dependencies"], *PROJECT["optional-dependencies"].values()]
    known = packages(*groups) | set(sys.stdlib_module_names) | set(PACKAGES) | {"tests", "benchmarks"}
    found = {
        (name(p), i) for p in TESTS for i in imported(p) - known if f'importorskip("{i}")' not in p.read_text("utf-8")
    }
    assert found == set()


def test_the_floors_hold(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

    monkeypatch.chdir(ROOT)
    assert lint_imports(config_filename="pyproject.toml", cache_dir=None) == EXIT_STATUS_SUCCESS, (
        capsys.readouterr().out
    )


def test_the_contracts_name_every_package_of_drivers() -> None:
    """A new package of drivers is under every contract; no contract makes an exception."""
    contracts = {c["name"].partition(":")[0]: c for c in IMPORTS["contracts"]}
    every = {f"drivers.{p.parent.name}" for p in (ROOT / "drivers").glob("*/__init__.py")}
    apart = {"drivers.roles", "drivers.simulation", "drivers.simulated_bench"}
    regulations = contracts["Regulations know roles, never instruments or stores"]["forbidden_modules"]
    truth = contracts["The simulated world's truth is for tests"]["source_modules"]
    codecs = contracts["Drivers and their simulators share no codec"]["forbidden_modules"]
    assert every - set(regulations) == {"drivers.roles"}
    assert every - set(truth) == {"drivers.simulation"}
    assert every - set(codecs) == apart
    assert set(IMPORTS["root_packages"]) == set(PACKAGES)
    assert not [c["name"] for c in IMPORTS["contracts"] if c.get("ignore_imports")]


def test_metrology_knows_no_world() -> None:
    """Pure mathematics: no files, clocks, databases, sockets; nothing heavy at import."""
    world = {
        "os",
        "io",
        "pathlib",
        "socket",
        "time",
        "sqlite3",
        "sqlalchemy",
        "serial",
        "pyvisa",
        "subprocess",
        "random",
    }
    files = sorted((ROOT / "metrology").rglob("*.py"))
    assert {(name(p), i) for p in files for i in imported(p) & world} == set()
    for path in files:
        top = {
            n.split(".")[0]
            for node in tree(path).body
            if isinstance(node, ast.Import)
            for n in [a.name for a in node.names]
        }
        assert not top & {"numpy", "scipy", "pandas"}, name(path)


@pytest.mark.parametrize("package", ["procedures", "sequencer"])
def test_nobody_waits_or_looks_at_a_clock_of_their_own(package: str) -> None:
    """The run's clock is injected, so that a simulated hour takes a second and a replay takes none."""
    calls = re.compile(r"\btime\.(sleep|time|monotonic)\(|\bdatetime\.now\(|\bdate\.today\(|\brandom\.")
    found = [name(p) for p in (ROOT / package).rglob("*.py") if calls.search(p.read_text(encoding="utf-8"))]
    assert found == []


def test_no_driver_waits_on_a_clock_of_its_own() -> None:
    """Only links wait for bytes in real time; the clocks themselves and the watchdog's process live beside the run."""
    calls = re.compile(r"\btime\.(sleep|time|monotonic)\(|\bdatetime\.now\(|\bdate\.today\(|\brandom\.")
    beside = (
        "drivers/link/",
        "drivers/remote/",
        "drivers/simulation/",
        "drivers/clock.py",
        "drivers/simulated_bench/clock.py",
        "drivers/watchdog.py",
        "drivers/watchdog_keeper.py",
        "drivers/supervision.py",
    )
    found = [name(p) for p in (ROOT / "drivers").rglob("*.py") if calls.search(p.read_text(encoding="utf-8"))]
    assert [path for path in found if not path.startswith(beside)] == []


def test_no_set_point_is_clamped_in_silence() -> None:
    """PyMeasure's `truncated_*` validators put another value in the place of the one that was asked for."""
    found = [
        name(path) for path in (ROOT / "drivers").rglob("*.py") if "truncated_" in path.read_text(encoding="utf-8")
    ]
    assert found == []


def test_no_test_sleeps() -> None:
    """But one that plays a slow instrument may, and states it in the line."""
    nap = re.compile(r"\b(time|asyncio)\.sleep\((?!0\))(?!.*#.*\bslow\b)")
    assert [name(p) for p in TESTS if nap.search(p.read_text(encoding="utf-8"))] == []


def test_no_failure_is_swallowed() -> None:
    """No bare `except`, and no handler of everything that does nothing."""
    assert [f"{name(path)}:{line}" for path in SOURCES for line in looked(path).swallowed] == []
