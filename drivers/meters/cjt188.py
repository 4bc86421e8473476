"""Water and gas meters that speak CJ/T 188-2004.

Standard: CJ/T 188-2004 (frames, metering data 901F, address 810A). Line: 2400 Bd 8E1. Known from public captures; both
orders of the identifier are met in the field, so the order to send is an option and both are understood. Heat meters
(kinds 20…29) lay their data out differently and are refused; the 2018 edition is not known here.

Role: `MeterRegister`, `Identified`. Safe state: none; the valve is not touched. Settle criterion: none. Error queue:
none; an error reply is raised. Identity: the meter's address, read from it. Acknowledgement: answered; address, kind,
control code, identifier and sequence number of the reply must be those that were asked.
"""

from typing import Self

from drivers.codecs import cjt188 as codec
from drivers.codecs.cjt188 import Frame
from drivers.codecs.preamble import mark_of
from drivers.fitting import Fitting, decoding
from drivers.link.line import Line, LineLink
from drivers.meters.meter import Meter, choice, digits, shown, whole
from drivers.roles import Identity, MeterRegister, Reading

_PLACES = {"volume": codec.METERING}


class CJT188Meter(Meter):
    """A meter on a CJ/T 188 line.

    Args:
        link: Its line.
        kind: Kind of meter, 16 (10 hexadecimal) for cold water.
        address: Fourteen digits, or `cjt188.WILDCARD` for the only meter on the line.
        high_first: Send the identifier as `90 1F`, else as `1F 90`.
    """

    ROLES = (MeterRegister,)

    LINE = Line(timeout=2.0, pause=1.0)

    def __init__(
        self, link: LineLink, kind: int = 0x10, address: str = codec.WILDCARD, *, high_first: bool = True
    ) -> None:
        super().__init__(link)
        self._kind, self._asked, self._address = kind, address, address
        self._high_first, self._sequence = high_first, 0

    @classmethod
    def addressed(cls, options: dict[str, str]) -> str:
        """The address of the bench file, which is the serial number or its last digits; empty for a lone meter."""
        return options.get("address", "")

    @classmethod
    def fit(cls, fitting: Fitting) -> Self:
        """Make the driver.

        Options: `kind` (10, hexadecimal), `address`, `identifier` (`high_first`, `low_first`).
        """
        fitting.require_options(("kind", "address", "identifier"))
        kind = whole(fitting, "kind", 10, 49)
        order = choice(fitting, "identifier", "high_first", ("high_first", "low_first"))
        address = digits(fitting, "address", 14, codec.WILDCARD)
        return cls(fitting.require_link(), int(str(kind), 16), address, high_first=order == "high_first")

    def quantities(self) -> tuple[str, ...]:
        """Names that `reading` knows."""
        return tuple(_PLACES)

    def reading(self, quantity: str) -> Reading:
        """A register; see `MeterRegister.reading`."""
        identifier = self._place(quantity, _PLACES)
        self._ready()
        raw, reply = self._request(codec.READ, self._address, identifier)
        with decoding(self._link):
            data = codec.metering(reply)
            return shown(raw, data.current, data.unit, quantity)

    def _who(self) -> Identity:
        raw, reply = self._request(codec.READ_ADDRESS, self._asked, codec.ADDRESS)
        self._address = reply.address
        return Identity(serial=reply.address, text=f"CJ/T 188-2004 {reply.kind:02X} {reply.address}{mark_of(raw)}")

    def _request(self, control: int, address: str, identifier: str) -> tuple[bytes, Frame]:
        self._sequence = (self._sequence + 1) % 256
        sent = bytes.fromhex(identifier) if self._high_first else bytes.fromhex(identifier)[::-1]
        request = Frame(self._kind, address, control, sent + bytes([self._sequence]), preamble=4)
        return self._ask(codec.encode(request), codec.length, lambda raw: codec.answer(request, raw))
