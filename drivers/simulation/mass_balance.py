"""Simulated balances used as standards: one on MT-SICS with `SIC1`, one on SBI."""

from decimal import Decimal

from drivers.simulation.device import Name, Time
from drivers.simulation.mass_pan import Pan
from drivers.simulation.noise import uniform


class SimulatedBalance:
    """A balance on MT-SICS levels 0 and 1.

    Args:
        pan: Its pan.
        name: Identity.
        time: The world's time.
    """

    scheme = "socket://127.0.0.1:{port}"
    end = b"\n"

    def __init__(self, pan: Pan, name: Name, time: Time) -> None:
        self.pan, self.name, self._time = pan, name, time

    def handle(self, message: bytes) -> bytes:
        """Answer a command; `ES` to one that it does not know."""
        command = message.strip().decode("latin-1")
        texts = {"I2": self.name.model, "I3": self.name.firmware, "I4": self.name.serial, "@": self.name.serial}
        if command in texts:
            return f'{"I4" if command == "@" else command} A "{texts[command]}"\r\n'.encode()
        if command in ("S", "SIC1"):
            return self._weighed(command)
        if command in ("Z", "T"):
            return self._taken_off(command)
        return b"ES\r\n"

    def _weighed(self, command: str) -> bytes:
        now = float(self._time.now())
        if self.pan.over(now):
            return f"{command} +\r\n".encode()
        stable = self.pan.stable(now)
        if command == "S" and not stable:
            return b"S I\r\n"
        line = f"{command} {'S' if stable else 'D'} {self.pan.shown(now):>10f} g"
        return f"{line} {_crc(f'{line} '.encode()):04X}\r\n".encode() if command == "SIC1" else f"{line}\r\n".encode()

    def _taken_off(self, command: str) -> bytes:
        now = float(self._time.now())
        if not self.pan.stable(now):
            return f"{command} I\r\n".encode()
        if command == "Z" and self.pan.load > 0.02 * self.pan.capacity:
            return b"Z +\r\n"
        before = self.pan.gross(now)
        self.pan.take_off(now)
        return (
            b"Z A\r\n" if command == "Z" else f"T S {Decimal(repr(before)).quantize(self.pan.step):>10f} g\r\n".encode()
        )


class SimulatedSBI:
    """A balance on SBI, 16 or 22 characters.

    Args:
        pan: Its pan.
        name: Identity.
        time: The world's time.

    Attributes:
        identified: Whether the six characters of the identification are printed.
        bracketed: Whether the last digit is printed in brackets.
    """

    scheme = "socket://127.0.0.1:{port}"
    end = b"\n"

    def __init__(self, pan: Pan, name: Name, time: Time) -> None:
        self.pan, self.name, self._time = pan, name, time
        self.identified = self.bracketed = False

    def handle(self, message: bytes) -> bytes | None:
        """Answer print and identity, act on zero and tare in silence, ignore the rest."""
        command = message.strip(b"\r\n ")
        now = float(self._time.now())
        if command in (b"\x1bV", b"\x1bU", b"\x1bT"):
            self.pan.take_off(now)
            return None
        answers = {
            b"\x1bP": lambda: self._printed(now),
            b"\x1bx1_": lambda: f"{self.name.model:>14}",
            b"\x1bx2_": lambda: f"{self.name.serial:>14}",
        }
        return f"{answers[command]()}\r\n".encode() if command in answers else None

    def _printed(self, now: float) -> str:
        if self.pan.over(now):
            body = "      H       "
        else:
            value = self.pan.shown(now)
            unit = "g  " if self.pan.stable(now) else "   "
            digits = f"{abs(value):f}"
            if self.bracketed:
                body = f"{'-' if value < 0 else '+'}{digits[:-1] + '[' + digits[-1] + ']':>10}{unit}"
            else:
                body = f"{'-' if value < 0 else '+'} {digits:>8} {unit}"
        return f"{'N':<6}{body}" if self.identified else body


def _crc(data: bytes) -> int:
    """CRC-16/CCITT-FALSE from a table of the polynomial's remainders."""
    table = [_remainder(byte) for byte in range(256)]
    value = 0xFFFF
    for byte in data:
        value = (value & 0xFF) << 8 ^ table[value >> 8 ^ byte]
    return value


def _remainder(byte: int) -> int:
    value = byte << 8
    for _bit in range(8):
        value = value << 1 ^ 0x11021 if value & 0x8000 else value << 1
    return value


def alone(time: Time, seed: int) -> SimulatedBalance:  # noqa: ARG001  its display hides all noise
    """A comparator of 220 g, d = 0.01 mg."""
    name = Name("Mettler-Toledo", "XPR226 220.00900 g", "SIM-B926000001", "2.30 18.6.4")
    return SimulatedBalance(Pan(220.0, Decimal("0.00001"), gain=1.5e-6), name, time)


def sbi(time: Time, seed: int) -> SimulatedSBI:  # noqa: ARG001  its display hides all noise
    """A balance of 6200 g, d = 0.01 g."""
    return SimulatedSBI(
        Pan(6200.0, Decimal("0.01"), gain=-2e-6), Name("Sartorius", "LP6200S", "SIM-26004711", ""), time
    )


def balance_6kg(time: Time, seed: int) -> SimulatedBalance:
    """A balance of 6.2 kg, d = 0.01 g, for small volumes."""
    name = Name("Mettler-Toledo", "XPR6002S 6200.00 g", "SIM-B926000006", "2.30 18.6.4")
    return SimulatedBalance(Pan(6200.0, Decimal("0.01"), gain=2e-6 * uniform(seed, "balance_6kg")), name, time)


def balance_60kg(time: Time, seed: int) -> SimulatedBalance:
    """A bench scale of 60 kg, d = 0.1 g, for the vessel of a flow bench."""
    name = Name("Mettler-Toledo", "XPR60001L 60000.0 g", "SIM-B926000060", "2.30 18.6.4")
    return SimulatedBalance(Pan(60000.0, Decimal("0.1"), gain=5e-6 * uniform(seed, "balance_60kg")), name, time)
