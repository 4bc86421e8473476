"""Conditions and validity as a data file states them: named quantities, limits, drift, by class."""

from decimal import Decimal
from types import SimpleNamespace

import pytest

from metrology.status import Source, Status
from procedures.errors import AuthorError
from procedures.kit.stated_conditions import longest, mode, months, stated_conditions

D = Decimal
CLASS = SimpleNamespace(accuracy_class="0.1")


def source(key: str) -> Source:
    return Source(key, Status.SECONDARY)


def wrong(where: str, problem: str) -> AuthorError:
    return AuthorError(f"{where}: {problem}", "edition.toml")


def stated(**table: object) -> dict[str, tuple[object, ...]]:
    found = stated_conditions({"source": "environment", **table}, CLASS, source, wrong)
    return {c.quantity: (c.lower, c.upper, c.drift, c.unit, c.source.clause) for c in found}


def test_temperature_and_humidity_are_always_recorded() -> None:
    assert stated() == {
        "temperature": (None, None, None, "°C", "environment"), "humidity": (None, None, None, "%RH", "environment"),
    }  # fmt: skip


def test_limits_of_named_quantities() -> None:
    found = stated(
        temperature=[15, 25],
        humidity=85,
        supply_voltage={"lower": 209, "upper": 231, "drift": 2, "source": "supply"},
        air_pressure={},
    )
    assert found["temperature"][:2] == (D(15), D(25))
    assert found["humidity"][:2] == (None, D(85))
    assert found["supply_voltage"] == (D(209), D(231), D(2), "V", "supply")
    assert found["air_pressure"][:3] == (None, None, None)


@pytest.mark.parametrize(("accuracy", "limits"), [("0.1", (D(19), D(21), None)), ("0.4", (D(17), D(23), D(1)))])
def test_limits_by_class(accuracy: str, limits: tuple[object, ...]) -> None:
    table = {"by": "accuracy_class", "0.1": [19, 21], "0.4": {"lower": 17, "upper": 23, "drift": 1}}
    subject = SimpleNamespace(accuracy_class=accuracy)
    found = stated_conditions({"source": "s", "temperature": table}, subject, source, wrong)
    (temperature,) = (c for c in found if c.quantity == "temperature")
    assert (temperature.lower, temperature.upper, temperature.drift) == limits


def test_a_quantity_of_the_edition_s_own() -> None:
    light = {"name": "照度 | Illuminance", "role": "surroundings", "method": "illuminance", "unit": "lx", "upper": 500}
    assert stated(light=light)["light"][:2] == (None, D(500))


@pytest.mark.parametrize("table", [
    {"temperature": [25, 15]}, {"temperature": "warm"}, {"light": {"upper": 500}}, {"temperature": {"high": 25}},
    {"temperature": {"by": "accuracy_class", "0.4": [1, 2]}}, {"temperature": [True, 25]},
])  # fmt: skip
def test_what_is_wrong_is_named(table: dict[str, object]) -> None:
    with pytest.raises(AuthorError, match="conditions"):
        stated(**table)


@pytest.mark.parametrize(("value", "of_class", "most"), [
    (6, 6, 6), ({"by": "accuracy_class", "0.1": 12, "0.4": 24}, 12, 24), (0, 0, 0),
])  # fmt: skip
def test_validity_may_depend_on_the_class(value: object, of_class: int, most: int) -> None:
    assert (months(value, CLASS, wrong), longest(value, wrong)) == (of_class, most)


@pytest.mark.parametrize("value", [-1, True, "6", {"by": "accuracy_class", "0.4": 24}])
def test_a_validity_that_is_none(value: object) -> None:
    with pytest.raises(AuthorError, match="validity_months"):
        months(value, CLASS, wrong)


@pytest.mark.parametrize(
    ("value", "found"), [("rotation", "rotation"), ({"by": "accuracy_class", "0.1": "first-only"}, "first-only")]
)
def test_the_mode_may_depend_on_the_class(value: object, found: str) -> None:
    assert mode(value, CLASS, wrong) == found


@pytest.mark.parametrize("value", ["yearly", 12, {"by": "accuracy_class", "0.4": "rotation"}])
def test_a_mode_that_is_none(value: object) -> None:
    with pytest.raises(AuthorError, match="validity_mode"):
        mode(value, CLASS, wrong)
