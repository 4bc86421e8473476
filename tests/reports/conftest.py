"""Runs of a scale and of a gauge for the documents, made by the sequencer (`tests.real_runs`)."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from msgspec import structs

from records.entries import QuantityUsed
from records.entries.certificate import LinearStatement
from records.event import Event
from tests.real_runs import performed, setup_of

ERRORS: Mapping[str, str] = {
    "environment/before/temperature": "20.3",
    "environment/after/temperature": "20.6",
    "weighing/up/100g/dL": "2.0",
    "weighing/up/2500g/dL": "3.0",
    "weighing/up/10000g/dL": "4.0",
    "weighing/up/15000g/dL": "0.5",
}
"""A room that warms up, and errors of +0.5 g, −0.5 g, −1.5 g and +2.0 g."""
FAILS = ERRORS | {"weighing/up/15000g/I": "14990"}
"""An error of −8.0 g where 7.5 g are permitted."""
VOID = ERRORS | {"environment/before/temperature": "45"}
INCOMPLETE = ERRORS | {"repeatability/12000g/2/I": "not measured: 断电"}


def scale_run(given: Mapping[str, str] = ERRORS, *, stop: bool = False, **stated: Any) -> list[Event]:
    """A scale's run; `stop` interrupts it, `stated` are fields of its first entry. Certificates are full."""
    policy = structs.replace(setup_of("JJG 539").opened.policy, certificate="full")
    stated = {"simulated": False, "policy": policy, **stated}
    return performed("JJG 539", given, stop_at="weighing/up/15000g/I" if stop else "", **stated)


def _uncertain(quantity: QuantityUsed) -> QuantityUsed:
    large = LinearStatement(constant="0.02")
    return structs.replace(
        quantity, ranges=tuple(structs.replace(r, expanded_uncertainty=large) for r in quantity.ranges)
    )


def undecided_run() -> list[Event]:
    """A gauge whose error is nearer to the limit than its uncertainty, by a laboratory that decides by JJF 1094."""
    opened = setup_of("JJG 52").opened
    standards = tuple(structs.replace(s, quantities=tuple(map(_uncertain, s.quantities))) for s in opened.standards)
    policy = structs.replace(opened.policy, decision="JJF 1094")
    shown = {f"indication/up/0.8MPa/{when}": "0.82" for when in ("before", "after")}
    return performed("JJG 52", shown, standards=standards, policy=policy)


@pytest.fixture(scope="session")
def scale() -> Callable[..., list[Event]]:
    """See `scale_run`."""
    return scale_run
