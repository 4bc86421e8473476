"""Role classes: every method is marked, every command has words, every argument can be journaled."""

from decimal import Decimal
from enum import StrEnum

import pytest

from drivers.roles import (
    ROLES,
    ACDCSource,
    BadArgument,
    Kind,
    LoadHandler,
    Phase,
    PowerSource,
    PressureSource,
    argument_text,
    checked,
    energises,
    methods_of,
    wording,
)

D = Decimal
PHASES = [Phase(D(220), D("0.50"), D(60))] * 3


@pytest.mark.parametrize("role", ROLES)
def test_every_public_method_is_marked(role: type) -> None:
    own = {name for kind in role.__mro__ if kind in ROLES for name in vars(kind)}
    public = {name for name in own if not name.startswith("_") and callable(getattr(role, name))}
    assert public == set(methods_of(role))


@pytest.mark.parametrize("role", ROLES)
def test_every_command_has_words_in_both_languages(role: type) -> None:
    samples = {
        "value": D(5),
        "unit": "V",
        "load": D(5),
        "position": "centre",
        "number": "2",
        "frequency": D(50),
        "circuit": "voltage",
        "state": "full",
        "filled": "dry",
        "mode": "standby",
    }
    samples |= {"phases": PHASES, "quantity": "CO", "tariff": "1", "current": D(16), "voltage": D(230)}
    for name, mark in methods_of(role).items():
        if mark.kind is Kind.COMMAND:
            import inspect

            args = tuple(samples.get(p, D(1)) for p in list(inspect.signature(getattr(role, name)).parameters)[1:])
            words = wording(role, name, args)
            assert words.zh, name
            assert words.en, name
            assert words.zh != words.en
            assert "Decimal" not in words.zh + words.en
            assert "{" not in words.zh + words.en


def test_who_puts_something_out_can_take_it_away() -> None:
    for role in (PressureSource, ACDCSource, PowerSource):
        assert energises(role)
        assert any(mark.makes_safe for mark in methods_of(role).values())
    assert not energises(LoadHandler)


def test_phases_are_journaled_as_plain_numbers() -> None:
    assert argument_text(PHASES) == "220 0.50 60; 220 0.50 60; 220 0.50 60"
    assert argument_text(D("1E+2")) == "100"


def test_words_of_a_load() -> None:
    assert wording(LoadHandler, "place", (D("0.0"), "g", "centre")).zh == "卸下全部载荷"
    assert wording(LoadHandler, "place", (D(5), "kg", "2")).en == "put 5 kg at position 2, replacing the present load"
    assert wording(LoadHandler, "add", (D(-5), "g")).zh == "取下 5 g"
    assert wording(PowerSource, "set_output", (PHASES, D(50))).zh.endswith("频率 50 Hz")


def test_a_default_is_worded_too() -> None:
    assert wording(ACDCSource, "set_voltage", (D(10), "V")).zh == "输出直流 10 V 并稳定"
    assert wording(ACDCSource, "set_voltage", (D(10), "V", D(50))).zh == "输出交流 10 V、50 Hz 并稳定"


class Unit(StrEnum):
    MPA = "MPa"


def test_arguments_are_held_against_the_signature() -> None:
    assert checked(PressureSource, "set_pressure", (D(1),), {"unit": Unit.MPA}) == (D(1), "MPa")
    for args in [(1.5, "MPa"), (D(1),), (D(1), "MPa", "up"), ("1", "MPa"), (1, "MPa")]:
        with pytest.raises(BadArgument, match=r"PressureSource\.set_pressure"):
            checked(PressureSource, "set_pressure", args, {})
    with pytest.raises(BadArgument):
        checked(PowerSource, "set_output", ([(220, 5, 0)], D(50)), {})
