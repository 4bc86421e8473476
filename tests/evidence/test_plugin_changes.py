"""A run with drivers or a regulation of others goes on only with those it began with."""

import importlib
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from drivers.bench import load_bench
from procedures.pressure.jjg_52_2013 import JJG52
from records.journal import Journal
from records.store import Store
from sequencer.errors import Refused
from services.code_identity.plugins_used import plugged_in
from services.events import Events
from services.runs.resume import resume
from tests.evidence.laboratory import CASES, Case, Laboratory, concluded, quiet

GAUGE = CASES[2]
DRIVER = (
    "from drivers.environment.hmt330 import HMT330\n\n\nclass Own(HMT330):\n    map = 'registers.toml'\nDRIVER = Own\n"
)
Stopped = Callable[[Case, str, int, Callable[[Journal], None]], object]


def interrupt(_journal: Journal) -> None:
    raise KeyboardInterrupt


def refusals(url: str) -> list[str]:
    with quiet(), pytest.raises(Refused) as refused:
        resume("last", url, Events())
    return [f"{reason.zh} {reason.en}" for reason in refused.value.reasons]


def reading_the_room_with(laboratory: Laboratory, driver: str) -> None:
    bench = laboratory.bench(GAUGE)
    bench.write_text(bench.read_text("utf-8").replace('driver = "hmt330"', f'driver = "{driver}"'), "utf-8")


def installed(folder: Path, group: str, entry: str) -> Path:
    """A distribution `acme` with one entry point and a package of the same name, as pip would leave it."""
    package, info = folder / "acme", folder / "acme-1.0.dist-info"
    package.mkdir(parents=True)
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: acme\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[{group}]\n{entry}\n")
    (package / "__init__.py").write_text("")
    return package


@pytest.fixture
def own(laboratory: Laboratory) -> Path:
    """The package of a driver in a folder of the laboratory, which reads the room on the bench."""
    package = laboratory.folder / "config/drivers/own_room"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text(DRIVER)
    (package / "registers.toml").write_text("first = 1\n")
    with (laboratory.folder / "config/laboratory.toml").open("a", encoding="utf-8") as file:
        file.write('\n[plugins]\ndrivers = ["drivers"]\n')
    reading_the_room_with(laboratory, "own_room")
    return package


def test_an_unchanged_driver_of_the_laboratory(laboratory: Laboratory, own: Path, stopped: Stopped) -> None:
    url = str(laboratory.folder / "store.sqlite")
    assert stopped(GAUGE, url, 20, interrupt) is not None
    (own.parent / "not_on_this_bench.py").write_text(DRIVER)
    (own / "unrelated.py").write_text("")
    (own / "notes.txt").write_text("")
    (own / "__init__.py").write_text(f'"""Reads the room."""\n\n{DRIVER}\n# a comment\n')
    with quiet():
        resume("last", url, Events())
    events = Store(url).events(Store(url).find("last"))
    assert concluded(events)["verdict"][0]["outcome"] == "conform"
    (plugin,) = events[0].body["code"]["plugins"]
    assert (plugin["kind"], plugin["name"], len(plugin["sha256"])) == ("driver", "own_room", 64)


@pytest.mark.parametrize("file", ["__init__.py", "registers.toml"])
def test_a_changed_driver_of_the_laboratory_is_named(
    laboratory: Laboratory, own: Path, stopped: Stopped, file: str
) -> None:
    url = str(laboratory.folder / "store.sqlite")
    assert stopped(GAUGE, url, 20, interrupt) is not None
    with (own / file).open("a") as changed:
        changed.write("another = 1\n")
    (reason,) = refusals(url)
    assert "外接驱动程序 own_room 已改变" in reason
    assert "plug-in driver own_room has changed" in reason


def test_a_changed_driver_that_was_installed_is_named(
    laboratory: Laboratory, stopped: Stopped, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = installed(tmp_path / "site", "steelyard.drivers", "acme_room = acme.rooms:Own")
    (package / "rooms.py").write_text(f"from acme import helper\n{DRIVER}")
    (package / "helper.py").write_text("")
    monkeypatch.syspath_prepend(tmp_path / "site")
    reading_the_room_with(laboratory, "acme_room")
    url = str(laboratory.folder / "store.sqlite")
    assert stopped(GAUGE, url, 20, interrupt) is not None
    (package / "helper.py").write_text("x = 1\n")
    assert ["plug-in driver acme_room" in reason for reason in refusals(url)] == [True]


def test_the_package_of_a_regulation_of_others(
    laboratory: Laboratory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = installed(tmp_path / "site", "steelyard.procedures", "jjg_1 = acme_rules.edition:Own")
    package = package.rename(package.with_name("acme_rules"))
    (package / "edition.py").write_text(
        "from procedures.pressure.jjg_52_2013 import JJG52\n\nclass Own(JJG52): pass\n\nDATA = 'tables.toml'\n"
    )
    (package / "tables.toml").write_text("")
    monkeypatch.syspath_prepend(tmp_path / "site")
    own = importlib.import_module("acme_rules.edition").Own
    bench = load_bench(laboratory.bench(GAUGE))
    (before,) = plugged_in(bench, own)
    assert (before.kind, before.name) == ("procedure", "acme_rules.edition")
    (package / "__pycache__").mkdir(exist_ok=True)
    (package / "__pycache__/edition.cpython-999.pyc").write_bytes(b"of no matter")
    assert plugged_in(bench, own) == (before,)
    (package / "tables.toml").write_text("mpe = 1\n")
    (after,) = plugged_in(bench, own)
    assert after.sha256 != before.sha256
    assert plugged_in(bench, JJG52) == ()
    del sys.modules["acme_rules.edition"], sys.modules["acme_rules"]
