"""One bench, one instrument, one unit under test: in use by one run of a store, on whichever computer."""

from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from drivers.bench import Bench, load_bench
from drivers.roles import Identity
from records.run_locks import all_held_in_store
from sequencer.errors import Refused
from services.locks.shared_locks import answering, named, only_user_in_store
from tests.records.test_both_databases import fresh, postgresql  # noqa: F401  fixtures

CONFIG = Path(__file__).parents[3] / "config/benches"
UNIT = {"maker": "M", "model": "Y-100", "serial": "G 1"}
REAL = """
[bench]
name = "NAME"
[roles.source]
driver = "pace"
address = "TCPIP::10.0.0.5::5025::SOCKET"
[roles.gauge]
driver = "person"
"""


@dataclass
class Open:
    """An open bench: what answers, and where."""

    identities: dict[str, Identity]
    addresses: dict[str, str] = field(default_factory=dict)

    @property
    def bench(self) -> Bench:
        return cast("Bench", SimpleNamespace(identities=self.identities, addresses=self.addresses))


def keys(tmp_path: Path, text: str = REAL, unit: dict[str, Any] | None = None) -> list[str]:
    path = tmp_path / "bench.toml"
    path.write_text(text, "utf-8")
    return named(load_bench(path), {"1": UNIT if unit is None else unit})


def test_a_bench_its_lines_and_its_unit_are_named(tmp_path: Path) -> None:
    assert keys(tmp_path) == ["bench name", "line tcp:10.0.0.5:5025", "unit m y-100 g1"]
    assert keys(tmp_path, unit={}) == ["bench name", "line tcp:10.0.0.5:5025"]


@pytest.mark.parametrize("address", ["/dev/ttyUSB0", "GPIB0::16", "TCPIP::127.0.0.1::5025::SOCKET"])
def test_a_port_of_this_computer_is_no_line_of_another(tmp_path: Path, address: str) -> None:
    assert not [k for k in keys(tmp_path, REAL.replace("TCPIP::10.0.0.5::5025::SOCKET", address)) if "line" in k]


def test_a_simulated_bench_holds_nothing() -> None:
    assert named(load_bench(CONFIG / "gauge.toml"), {"1": UNIT}) == []


def test_an_instrument_is_held_by_what_it_says_it_is_whatever_its_line() -> None:
    found = Identity("Druck", "PACE5000", "12345", "1", "")
    by_net = Open({"source": found}, {"source": "TCPIP::10.0.0.5::5025::SOCKET"})
    by_bus = Open({"pump": found}, {"pump": "GPIB0::16"})
    assert answering(by_net.bench) == answering(by_bus.bench) == ["instrument druck pace5000 12345"]


@pytest.mark.parametrize(
    ("said", "address"),
    [
        (Identity("HP", "34401A", "0", "1", ""), "GPIB0::16"),  # a model that has no serial number
        (Identity("Keysight", "HP3458A", "", "", "HP3458A"), "GPIB0::16"),
        (Identity("Druck", "PACE5000", "SIM-5", "1", "SIM-5"), "TCPIP::10.0.0.5::5025::SOCKET"),
        (Identity("Druck", "PACE5000", "5", "1", ""), "TCPIP::127.0.0.1::5025::SOCKET"),
        (Identity("Druck", "PACE5000", "5", "1", ""), "sim:source"),
    ],
)
def test_what_names_no_one_instrument_is_not_held(said: Identity, address: str) -> None:
    assert answering(Open({"source": said}, {"source": address}).bench) == []


def test_two_runs_of_a_store_on_this_computer(tmp_path: Path) -> None:
    store, other = str(tmp_path / "a.sqlite"), str(tmp_path / "b.sqlite")
    with ExitStack() as stack:
        stack.enter_context(only_user_in_store(store, ["bench one", "unit 1"]))
        for spelt in (store, str(tmp_path / "." / "a.sqlite")):
            with (
                pytest.raises(Refused, match="uses the instrument under test 1"),
                only_user_in_store(spelt, ["bench two", "unit 1"]),
            ):
                pass
        with only_user_in_store(store, ["bench two"]), only_user_in_store(other, ["bench one"]):
            pass
    with only_user_in_store(store, ["bench one"]):
        pass


@pytest.mark.parametrize("fresh", ["postgresql"], indirect=True)
def test_two_computers_on_one_store(fresh) -> None:  # noqa: F811
    """The other computer holds nothing of this machine: it holds the instrument in the database alone."""
    store = fresh()
    with all_held_in_store(store, ["bench far", "instrument druck pace5000 12345"]) as taken:
        assert taken is None
        near = only_user_in_store(store, ["bench near", "instrument druck pace5000 12345"])
        with (
            pytest.raises(Refused, match=r"the instrument druck pace5000 12345 \(computer 127\.0\.0\.1 since 20"),
            near,
        ):
            pass
        with only_user_in_store(store, ["bench near"]):  # what was refused holds nothing
            pass
    with only_user_in_store(store, ["bench far"]):
        pass
