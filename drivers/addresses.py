"""Addresses of instruments: which forms there are, and one canonical form for every alias of one line.

Two spellings of one line (`TCPIP::10.0.0.5::5025::SOCKET`, `tcpip0::0x0a000005::5025::socket`, `socket://10.0.0.5:5025`)
have one canonical form. Locks and shared connections rest on it. Forms that are not listed in the bench file reference
are refused: pyserial's `spy://` writes files and `alt://` loads classes.
"""

import ipaddress
import os
import re
import socket
import sys
from dataclasses import dataclass

_VISA = re.compile(r"(?P<interface>TCPIP|GPIB|USB|ASRL)(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_URL = re.compile(
    r"(?P<scheme>socket|rfc2217)://(?P<host>\[[0-9A-Fa-f:.%]+\]|[^:/?#\s]+):(?P<port>\d+)(?P<query>\?ign_set_control)?"
)
_AGENT = re.compile(r"agent:(?P<agent>[A-Za-z0-9_-]+)/(?P<role>[^\s/]+)")
_COM = re.compile(r"(?:\\\\\.\\)?COM(?P<number>\d+)", re.IGNORECASE)
_HIGHEST_PORT = 65535
_HISLIP_PORT = ",4880"  # IVI-6.1: the port that is meant where none is given
FORMS = (
    "TCPIP::HOST::PORT::SOCKET, TCPIP::HOST::INSTR, GPIB0::16::INSTR, USB0::…::INSTR, ASRL/dev/ttyUSB0::INSTR, "
    "/dev/ttyUSB0, COM3, socket://HOST:PORT, rfc2217://HOST:PORT, agent:NAME/ROLE"
)


class UnknownAddress(ValueError):
    """An address of no form that is documented."""


@dataclass(frozen=True, slots=True)
class Address:
    """One line to an instrument.

    Attributes:
        kind: `serial` (a port of this machine), `socket`, `rfc2217` (over pyserial), `visa`, `agent`.
        opened: What is handed to the library that opens it: a full VISA resource name, a URL, a port name.
        canonical: The same for every alias of the line.
        host: Host of a network address, empty for others.
    """

    kind: str
    opened: str
    canonical: str
    host: str = ""

    @property
    def loopback(self) -> bool:
        """Whether it ends in this machine, where no instrument is."""
        return self.host != "" and canonical_host(self.host) == "127.0.0.1"


def parse(address: str) -> Address:
    """Take an address of the bench file apart.

    Raises:
        UnknownAddress: It has none of the forms that are documented.
    """
    if (url := _URL.fullmatch(address)) is not None:
        return _network(url["scheme"], address, url["host"].strip("[]"), url["port"])
    if _AGENT.fullmatch(address) is not None:
        return Address("agent", address, address)
    if (com := _COM.fullmatch(address)) is not None:
        name = f"COM{int(com['number'])}"
        return Address("serial", name, f"serial:{name}")
    if address.startswith("/") and "\0" not in address:
        return Address("serial", address, f"serial:{os.path.realpath(address)}")
    if (visa := _VISA.fullmatch(address)) is not None and ("::" in address or visa["interface"].upper() == "ASRL"):
        return _visa(address, visa["interface"].upper(), visa["rest"])
    raise UnknownAddress(f"{address!r} is not an address; write one of {FORMS}")


def canonical(address: str) -> str:
    """The form that all aliases of one line share; `sim:NAME` and no address at all stay as they are.

    Raises:
        UnknownAddress: From `parse`.
    """
    return address if not address or address.startswith("sim:") else parse(address).canonical


def canonical_host(host: str) -> str:
    """One spelling of a host: numeric addresses in full, names resolved where they can be, all of our own as one."""
    plain = host.strip("[]").rstrip(".").casefold()
    if plain in ("localhost", "") or plain.endswith(".localhost"):
        return "127.0.0.1"
    number = _numeric(plain)
    if number is None:
        try:
            number = ipaddress.ip_address(socket.getaddrinfo(plain, None)[0][4][0])
        except (OSError, ValueError, UnicodeError):
            return plain
    if isinstance(number, ipaddress.IPv6Address) and number.ipv4_mapped is not None:
        number = number.ipv4_mapped
    return "127.0.0.1" if number.is_loopback or number.is_unspecified or _is_our_own(number) else str(number)


def _is_our_own(number: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """Whether an interface of this machine has the address: only such a one can be bound."""
    try:
        with socket.socket(socket.AF_INET if number.version == 4 else socket.AF_INET6, socket.SOCK_DGRAM) as probe:
            probe.bind((str(number), 0))
    except OSError:
        return False
    return True


def _numeric(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """An address written in numbers, short (`10.5`), hexadecimal or octal included, as the socket library takes it."""
    try:
        if re.fullmatch(r"[0-9a-fx.]+", host):
            return ipaddress.IPv4Address(socket.inet_aton(host))
        return ipaddress.ip_address(host)
    except (OSError, ValueError):
        return None


def _visa(address: str, interface: str, rest: str) -> Address:
    head, *parts = rest.split("::")
    if interface == "ASRL":
        return _port_of_visa(address, head, parts)
    if re.fullmatch(r"\d*", head) is None:
        raise UnknownAddress(f"{address!r}: {head!r} is no number of a {interface} interface")
    board = int(head or "0")
    if interface == "TCPIP" and parts[-1].upper() == "SOCKET" and len(parts) == 3:
        return _network("visa", f"TCPIP{board}::{parts[0]}::{parts[1]}::SOCKET", parts[0], parts[1])
    if parts[-1].upper() == "INSTR":
        parts = parts[:-1]
    if not parts or not all(parts) or len(parts) > 5:
        raise UnknownAddress(f"{address!r} is not a whole VISA resource name")
    if interface == "TCPIP" and len(parts) <= 2:
        host, _, port = parts[0].partition(",")
        device = parts[1] if len(parts) == 2 else "inst0"
        key = f"tcpip:{canonical_host(host)},{port}/{device.casefold().removesuffix(_HISLIP_PORT)}"
        return Address("visa", f"TCPIP{board}::{parts[0]}::{device}::INSTR", key, host)
    if interface == "GPIB" and len(parts) <= 2 and all(part.isdecimal() for part in parts):
        numbers = "::".join(str(int(part)) for part in parts)
        return Address("visa", f"GPIB{board}::{numbers}::INSTR", f"gpib:{board}/{numbers}")
    if interface == "USB" and 3 <= len(parts) <= 4:
        return _usb(address, board, parts)
    raise UnknownAddress(f"{address!r} is not a VISA resource that exchanges messages; write one of {FORMS}")


def _usb(address: str, board: int, parts: list[str]) -> Address:
    try:
        maker, model = (int(part, 0) for part in parts[:2])
        interface = int(parts[3]) if len(parts) == 4 else 0
    except ValueError as error:
        raise UnknownAddress(f"{address!r}: maker, model and interface of a USB resource are numbers") from error
    name = f"USB{board}::0x{maker:04X}::0x{model:04X}::{parts[2]}::{interface}::INSTR"
    return Address("visa", name, f"usb:{maker:04x}:{model:04x}:{parts[2].casefold()}:{interface}")


def _port_of_visa(address: str, head: str, parts: list[str]) -> Address:
    """A serial resource is opened as the port it is: with line settings, for us alone, and drained before use."""
    if not head or [part.upper() for part in parts] not in (["INSTR"], []):
        raise UnknownAddress(f"{address!r} is not a serial resource; write ASRL/dev/ttyUSB0::INSTR or ASRL1::INSTR")
    if head.isdecimal():
        number = int(head)
        return parse(f"COM{number}" if sys.platform == "win32" else f"/dev/ttyS{max(0, number - 1)}")
    return parse(head)


def _network(kind: str, opened: str, host: str, port: str) -> Address:
    if not (port.isdecimal() and port.isascii() and 0 < int(port) <= _HIGHEST_PORT) or not host:
        raise UnknownAddress(f"{opened!r}: {port!r} is no port of a host")
    return Address(kind, opened, f"tcp:{canonical_host(host)}:{int(port)}", host)


def agent_and_role(address: str) -> tuple[str, str] | None:
    """Which agent and which role of it an address names; None for an address of another kind."""
    found = _AGENT.fullmatch(address)
    return (found["agent"], found["role"]) if found is not None else None
