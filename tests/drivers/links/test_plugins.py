"""Drivers of a laboratory's own: found in its folders, loaded by path, begun with `steelyard new driver`."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from console.cli.main import app
from drivers import registry
from drivers.bench import load_bench, open_bench
from drivers.bench_file import BenchFileError
from drivers.plugins import BadPlugins, folders_of, plugin
from drivers.simulation.standalone import serve
from drivers.simulation.time import VirtualTime
from records.errors import RecordsError
from records.register import Register
from services.laboratory.scaffold import new_driver
from services.laboratory.template import copy_template

BENCH = """
[bench]
name = "own"

[roles.meter]
driver = "acme_9000"
address = "{address}"
identity = {{ serial = "SIM-0001" }}
"""


@pytest.fixture
def laboratory(tmp_path: Path) -> Path:
    folder = tmp_path / "lab"
    copy_template(folder)
    return folder


@pytest.mark.systems
def test_what_is_written_passes_its_own_tests(laboratory: Path) -> None:
    said = CliRunner().invoke(app, ["new", "driver", "acme_9000", "--laboratory", str(laboratory), "--unit", "kPa"])
    assert said.exit_code == 0, said.output
    written = [Path(line) for line in said.output.splitlines() if line.endswith(".py")]
    assert {path.name for path in written} == {"__init__.py", "driver.py", "simulation.py", "test_acme_9000.py"}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(written[0].parent)],
        cwd=laboratory,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stdout.decode()
    assert b"11 passed" in done.stdout
    ruff = Path(sys.executable).parent / "ruff"
    for words in (("check", "--ignore", "D103,S101"), ("format", "--check")):
        root = Path(__file__).parents[3]  # ruff tells what is ours from where it is started
        tidy = subprocess.run(
            [ruff, words[0], "--config", root / "pyproject.toml", *words[1:], laboratory / "drivers"],
            cwd=root, capture_output=True, check=False,
        )  # fmt: skip
        assert tidy.returncode == 0, tidy.stdout.decode()


def test_a_bench_of_the_laboratory_uses_it(laboratory: Path) -> None:
    new_driver("acme_9000", laboratory, "kPa")
    time = VirtualTime()
    own: Any = plugin("acme_9000", folders_of(laboratory / "benches/own.toml"))
    with serve({"meter": own.simulator(time, 1)}, time) as served:
        file = laboratory / "benches/own.toml"
        file.write_text(BENCH.format(address=served.addresses["meter"]))
        with open_bench(load_bench(file), subject={}, seed=1) as bench:
            assert bench.identities["meter"].model == "acme_9000"
            assert bench.roles["meter"].indication().unit == "kPa"  # type: ignore[attr-defined]
    Register(laboratory)  # its laboratory.toml is still one that the registers accept


def test_it_shadows_nothing(laboratory: Path) -> None:
    folder = laboratory / "drivers"
    folder.mkdir()
    for name in ("pace", "json", "alone_here"):
        (folder / f"{name}.py").write_text("class Own:\n    LINE = None\n\n\nDRIVER = Own\n")
    import json

    assert registry.load("pace", [folder]).__name__ == "PaceController"
    assert registry.load("json", [folder]).__name__ == "Own"
    assert sys.modules["json"] is json
    assert registry.load("alone_here", [folder]) is registry.load("alone_here", [folder])
    assert "alone_here" in registry.names([folder])
    with pytest.raises(registry.UnknownDriver, match="alone_here"):
        registry.load("nobody", [folder])


@pytest.mark.parametrize("name", ["Acme", "9000", "class", "pace", "test_me", "../escape", ""])
def test_names_that_no_driver_can_have(laboratory: Path, name: str) -> None:
    with pytest.raises(RecordsError, match=r"cannot name|already"):
        new_driver(name, laboratory, "V")


def test_nothing_is_overwritten(laboratory: Path) -> None:
    new_driver("acme_9000", laboratory, "V")
    with pytest.raises(RecordsError, match="already"):
        new_driver("acme_9000", laboratory, "V")
    assert (laboratory / "laboratory.toml").read_text("utf-8").count("[plugins]") == 1
    assert len(new_driver("acme_9001", laboratory, "V")) == 4


def test_no_laboratory(tmp_path: Path) -> None:
    with pytest.raises(RecordsError, match=r"laboratory\.toml"):
        new_driver("acme_9000", tmp_path, "V")


@pytest.mark.parametrize(
    ("table", "why"),
    [
        ('[plugins]\ndrivers = "drivers"', "must be a list"),
        ('[plugins]\ndrivers = ["elsewhere"]', "there is no folder"),
        ("[plugins", "is not TOML"),
    ],
)
def test_plugins_that_cannot_be_used(laboratory: Path, table: str, why: str) -> None:
    file = laboratory / "laboratory.toml"
    file.write_text(file.read_text("utf-8") + "\n" + table, encoding="utf-8")
    with pytest.raises(BadPlugins, match=why):
        folders_of(laboratory / "benches/scale.toml")
    with pytest.raises(BenchFileError, match=why):
        load_bench(laboratory / "benches/scale.toml")
    with pytest.raises(RecordsError):
        new_driver("acme_9000", laboratory, "V")


def test_a_plugin_without_a_driver_or_with_a_mistake(laboratory: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.py").write_text("")
    (tmp_path / "broken.py").write_text("import no_such_module\n")
    with pytest.raises(ImportError, match="offers no DRIVER"):
        registry.load("empty", [tmp_path])
    for _twice in range(2):
        with pytest.raises(ImportError, match="no_such_module"):
            registry.load("broken", [tmp_path])
