"""The last day that a certificate prints follows from the law of its regulation."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from msgspec import structs

from records.event import Event
from reports.content.cover import cover
from reports.identity import Kind
from reports.model import read_run

Run = Callable[..., list[Event]]


@pytest.mark.parametrize(
    ("jurisdiction", "months", "mode", "label", "day"),
    [
        ("CN", "12", "periodic", "Valid until", ("2027", "11", "22")),
        ("ES", "24", "periodic", "Valid until", ("2028", "11", "23")),
        ("DE", "24", "periodic", "Valid until", ("2028", "12", "31")),
        ("DE", "6", "periodic", "Valid until", ("2027", "05", "31")),
        ("NL", "12", "periodic", "Valid until", ("2027", "11", "22")),
        ("CN", "72", "rotation", "To be replaced after", ("2032", "11", "22")),
        ("CN", "72", "first-only", "Valid until", ("", "", "")),
        ("CN", "0", "periodic", "Valid until", ("", "", "")),
    ],
)
def test_the_last_day(
    scale: Run, jurisdiction: str, months: str, mode: str, label: str, day: tuple[str, str, str]
) -> None:
    run = read_run(scale())
    law = {"jurisdiction": jurisdiction, "validity_months": months, "validity_mode": mode}
    opened = structs.replace(run.opened, regulation=structs.replace(run.opened.regulation, **law))
    printed = cover(replace(run, opened=opened), Kind.CERTIFICATE)["dates"][1]
    assert printed["name"]["en"] == label
    assert (printed["year"], printed["month"], printed["day"]) == day
