"""Every meter driver under every fault on its wire and in its meter: a wrong value never gets through."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from drivers.errors import BadReply, InstrumentError, LinkError, Reported, WrongInstrument
from drivers.simulation import catalogue, meter_dlms
from drivers.simulation.faults import Fault
from drivers.simulation.time import VirtualTime

pytestmark = pytest.mark.waits

#: Driver, quantity, how a reading's request begins (latin-1), options.
METERS: dict[str, tuple[str, str, str, dict[str, str]]] = {
    "dlt645": ("dlt645", "active_energy_import", "\xfe\xfe\xfe\xfeh\x18", {}),
    "dlt698": ("dlt698", "active_energy_import", "\xfe\xfe\xfe\xfeh\x17\x00C\x05", {}),
    "cjt188": ("cjt188", "volume", "\xfe\xfe\xfe\xfeh\x10\x18", {}),
    "mbus": ("mbus", "heat_energy", "\x10{", {"address": "1"}),
    "mode C": ("iec62056_21", "active_energy_import", "\x06", {}),
    "dlms": ("dlms", "active_energy_import", "\x00\x01\x00\x10\x00\x01\x00\x0d\xc0", {}),
    "dlms hdlc": ("dlms", "active_energy_import", "~\xa0\x1a", {"framing": "hdlc"}),
    "modbus": ("modbus_meter", "active_energy_import", "\x01\x03\x00d", {}),
}
KINDS: dict[str, tuple[type[InstrumentError] | None, ...]] = {
    "silence": (LinkError,),
    "late": (LinkError,),
    "truncated": (LinkError, BadReply),
    "split": (None,),
    "duplicate": (None, BadReply),
    "garbage": (BadReply, LinkError),
    "disconnect": (LinkError, BadReply),
    "checksum": (BadReply,),
    "address": (BadReply,),
    "busy": (Reported, BadReply),
    "wrong_instrument": (LinkError, BadReply, WrongInstrument),
}
#: Nothing behind a DLMS wrapper or in a wrong-address readout tells a wrong sum; TCP has its own.
WITHOUT = {("dlms", "checksum")}
CASES = [(meter, kind) for meter in METERS for kind in KINDS if (meter, kind) not in WITHOUT]


def device(meter: str, time: VirtualTime) -> Any:
    return meter_dlms.on_hdlc(time, 1) if meter == "dlms hdlc" else catalogue.alone(METERS[meter][0], time)


@pytest.mark.parametrize(("meter", "kind"), CASES)
def test_no_wrong_value(metered: Callable[..., Any], world: VirtualTime, meter: str, kind: str) -> None:
    name, quantity, match, options = METERS[meter]
    # Reading and identification may look alike: the fault waits for the moment that virtual time marks.
    fault = Fault(kind, match=match, seconds=0.3, after=3600.0)  # type: ignore[arg-type]
    with metered(name, device(meter, world), options, (fault,), timeout=0.6 if kind == "split" else 0.15) as driver:
        first = driver.identity()
        driver.reading(quantity)
        world.advance(Decimal(3600))
        outcomes: list[Any] = []
        values = set()
        for _reading in range(3):
            try:
                values.add(driver.reading(quantity).value)
                outcomes.append(None)
            except InstrumentError as error:
                outcomes.append(type(error))
        assert outcomes[0] in KINDS[kind], outcomes
        if kind != "wrong_instrument":
            assert outcomes[-1] is None, outcomes
            assert driver.identity() == first
            assert values == {driver.reading(quantity).value}
        else:
            assert None not in outcomes


@pytest.mark.parametrize("meter", ["mode C", "dlms hdlc", "dlt645"])
def test_ctrl_c_in_the_middle_of_a_reading(
    metered: Callable[..., Any], world: VirtualTime, monkeypatch: pytest.MonkeyPatch, meter: str
) -> None:
    """The reply that was not waited for never answers a later question."""
    name, quantity, _match, options = METERS[meter]
    with metered(name, device(meter, world), options) as driver:
        driver.identity()
        right = driver.reading(quantity).value
        link, receive = driver._link, driver._link._receive
        for count in range(1, 4):
            heard = iter(range(count))

            def interrupted(seconds: float, heard: Any = heard) -> bytes:
                if seconds > 0 and next(heard, None) is None:
                    monkeypatch.setattr(link, "_receive", receive)
                    raise KeyboardInterrupt
                return bytes(receive(seconds))

            monkeypatch.setattr(link, "_receive", interrupted)
            with pytest.raises(KeyboardInterrupt):
                _ = [driver.reading(quantity) for _reading in range(4)]
            assert link.poisoned is not None
            assert driver.reading(quantity).value == right
