"""A bench file is held against the roles that a regulation needs; every driver against the roles it claims."""

from collections.abc import Mapping
from typing import Any, ClassVar, Protocol

import pytest

from drivers import registry
from drivers.bench_file import BenchFile
from drivers.bench_roles import fitting_drivers, role_problems
from drivers.roles import (
    ROLES,
    DigitalMultimeter,
    Energised,
    MeterClock,
    MeterRegister,
    PointerGauge,
    PressureSource,
    claimed,
    energises,
    lacking,
    methods_of,
    problem,
)

NEEDED: Mapping[str, type] = {"source": PressureSource, "gauge": PointerGauge}


def bench(**roles: Any) -> BenchFile:
    return BenchFile.model_validate({"name": "b", "roles": roles})


@pytest.mark.parametrize("name", sorted(registry.BUILT_IN))
def test_every_driver_fills_the_roles_it_claims(name: str) -> None:
    driver = registry.load(name)
    roles = claimed(driver, ROLES)
    assert roles
    for role in roles:
        if not hasattr(driver, "offers"):
            assert problem(driver, role, ROLES) == ""
        if energises(role):
            assert isinstance(driver, type)
            assert issubclass(driver, Energised)  # type: ignore[misc]


def test_a_bench_that_fits() -> None:
    assert role_problems(bench(source={"driver": "pace"}, gauge={"driver": "person"}), NEEDED) == []


def test_a_driver_that_does_not_fill_the_role() -> None:
    (found,) = role_problems(bench(source={"driver": "pace"}, gauge={"driver": "hmt330"}), NEEDED)
    assert "[roles.gauge] driver = 'hmt330': has no before_tap, after_tap; it fills Environment" in found
    assert "before_tap (reading)" in found
    assert "Drivers that fit: person." in found


def test_a_role_without_a_driver_and_a_misspelt_one() -> None:
    missing, misspelt = role_problems(bench(guage={"driver": "person"}), NEEDED)
    assert missing.startswith("[roles.source]: missing. The role is PressureSource: set_pressure (command)")
    assert "dhi_ppc4" in missing
    assert "did you mean it with [roles.guage]?" in misspelt


def test_a_driver_that_does_not_exist() -> None:
    (found,) = role_problems(bench(source={"driver": "pase"}, gauge={"driver": "person"}), NEEDED)
    assert "did you mean 'pace'?" in found


def test_same_method_names_do_not_make_a_scale_a_pressure_gauge() -> None:
    from drivers.roles import DigitalGauge

    assert problem(registry.load("mt_sics"), DigitalGauge, ROLES) == "is no DigitalGauge"


def test_options_decide_what_a_file_or_a_reader_offers() -> None:
    from drivers.roles import Environment

    reader = registry.load("csv_file")
    assert problem(reader, Environment, ROLES, {"temperature": "T; °C"}) == "has no humidity"
    assert problem(reader, Environment, ROLES, {"temperature": "T; °C", "humidity": "H; %RH"}) == ""
    source = registry.load("pymeasure_source")
    assert problem(source, PressureSource, ROLES, {"quantity": "pressure"}) == ""
    assert "set_pressure" in problem(source, PressureSource, ROLES, {"quantity": "voltage"})


class MeterWithClock(MeterRegister, MeterClock, Protocol):
    """A role of a laboratory, made of two."""


def test_a_role_made_of_two_needs_both() -> None:
    assert problem(registry.load("dlt645"), MeterWithClock, ROLES) == ""
    assert problem(registry.load("mbus"), MeterWithClock, ROLES) == "has no clock"
    assert set(methods_of(MeterWithClock)) == {"reading", "clock"}


def test_a_plug_in_without_claims_fills_what_it_has_the_methods_for() -> None:
    class Own:
        LINE = None

        def set_pressure(self, value: Any, unit: str) -> None: ...
        def pressure(self) -> Any: ...
        def vent(self) -> None: ...

    assert problem(Own, PressureSource, ROLES) == "has no make_safe, which a role with an output needs"
    assert lacking(Own, DigitalMultimeter)

    class Wrong:
        ROLES: ClassVar[Any] = (PressureSource,)

        def set_pressure(self, value: Any) -> None: ...
        def pressure(self) -> Any: ...
        def vent(self) -> None: ...

    assert problem(Wrong, PressureSource, ROLES) == "has no set_pressure"


def test_drivers_that_fit_are_named() -> None:
    assert {"pace", "dhi_ppc4", "mensor_cpc6050", "person"} <= set(
        fitting_drivers(bench(a={"driver": "person"}), PressureSource)
    )
