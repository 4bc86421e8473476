"""The simulated scale, reached by its driver over a real socket."""

import socket
from decimal import Decimal
from typing import Any

import pytest
import pyvisa
import serial

from drivers.bench import open_bench, serve_bench
from drivers.errors import BadReply, NotSettled, Reported
from drivers.simulated_bench.client import ControlClient
from drivers.simulation import truth

D = Decimal


def weigh(bench: Any, load: str, position: str = "centre") -> Decimal:
    """Error of the indication prior to rounding at a load in g, by the changeover method with e = 5 g."""
    bench.roles["loads"].place(D(load), "g", position)
    shown = bench.roles["scale"].indication()
    assert shown.unit == "kg"
    dL = bench.roles["scale"].changeover(D("0.5"), "g")
    return shown.value * 1000 + D("2.5") - dL.value - D(load)


def test_stable_indication_keeps_the_text(bench: Any) -> None:
    with bench("scale") as opened:
        opened.roles["loads"].place(D(5), "kg", "centre")
        shown = opened.roles["scale"].indication()
    assert (shown.text, str(shown.value), shown.unit) == ("S S      5.000 kg", "5.000", "kg")


def test_changeover_adds_pieces_and_takes_them_away_again(bench: Any) -> None:
    with bench("scale") as opened:
        opened.roles["loads"].place(D(5), "kg", "centre")
        dL = opened.roles["scale"].changeover(D("0.5"), "g")
        assert dL.unit == "g"
        assert dL.text == str(dL.value)
        assert len(dL.trail) == dL.value / D("0.5") + 1
        assert dL.trail[-1] != dL.trail[0] == dL.trail[-2]
        assert truth.weight_on_pan(opened.laboratory.inventory) == pytest.approx(5000, abs=0.3)


def test_drop_leaves_the_pieces_away(bench: Any) -> None:
    with bench("scale") as opened:
        opened.roles["loads"].place(D(5005), "g", "centre")
        taken = opened.roles["scale"].drop(D("0.5"), "g")
        assert 0 < taken.value <= 5
        assert opened.roles["scale"].indication().value < D("5.005")
        left = truth.weight_on_pan(opened.laboratory.inventory)
        assert left == pytest.approx(5005 - float(taken.value), abs=0.3)


def test_tare_and_zero(bench: Any) -> None:
    with bench("scale") as opened:
        scale, loads = opened.roles["scale"], opened.roles["loads"]
        loads.place(D(2), "kg", "centre")
        scale.tare()
        assert scale.indication().value == 0
        loads.place(D(3), "kg", "centre")
        assert scale.indication().value == 1
        scale.clear_tare()
        assert scale.indication().value == 3
        with pytest.raises(Reported):
            scale.zero()  # 3 kg is beyond the range of zero setting
        loads.place(D(0), "kg", "centre")
        scale.zero()
        assert scale.indication().value == 0


def test_unstable_is_waited_for_and_given_up_in_the_end(bench: Any) -> None:
    with bench("scale") as opened:
        model = opened.laboratory.inventory.units["1"].model
        model.changed = float(opened.clock.elapsed()) + 3  # still swinging for 4.5 s
        began = opened.clock.elapsed()
        opened.roles["scale"].indication()
        assert D(4) < opened.clock.elapsed() - began <= D(5)
        model.changed = float("inf")
        with pytest.raises(NotSettled, match="30 s"):
            opened.roles["scale"].indication()


def test_stuck_display_yields_no_additional_load(bench: Any) -> None:
    with bench("scale", serial="SY-DEFECT-stuck") as opened:
        opened.roles["loads"].place(D(5), "kg", "centre")
        with pytest.raises(BadReply, match="12 pieces"):
            opened.roles["scale"].changeover(D("0.5"), "g")
        assert truth.weight_on_pan(opened.laboratory.inventory) == pytest.approx(5000, abs=0.3)


@pytest.mark.parametrize("seed", range(5))
def test_honest_scale_errs_far_less_than_it_may(bench: Any, seed: int) -> None:
    with bench("scale", serial=f"ANY-{seed}", seed=seed) as opened:
        errors = [weigh(opened, load) for load in ("100", "2500", "10000", "15000", "10000", "2500", "0")]
        corners = [weigh(opened, "5000", position) for position in ("1", "2", "3", "4")]
    assert all(abs(error) <= D("2.5") for error in errors[:2] + errors[-2:])
    assert all(abs(error) <= D(4) for error in errors + corners)


def test_defects_show_where_they_belong(bench: Any) -> None:
    def errors(defect: str) -> dict[str, Decimal]:
        with bench("scale", serial=f"SY-DEFECT-{defect}") as opened:
            found = {"zero": weigh(opened, "50")}
            found |= {f"corner {n}": weigh(opened, "5000", n) for n in "1234"}
            opened.roles["loads"].place(D(0), "g", "centre")
            found |= {f"up {load}": weigh(opened, load) for load in ("2500", "10000", "15000")}
            found |= {f"down {load}": weigh(opened, load) for load in ("10000", "2500")}
            for n in range(3):
                opened.roles["loads"].place(D(0), "g", "centre")
                found[f"again {n}"] = weigh(opened, "12000")
        return found

    allowed = {"zero": D("1.25"), "corner": D(5), "up 2500": D("2.5"), "up 10000": D(5), "up 15000": D("7.5")}
    allowed |= {"down 10000": D(5), "down 2500": D("2.5")}

    def beyond(found: dict[str, Decimal]) -> set[str]:
        E0 = found["zero"]
        out = {"zero"} if abs(E0) > allowed["zero"] else set()
        for name, error in found.items():
            limit = allowed.get(name) or allowed.get(name.split()[0])
            if name != "zero" and limit is not None and abs(error - E0) > limit:
                out.add(name)
        again = [found[f"again {n}"] for n in range(3)]
        return out | ({"repeatability"} if max(again) - min(again) > D("7.5") else set())

    assert beyond(errors("none")) == set()
    assert beyond(errors("span")) == {"up 15000"}
    assert beyond(errors("zero")) == beyond(errors("zero_drift")) == {"zero"}
    assert beyond(errors("corner")) == {"corner 3"}
    assert beyond(errors("hysteresis")) == {"down 10000", "down 2500"}
    assert beyond(errors("repeatability")) == {"repeatability"}
    assert beyond(errors("sticking")) == set()  # shows only when small weights are put back


@pytest.mark.parametrize(("serial", "passes"), [("SY-TEST", True), ("SY-DEFECT-sticking", False)])
def test_discrimination(bench: Any, serial: str, passes: bool) -> None:
    with bench("scale", serial=serial) as opened:
        scale, loads = opened.roles["scale"], opened.roles["loads"]
        loads.place(D(7505), "g", "centre")
        first = scale.indication().value
        scale.drop(D("0.5"), "g")
        loads.add(D("0.5"), "g")
        loads.add(D(7), "g")
        assert (scale.indication().value == first + D("0.005")) is passes


@pytest.mark.parametrize(("serial", "right"), [("SY-TEST", True), ("SY-DEFECT-price", False)])
def test_price(bench: Any, serial: str, right: bool) -> None:
    with bench("scale", serial=serial) as opened:
        opened.roles["loads"].place(D(5), "kg", "centre")
        price = opened.roles["price"].price(D("9.99"))
    assert price.unit == "CNY"
    assert (price.text == "49.95") is right


def test_inspector(bench: Any) -> None:
    with bench("scale", serial="SY-DEFECT-appearance") as opened:
        assert opened.roles["inspector"].check("seal").startswith("not_conform: ")
        assert opened.roles["inspector"].check("nameplate") == "conform"


def test_same_seed_same_readings_another_seed_others(bench: Any) -> None:
    def readings(seed: int) -> list[object]:
        with bench("scale", seed=seed) as opened:
            errors = [weigh(opened, load) for load in ("100", "9000", "15000")]
            return [
                *errors,
                opened.roles["room"].temperature(),
                opened.roles["room"].humidity(),
                opened.clock.elapsed(),
            ]

    assert readings(7) == readings(7)
    assert len({str(readings(seed)[:3]) for seed in range(4)}) > 1


def test_multi_interval_display(shipped: Any) -> None:
    ranges = [{"max": "6 kg", "e": "2 g"}, {"max": "15 kg", "e": "5 g"}]
    subject = {"serial": "M", "max": "15 kg", "e": "2 g", "ranges": ranges}
    with open_bench(shipped("scale"), subject=subject, seed=1) as opened:
        shown: dict[str, Decimal] = {}
        for load in ("5998", "9000"):
            opened.roles["loads"].place(D(load), "g", "centre")  # type: ignore[attr-defined]
            shown[load] = opened.roles["scale"].indication().value  # type: ignore[attr-defined]
    assert shown["5998"] % D("0.002") == 0
    assert shown["9000"] % D("0.005") == 0


class TestThirdPartyClients:
    """Clients that know nothing of us, against the served instruments in real time."""

    def test_pyserial_and_plain_socket(self, shipped: Any) -> None:
        with serve_bench(shipped("scale"), subject={}, seed=1) as addresses:
            with serial.serial_for_url(addresses["scale"], timeout=5) as port:
                port.write(b"S\r\n")
                assert port.read_until(b"\r\n") == b"S S      0.000 kg\r\n"
                port.write(b"ZI\r\n")
                assert port.read_until(b"\r\n") == b"ES\r\n"
            host, _, number = addresses["room"].removeprefix("socket://").rpartition(":")
            with socket.create_connection((host, int(number)), timeout=5) as raw:
                raw.sendall(b"SEND\r")
                assert raw.makefile("rb").readline().startswith(b"RH= 4")

    def test_pyvisa(self, shipped: Any) -> None:
        with serve_bench(shipped("gauge"), subject={}, seed=1) as addresses:
            options = {"read_termination": "\n", "write_termination": "\n", "timeout": 5000}
            source: Any = pyvisa.ResourceManager("@py").open_resource(addresses["source"], **options)
            assert source.query("*IDN?").startswith("*IDN Druck,Pace5000")
            assert source.query(":OUTP:STAT?") == ":OUTP:STAT 0"
            source.write(":BLOW:UP 1")
            assert source.query(":SYST:ERR?") == ':SYST:ERR -113,"Undefined header"'
            source.close()


def test_a_second_load_is_settled_in_real_time_too(shipped: Any) -> None:
    with serve_bench(shipped("scale"), subject={}, seed=1) as addresses:
        client = ControlClient(addresses["control"])
        with serial.serial_for_url(addresses["scale"], timeout=5) as port:
            client.ask("place", load="5", unit="kg", position="centre")
            port.write(b"SI\r\n")
            assert port.read_until(b"\r\n").startswith(b"S D ")
            port.write(b"S\r\n")  # answered when the indication is stable, 1.5 s after the load was placed
            assert port.read_until(b"\r\n") == b"S S      5.000 kg\r\n"
        client.close()
