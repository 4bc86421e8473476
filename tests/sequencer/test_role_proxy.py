"""A procedure can do with a role what its role class has, and nothing else."""

from decimal import Decimal
from typing import Any

import pytest

from drivers.roles import Phase, PowerSource, PressureSource
from procedures.errors import AuthorError
from sequencer.reading_source import Call
from sequencer.role_proxy import BenchProxy, Method

D = Decimal


def bench(done: list[Call]) -> Any:
    return BenchProxy({"source": PressureSource, "power": PowerSource}, done.append)


def test_a_command_is_carried_out_with_its_words() -> None:
    done: list[Call] = []
    bench(done).source.set_pressure(D("1.0"), unit="MPa")
    assert done == [Call("source", "set_pressure", (D("1.0"), "MPa"), PressureSource)]
    assert done[0].words.zh == "平稳升降压至 1.0 MPa 并稳定"


def test_phases_are_journaled_as_numbers() -> None:
    done: list[Call] = []
    bench(done).power.set_output([Phase(D(220), D(5))] * 3, D(50))
    assert done[0].texts() == ["220 5 0; 220 5 0; 220 5 0", "50"]


def test_a_reading_is_not_called_and_a_command_not_observed() -> None:
    source = bench([]).source
    with pytest.raises(AuthorError, match=r"test_role_proxy\.py:\d+: source\.pressure is a reading"):
        source.pressure()
    reading: Method = source.set_pressure
    with pytest.raises(AuthorError, match="is a command"):
        reading.call((D(1), "MPa"))
    with pytest.raises(AuthorError, match="is a reading"):
        source.pressure.command(())


def test_misspelt_roles_and_methods_are_the_authors() -> None:
    with pytest.raises(AuthorError, match=r"test_role_proxy\.py:\d+: .*did you mean 'source'"):
        bench([]).sorce.vent()
    with pytest.raises(AuthorError, match=r"did you mean 'set_pressure'"):
        bench([]).source.set_presure(D(1), "MPa")


def test_wrong_arguments_are_the_authors() -> None:
    for args in [(1.0, "MPa"), (D(1),), (D(1), D(2))]:
        with pytest.raises(AuthorError, match=r"test_role_proxy\.py:\d+: source: PressureSource\.set_pressure"):
            bench([]).source.set_pressure(*args)
