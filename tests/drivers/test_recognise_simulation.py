"""A run on simulated instruments is marked, also where they are reached by an ordinary address."""

import os
import socket
from pathlib import Path
from typing import Any

import pytest

from drivers.addresses import canonical_host
from drivers.bench import load_bench, open_bench, serve_bench
from drivers.codecs import dlt645
from drivers.recognise_simulation import no_instrument_there, says_simulated
from drivers.roles import Identified, Identity
from drivers.simulation.lone_instruments import SIMULATORS
from tests.drivers.lone_options import OPTIONS

BENCHES = Path(__file__).parents[2] / "config/benches"

#: Registers that the bench file itself names, and a display that only talks: nothing but the address tells them.
BY_ADDRESS = {"modbus_gauge", "continuous_indicator", "port_analyser"}


@pytest.mark.parametrize(
    ("address", "here"),
    [
        ("TCPIP::127.0.0.1::5025::SOCKET", True),
        ("TCPIP::localhost::INSTR", True),
        ("socket://127.1:4001", True),
        ("rfc2217://[::1]:4001", True),
        ("TCPIP::10.0.0.5::5025::SOCKET", False),
        ("GPIB0::16", False),
        ("/dev/ttyUSB0", False),
        ("sim:scale", False),
        ("", False),
    ],
)
def test_addresses_where_no_instrument_is(address: str, here: bool) -> None:
    assert no_instrument_there(address) is here


def test_a_port_forwarded_from_an_address_of_this_machine_is_on_this_machine() -> None:
    ours = {str(found[4][0]) for found in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
    for own in ours:
        assert no_instrument_there(f"TCPIP::{own}::5025::SOCKET")
        assert canonical_host(own) == "127.0.0.1"


@pytest.mark.parametrize("name", ["dlt645", "dlt698", "cjt188", "mbus"])
def test_digits_alone_do_not_make_an_instrument_real(fitted: Any, name: str) -> None:
    """A forwarded port hides that it ends here; what answers still says what it is, and keeps its serial number."""
    found = fitted(name, options=OPTIONS.get(name)).driver.identity()
    assert found.serial.isdigit()
    assert says_simulated(found)


def test_a_mark_that_comes_in_pieces_is_waited_for() -> None:
    frame = dlt645.encode(dlt645.Frame("000000000161", 0x91, b"\x00", preamble=4, marked=True))
    assert all(dlt645.length(frame[:count]) is None for count in range(17))
    assert dlt645.length(frame) == len(frame)
    assert dlt645.decode(frame).marked


def test_a_pseudo_terminal_is_no_port() -> None:
    _, port = os.openpty()
    assert no_instrument_there(os.ttyname(port))
    assert no_instrument_there(f"ASRL{os.ttyname(port)}::INSTR")


@pytest.mark.parametrize("text", ["HMT330 S0512345", "FLUKE,5522A,1972905,1.0", "SIMPSON 260,1", "KEITHLEY,2000,0,A"])
def test_real_identities_are_not_taken_for_simulated_ones(text: str) -> None:
    assert not says_simulated(Identity(text=text, serial=text.rpartition(" ")[2]))


@pytest.mark.parametrize("name", sorted(set(SIMULATORS) - BY_ADDRESS))
def test_every_simulator_says_so_where_its_protocol_has_room(fitted: Any, name: str) -> None:
    driver = fitted(name, options=OPTIONS.get(name)).driver
    assert isinstance(driver, Identified)
    assert says_simulated(driver.identity())


def test_a_bench_of_served_simulators_is_marked(tmp_path: Path) -> None:
    bench = tmp_path / "bench.toml"
    with serve_bench(load_bench(BENCHES / "gauge.toml"), subject={}, seed=0) as addresses:
        text = f'[bench]\nname = "x"\n[roles.source]\ndriver = "pace"\naddress = "{addresses["source"]}"\n'
        bench.write_text(text)
        with open_bench(load_bench(bench), subject={}, seed=0) as opened:
            assert opened.simulated
