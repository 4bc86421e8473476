"""Addresses: aliases of one line have one canonical form, and only documented forms are opened."""

import os
import socket
from pathlib import Path

import pytest

from drivers.addresses import UnknownAddress, canonical, parse
from drivers.bench import BenchFileError, load_bench
from drivers.errors import LinkError
from drivers.link.factory import open_link
from drivers.link.line import Line

ALIASES = [
    (
        "TCPIP::10.0.0.5::5025::SOCKET",
        "TCPIP0::10.0.0.5::5025::SOCKET",
        "tcpip1::10.5::05025::socket",
        "socket://0x0a000005:5025",
        "socket://167772165:5025",
        "rfc2217://10.0.0.5:5025",
        "socket://[::ffff:10.0.0.5]:5025",
    ),
    (
        "TCPIP::127.0.0.1::80::SOCKET",
        "socket://localhost:80",
        "socket://LOCALHOST.:80",
        "socket://127.1:80",
        "socket://[::1]:80",
    ),
    ("TCPIP::10.0.0.5::INSTR", "TCPIP0::10.0.0.5::inst0::INSTR", "TCPIP::10.0.0.5"),
    ("TCPIP::10.0.0.5::hislip0::INSTR", "TCPIP0::10.0.0.5::HiSLIP0,4880::INSTR"),
    ("GPIB0::16", "GPIB0::16::INSTR", "GPIB::16::INSTR", "gpib0::016"),
    ("USB0::0x0957::0x1755::MY1::INSTR", "USB::2391::5973::my1::0::INSTR"),
    ("ASRL1::INSTR", "ASRL/dev/ttyS0::INSTR", "/dev/ttyS0", "asrl/dev/ttyS0"),
    ("COM3", "com03", r"\\.\COM3", "ASRLCOM3::INSTR"),
]


@pytest.mark.parametrize("aliases", ALIASES, ids=lambda aliases: aliases[0])
def test_aliases_of_one_line_have_one_form(aliases: tuple[str, ...]) -> None:
    assert len({canonical(alias) for alias in aliases}) == 1


def test_different_lines_have_different_forms() -> None:
    others = ["TCPIP::10.0.0.5::5026::SOCKET", "TCPIP::10.0.0.6::5025::SOCKET", "GPIB1::16", "GPIB0::16::1", "COM30"]
    forms = [canonical(address) for address in (*others, *(aliases[0] for aliases in ALIASES))]
    assert len(set(forms)) == len(forms)


def test_a_link_to_a_port_is_the_port(tmp_path: Path) -> None:
    _, port = os.openpty()
    (tmp_path / "by-id").symlink_to(os.ttyname(port))
    assert canonical(str(tmp_path / "by-id")) == canonical(f"ASRL{os.ttyname(port)}::INSTR")


def test_a_name_is_the_address_it_resolves_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_: [(2, 1, 6, "", ("10.0.0.5", 0))])
    assert canonical("socket://pressure.lab:5025") == "tcp:10.0.0.5:5025"


@pytest.mark.parametrize(
    "address",
    [
        "spy:///dev/ttyUSB0?file=/tmp/x",
        "alt:///dev/ttyUSB0?class=PosixPollSerial",
        "hwgrep://.*",
        "loop://",
        "cp2110://1",
        "socket://10.0.0.5:5025?logging=debug",
        "socket://10.0.0.5:70000",
        "socket://10.0.0.5",
        "ttyUSB0",
        "../dev/ttyUSB0",
        "GPIB0::INTFC",
        "PXI0::1::INSTR",
        "TCPIP::::5025::SOCKET",
        "ASRL::INSTR",
        "VICP::10.0.0.5::INSTR",
    ],
)
def test_only_documented_forms_are_opened(address: str, tmp_path: Path) -> None:
    with pytest.raises(UnknownAddress):
        parse(address)
    with pytest.raises(LinkError, match="Correct the address"):
        open_link(address, "meter", Line())
    bench = tmp_path / "bench.toml"
    bench.write_text(f'[bench]\nname = "x"\n[roles.source]\ndriver = "pace"\naddress = \'{address}\'\n')
    with pytest.raises(BenchFileError, match=r"roles\.source\.address"):
        load_bench(bench)


@pytest.mark.parametrize("address", ["socket://10.0.0.8:4001", "GPIB0::16", "TCPIP::10.0.0.5::INSTR"])
def test_line_settings_that_would_not_be_applied_are_refused(address: str, tmp_path: Path) -> None:
    bench = tmp_path / "bench.toml"
    text = '[bench]\nname = "x"\n[roles.scale]\ndriver = "mt_sics"\naddress = "ADDRESS"\nserial = { baud = 4800 }\n'
    bench.write_text(text.replace("ADDRESS", address))
    with pytest.raises(BenchFileError, match=r"roles\.scale\.serial"):
        load_bench(bench)
    for taken in ("/dev/ttyUSB0", "ASRL/dev/ttyUSB0::INSTR", "rfc2217://10.0.0.8:4001", "COM3"):
        bench.write_text(text.replace("ADDRESS", taken))
        load_bench(bench)
