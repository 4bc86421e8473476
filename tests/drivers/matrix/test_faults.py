"""Faults and what surrounds them: another instrument afterwards, a lost set-point, the safe state, Ctrl-C."""

from decimal import Decimal
from typing import Any

import pytest

from drivers.errors import BadReply, InstrumentError, LinkError, Reported, WrongInstrument
from drivers.simulation.simulation_file import FaultEntry

TIMEOUT = 0.3


@pytest.mark.parametrize("kind", ["silence", "garbage", "disconnect"])
def test_another_instrument_after_a_fault_is_noticed(bench: Any, kind: str) -> None:
    """A fault, and meanwhile somebody has plugged in another scale: its readings are refused."""
    faults = (
        FaultEntry(device="scale", kind=kind, request=1, match="S"),  # type: ignore[arg-type]
        FaultEntry(device="scale", kind="wrong_instrument", request=2, match="I2"),
    )
    with bench("scale", faults=faults, timeout=TIMEOUT) as opened:
        for _attempt in range(3):
            with pytest.raises(InstrumentError):
                opened.roles["scale"].indication()
        with pytest.raises(WrongInstrument):
            opened.roles["scale"].indication()


def test_an_overloaded_scale_reports_and_then_goes_on(bench: Any) -> None:
    with bench("scale") as opened:
        opened.roles["loads"].place(Decimal("15.1"), "kg", "centre")
        with pytest.raises(Reported, match="overload"):
            opened.roles["scale"].indication()
        opened.roles["loads"].place(Decimal(5), "kg", "centre")
        assert opened.roles["scale"].indication().value == Decimal("5.000")


def test_set_point_lost_on_the_way_is_noticed(bench: Any) -> None:
    """The output is only switched on after the set-point has been read back."""
    fault = FaultEntry(device="source", kind="garbage", request=1, match=":SOUR:PRES:LEV:IMM:AMPL?")
    with bench("gauge", faults=(fault,), timeout=TIMEOUT) as opened:
        with pytest.raises(BadReply):
            opened.roles["source"].set_pressure(Decimal("0.4"), "MPa")
        assert opened.laboratory.inventory.devices["source"].output is False
        opened.roles["source"].set_pressure(Decimal("0.4"), "MPa")
        assert opened.laboratory.inventory.devices["source"].output is True


def test_make_safe_goes_through_a_link_that_had_failed(bench: Any) -> None:
    fault = FaultEntry(device="source", kind="silence", request=1, match=":SENS:PRES:INL?")
    with bench("gauge", faults=(fault,), timeout=TIMEOUT) as opened:
        with pytest.raises(LinkError):
            opened.roles["source"].set_pressure(Decimal("0.4"), "MPa")
        assert opened.make_safe() == ["source: safe state confirmed by read-back"]
        assert opened.laboratory.inventory.devices["source"].output is False


def test_make_safe_says_what_it_could_not_confirm(bench: Any) -> None:
    deaf = (FaultEntry(device="source", kind="silence", request=n, match="*IDN?") for n in range(2, 12))
    faults = (FaultEntry(device="source", kind="silence", request=1, match=":SENS:PRES?"), *deaf)
    with bench("gauge", faults=faults, timeout=TIMEOUT) as opened:
        with pytest.raises(LinkError):
            opened.roles["source"].pressure()
        said = opened.make_safe()
    assert len(said) == 1
    assert "NOT confirmed" in said[0]


@pytest.mark.parametrize("call", ["pressure", "vent", "set_pressure"])
def test_ctrl_c_in_the_middle_of_an_exchange(bench: Any, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    """The reply that was not waited for never answers a later question, and the bench still becomes safe."""
    with bench("gauge") as opened:
        source = opened.roles["source"]
        link, receive = source._link, source._link._receive

        def interrupted(seconds: float) -> bytes:
            if seconds > 0:
                monkeypatch.setattr(link, "_receive", receive)
                raise KeyboardInterrupt
            return bytes(receive(seconds))

        monkeypatch.setattr(link, "_receive", interrupted)
        with pytest.raises(KeyboardInterrupt):
            getattr(source, call)(*((Decimal("0.4"), "MPa") if call == "set_pressure" else ()))
        assert link.poisoned is not None
        assert opened.make_safe() == ["source: safe state confirmed by read-back"]


def test_ctrl_c_while_the_laboratory_is_asked(bench: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    with bench("scale") as opened:
        client = opened.roles["loads"]._client
        with monkeypatch.context() as patched:
            patched.setattr(client, "_reply", lambda _number: (_ for _ in ()).throw(KeyboardInterrupt))
            with pytest.raises(KeyboardInterrupt):
                opened.roles["loads"].place(Decimal(5), "kg", "centre")
        assert opened.roles["inspector"].check("铭牌") == "conform"  # not the reply to the load placed
