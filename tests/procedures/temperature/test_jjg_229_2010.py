"""JJG 229-2010: the tables a second time, both sides of each limit."""

from decimal import Decimal

import pytest

from procedures.temperature.jjg_229_2010 import facts
from tests.procedures.answers import CONFIG, judge

TOLERANCE = {"AA": "0.100 0.0017", "A": "0.150 0.002", "B": "0.300 0.005", "C": "0.600 0.010"}
WIRE = {"AA": "-50 250", "A": "-100 450", "B": "-196 600", "C": "-196 600"}
FILM = {"AA": "0 150", "A": "-30 300", "B": "-50 500", "C": "-50 600"}
SUBJECT = CONFIG / "subjects/thermoresistor.toml"


@pytest.mark.parametrize(("table", "rows"), [("tolerance", TOLERANCE), ("wire_wound", WIRE), ("film", FILM)])
def test_the_tables(table: str, rows: dict[str, str]) -> None:
    found = {key: facts.table(table).numbers(key) for key in rows}
    assert found == {key: tuple(map(Decimal, row.split())) for key, row in rows.items()}
    assert (facts.number("A"), facts.number("B")) == (Decimal("0.0039083"), Decimal("-0.0000005775"))


@pytest.mark.parametrize(("t", "inside", "outside"), [("0", "0.29", "0.31"), ("100", "100.79", "100.81")])
def test_class_b(t: str, inside: str, outside: str) -> None:
    for tau, outcome in ((inside, "conform"), (outside, "not_conform")):
        given = {f"deviation/{t}degC/tau{n}": tau for n in (1, 2, 3, 4)}
        assert judge("JJG 229", "thermoresistor", SUBJECT, given).outcomes["deviation"] == outcome
