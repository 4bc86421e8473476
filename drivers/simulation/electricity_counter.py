"""A simulated 53230A that counts pulses."""

import re
from collections import deque
from typing import TYPE_CHECKING

from drivers.simulation.device import Name, Time, Wait
from drivers.simulation.noise import normal
from drivers.simulation.pulses import NO_PULSES, Pulses

if TYPE_CHECKING:
    from collections.abc import Callable

NOT_A_NUMBER = "+9.91000000000000E+037"
_CONFIGURE = re.compile(r"CONF:(FREQ|PER|TOT:TIM) ?([^(]*)\(@([12])\)")
_UNDEFINED, _NO_REFERENCE = '-113,"Undefined header"', '+291,"External reference invalid"'
_JITTER = 2e-11


def three_digit_exponent(value: float) -> str:
    """Write a number as this counter does."""
    mantissa, _, exponent = f"{value:+.14E}".partition("E")
    return f"{mantissa}E{exponent[0]}{int(exponent[1:]):03d}"


class Simulated53230A:
    """A counter on a line.

    Args:
        pulses: What is on its inputs, by channel.
        name: Identity.
        time: The world's time.
        key: What its noise belongs to.
        error: Part by which its time base runs fast.

    Attributes:
        reference: Whether an external reference is connected.
        pulses: What is on its inputs, by channel.
        bad_from: World time from which the time base is bad; None for never.
    """

    scheme = "TCPIP::127.0.0.1::{port}::SOCKET"
    end = b"\n"

    def __init__(
        self, pulses: dict[str, Pulses], name: Name, time: Time, key: tuple[object, ...] = (), error: float = 0.0
    ) -> None:
        self.pulses, self.name, self._time, self._key, self._error = pulses, name, time, key, error
        self.reference = True
        self.bad_from: float | None = None
        self.errors: deque[str] = deque(maxlen=20)
        self._function, self._channel, self._gate, self._source = "FREQ", "1", 0.1, "INT"
        self._began: float | None = None
        self._questionable = 0
        self.mishaps: dict[str, Callable[[], None]] = {
            "error": lambda: self.errors.append('-310,"System error"'),
            "reboot": self._reboot,
        }

    def _reboot(self) -> None:
        self._function, self._gate, self._source, self._began = "FREQ", 0.1, "INT", None
        self.errors.clear()

    def handle(self, message: bytes) -> bytes | Wait | None:
        """Answer a query, obey a command in silence, put mistakes into the error queue."""
        head, _, rest = message.decode("latin-1").strip().upper().partition(" ")
        if not head.endswith("?"):
            self._command(head, rest)
            return None
        self._look_at_time_base()
        if head == "FETC?":
            return self._fetch()
        answer = self._query(head)
        if answer is None:
            self.errors.append(_UNDEFINED)
            return None
        return f"{answer}\n".encode()

    def _query(self, head: str) -> str | None:
        if head == "SYST:ERR?":
            return self.errors.popleft() if self.errors else '+0,"No error"'
        if head == "STAT:QUES?":
            shown, self._questionable = self._questionable, 0
            return f"+{shown}"
        name = self.name
        return {
            "*IDN?": f"{name.maker},{name.model},{name.serial},{name.firmware}",
            "SENS:FREQ:GATE:TIME?": three_digit_exponent(self._gate),
            "SENS:TOT:GATE:TIME?": three_digit_exponent(self._gate),
            "SENS:ROSC:SOUR?": self._source,
            "STAT:OPER:COND?": f"+{16 if self._remaining() > 0 else 0}",
        }.get(head)

    def _command(self, head: str, rest: str) -> None:
        configured = _CONFIGURE.fullmatch(f"{head} {rest}")
        if configured:
            self._function, self._channel, self._began = configured[1], configured[3], None
        elif head in ("SENS:FREQ:GATE:TIME", "SENS:TOT:GATE:TIME"):
            self._gate = float(rest)
        elif head == "SENS:ROSC:SOUR":
            self._source = rest
        elif head == "SENS:ROSC:EXT:CHEC" and not self.reference:
            self.errors.append(_NO_REFERENCE)
        elif head == "INIT":
            self._began = self._now()
        elif head not in ("SENS:ROSC:EXT:CHEC", "SYST:TIM", "SENS:FREQ:GATE:SOUR", "SENS:TOT:GATE:SOUR"):
            self.errors.append(_UNDEFINED)

    def _fetch(self) -> bytes | Wait | None:
        if self._began is None or (self._remaining() > 0 and not self._time.waits):
            self.errors.append('-230,"Data corrupt or stale"')
            return None
        if self._remaining() > 0:
            return Wait(self._remaining())
        return f"{self._reading(self._began)}\n".encode()

    def _reading(self, began: float) -> str:
        pulses = self.pulses.get(self._channel, NO_PULSES)
        if self._function == "TOT:TIM":
            return three_digit_exponent(pulses.count(began + self._gate_length()) - pulses.count(began))
        rate = pulses.frequency(began) * (1.0 - self._error)
        if not rate:
            return NOT_A_NUMBER
        rate *= 1.0 + _JITTER / self._gate * normal(*self._key, round(began * 1000))
        return three_digit_exponent(rate if self._function == "FREQ" else 1.0 / rate)

    def _remaining(self) -> float:
        if self._began is None:
            return 0.0
        if not self.pulses.get(self._channel, NO_PULSES).frequency(self._began) and self._function != "TOT:TIM":
            return 1.0  # without a signal a measurement does not end by itself
        return self._began + self._gate_length() - self._now()

    def _gate_length(self) -> float:
        return self._gate * (1.0 - self._error)

    def _look_at_time_base(self) -> None:
        if self.bad_from is not None and self.bad_from <= self._now():
            self._questionable |= 1 << 10

    def _now(self) -> float:
        return float(self._time.now())
