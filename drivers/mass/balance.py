"""Balances and mass comparators that speak MT-SICS, as standards.

Manual: Mettler-Toledo MT-SICS reference manual, levels 0 and 1 (I2, I3, I4, S, SIC1, T, Z). `SIC1` carries a CRC
behind the weight and is used where option `checksum = "yes"` says that the balance has it; `S` has none. SI, ZI and
TI are not used: an unstable value has no place in a verification, and approved balances do not support ZI and TI.

Role: `Balance`, `Identified`. Safe state: none. Settle criterion: stable status at the beginning and at the end of
the dwell and at every look between, and both stable values the same. Error queue: none; `ES`, `ET`, `EL` and an error
text in place of the weight (`S S Error 10b`: the status still says stable) are raised. Identity: I2, I3, I4.

Acknowledgement: every command is answered.

unverified: whether the refusals of `SIC1` (`SIC1 I`, `SIC1 +`) carry a CRC; both forms are taken, as neither is a
weight.
"""

from collections.abc import Callable
from typing import Self

from drivers.codecs import mt_sics as codec
from drivers.codecs.mt_sics_checks import checked
from drivers.codecs.numbers import Malformed
from drivers.errors import InstrumentError, NotSettled
from drivers.fitting import Fitting, decoding
from drivers.identified_driver import IdentifiedDriver
from drivers.link.line import Line, LineLink
from drivers.mass.steady import steady
from drivers.roles import Balance, Clock, Identity, Reading
from drivers.settling import Settling, positive_options

_USUAL = {"dwell": "2", "promised": "60", "poll": "0.5"}
_NO_WEIGHT = ("ES", "ET", "EL", "SIC1 I", "SIC1 L", "SIC1 +", "SIC1 -")


class MTSICSBalance(IdentifiedDriver):
    """A balance on an MT-SICS line.

    Args:
        link: Its line.
        clock: The run's time.
        settling: When an indication counts as stable.
        checksum: Whether it knows `SIC1`.
    """

    ROLES = (Balance,)

    LINE = Line(sent_end=b"\r\n", received_end=b"\n")

    def __init__(self, link: LineLink, clock: Clock, settling: Settling, *, checksum: bool = False) -> None:
        super().__init__(link)
        self._clock, self._settling = clock, settling
        self._ask_weight = self._with_checksum if checksum else self._plain

    @classmethod
    def fit(cls, fitting: Fitting) -> Self:
        """Make the driver.

        Options: `checksum` (`no`; `yes` where it knows SIC1), `dwell` (2), `promised` (60), `poll` (0.5) in s.
        """
        given = positive_options(fitting, _USUAL, ("checksum",))
        checksum = fitting.options.get("checksum", "no")
        if checksum not in ("yes", "no"):
            raise InstrumentError(f"Option checksum = {checksum!r}.", where=fitting.where, remedy="Use yes or no.")
        settling = Settling(given["dwell"], given["promised"], given["poll"])
        return cls(fitting.require_link(), fitting.clock, settling, checksum=checksum == "yes")

    def _who(self) -> Identity:
        model, software, serial = (self._quoted(name) for name in ("I2", "I3", "I4"))
        return Identity(model=model, serial=serial, firmware=software, text=f"{model}; {software}; {serial}")

    def mass(self) -> Reading:
        """Indication that has been stable, and the same, for the whole dwell.

        Raises:
            NotSettled: Not within the promised time.
            Reported: Overload, underload, hardware error.
            BadReply, LinkError: As every exchange.
        """
        self._ready()
        return steady(self._look, self._settling, self._clock, self._link.where)

    def zero(self) -> None:
        """Set to zero with `Z`, which waits for stability and is answered `Z A`."""
        self._patiently("Z", lambda line: codec.acknowledged("Z", line))

    def tare(self) -> None:
        """Tare with `T`, which waits for stability and is answered with the tare."""
        self._patiently("T", self._tared)

    def _look(self) -> tuple[Reading | None, str]:
        with decoding(self._link):
            try:
                shown, line = self._ask_weight()
            except codec.Busy as busy:
                return None, str(busy)
        return (Reading(line, shown.value, shown.unit) if shown.status == "S" else None), line

    def _plain(self) -> tuple[codec.Weight, str]:
        line = self._link.query("S")
        return codec.weight("S", line), line

    def _with_checksum(self) -> tuple[codec.Weight, str]:
        line = self._link.query("SIC1")
        bare = line if line.strip() in _NO_WEIGHT else checked(line)
        return codec.weight("SIC1", bare.strip()), line

    def _tared(self, line: str) -> None:
        if codec.weight("T", line).status != "S":
            raise Malformed(f"{line!r} is not a stable tare")

    def _quoted(self, name: str) -> str:
        with decoding(self._link):
            return codec.quoted(name, self._link.query(name))

    def _patiently(self, name: str, decode: Callable[[str], None]) -> None:
        """Ask `name`, and again while the answer is `I`: repeating a refused command is harmless."""
        self._ready()
        deadline = self._clock.elapsed() + self._settling.promised
        while True:
            line = self._link.query(name)
            with decoding(self._link):
                try:
                    return decode(line)
                except codec.Busy as busy:
                    said = str(busy)
            if self._clock.elapsed() >= deadline:
                what = f"Not stable within {self._settling.promised} s ({said})."
                remedy = "Keep draught and vibration away, then repeat."
                raise NotSettled(what, where=self._link.where, remedy=remedy)
            self._clock.sleep(self._settling.poll)
