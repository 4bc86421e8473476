"""What a query costs over a hardened link, beside the raw floor and the bare libraries.

`python benchmarks/links/bench.py`: all clients of a kind take turns, query by query, against one server in another
process, so that whatever else the machine does hits them alike. Printed are medians in µs and ratios.
"""

import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pyvisa
import serial
from pymeasure.adapters import VISAAdapter
from pymodbus.client import ModbusTcpClient

from drivers.link.factory import open_link
from drivers.link.line import Line, LineLink
from drivers.modbus import ModbusRegisters

HERE = Path(__file__).parent
ROUNDS, WARM_UP = 2000, 200
LINE = Line(b"\n", b"\n", 2.0)
Query = Callable[[], object]


def measured(clients: Mapping[str, Query], rounds: int = ROUNDS) -> dict[str, float]:
    """Median time of a query of each client in µs, all taking turns."""
    times: dict[str, list[int]] = {name: [] for name in clients}
    for turn in range(rounds + WARM_UP):
        for name, query in clients.items():
            began = time.perf_counter_ns()
            query()
            if turn >= WARM_UP:
                times[name].append(time.perf_counter_ns() - began)
    return {name: statistics.median(found) / 1000.0 for name, found in times.items()}


def hardened(address: str) -> LineLink:
    """A link of ours, identified."""
    link = open_link(address, address, LINE)
    with link.identification():
        link.query("*IDN?")
    return link


def bare_visa(port: int) -> Any:
    """PyVISA with pyvisa-py, with the one setting without which a query takes 44 ms."""
    manager = pyvisa.ResourceManager("@py")
    resource: Any = manager.open_resource(
        f"TCPIP::127.0.0.1::{port}::SOCKET", read_termination="\n", write_termination="\n", timeout=2000
    )
    raw = resource.visalib.sessions[resource.session].interface
    raw.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return resource


def raw_socket(port: int, request: bytes) -> Query:
    """The floor: a socket and nothing else."""
    line = socket.create_connection(("127.0.0.1", port))
    line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def query() -> bytes:
        line.sendall(request)
        return line.recv(4096)

    return query


def pyserial_query(port: Any) -> Query:
    """The way of pyserial itself."""

    def query() -> bytes:
        port.write(b"X?\n")
        found: bytes = port.read_until(b"\n")
        return found

    return query


def raw_terminal(name: str) -> Query:
    """The floor of a serial line."""
    handle = os.open(name, os.O_RDWR | os.O_NOCTTY)

    def query() -> bytes:
        os.write(handle, b"X?\n")
        found = b""
        while not found.endswith(b"\n"):
            found += os.read(handle, 4096)
        return found

    return query


def show(title: str, times: Mapping[str, float], ours: str, against: str, target: float | None = None) -> None:
    """Print one comparison."""
    ratio = times[ours] / times[against]
    print(title)
    for name, found in times.items():
        print(f"  {name:<34} {found:8.1f} µs")
    judged = "" if target is None else f" (target {target:g}: {'met' if ratio <= target else 'MISSED'})"
    print(f"  {ours} / {against}: {ratio:.2f}{judged}")


def sockets(port: int) -> None:
    """Message-based links over TCP."""
    adapter = VISAAdapter(
        f"TCPIP::127.0.0.1::{port}::SOCKET", "@py", read_termination="\n", write_termination="\n", timeout=2000
    )

    def pymeasure() -> str:
        adapter.write("X?")
        return str(adapter.read())

    visa, link = bare_visa(port), hardened(f"TCPIP::127.0.0.1::{port}::SOCKET")
    with closing(link):
        times = measured(
            {
                "raw socket": raw_socket(port, b"X?\n"),
                "bare pyvisa-py": lambda: visa.query("X?"),
                "PyMeasure's VISAAdapter": pymeasure,
                "hardened VISA link": lambda: link.query("X?"),
            }
        )
    show("TCP socket", times, "hardened VISA link", "bare pyvisa-py", 1.15)


def serial_lines(port: int, terminal: str) -> None:
    """Serial lines: a terminal, then a device server."""
    floor = raw_terminal(terminal)
    with closing(serial.Serial(terminal, timeout=2)) as bare:
        times = measured({"raw terminal": floor, "pyserial read_until": pyserial_query(bare)})
    with closing(hardened(terminal)) as link:
        times |= measured({"hardened serial link": lambda: link.query("X?")})
    show("serial port (pty)", times, "hardened serial link", "pyserial read_until", 1.0)
    url = f"socket://127.0.0.1:{port}"
    with closing(serial.serial_for_url(url, timeout=2)) as bare, closing(hardened(url)) as link:
        queries = {"pyserial read_until": pyserial_query(bare), "hardened serial link": lambda: link.query("X?")}
        show("serial socket://", measured(queries), "hardened serial link", "pyserial read_until", 1.0)


def modbus(port: int) -> None:
    """Two holding registers over Modbus/TCP."""
    client: Any = ModbusTcpClient("127.0.0.1", port=port)
    client.connect()
    link = open_link(f"socket://127.0.0.1:{port}", "modbus", LINE)
    registers = ModbusRegisters(link, 1, "tcp")
    with link.identification():
        registers.holding(0, 2)
    times = measured(
        {
            "raw socket": raw_socket(port, bytes.fromhex("000100000006010300000002")),
            "pymodbus client": lambda: client.read_holding_registers(0, count=2, device_id=1),
            "hardened Modbus": lambda: registers.holding(0, 2),
        }
    )
    show("Modbus/TCP", times, "hardened Modbus", "pymodbus client")
    client.close()
    link.close()


def main() -> None:
    """Everything, in one run."""
    server = subprocess.Popen([sys.executable, HERE / "servers.py"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert server.stdout is not None
    assert server.stdin is not None
    lines, registers, terminal = server.stdout.readline().decode().split()
    sockets(int(lines))
    serial_lines(int(lines), terminal)
    modbus(int(registers))
    server.stdin.close()
    server.wait(5)


if __name__ == "__main__":
    main()
