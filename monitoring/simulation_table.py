"""What a monitor file says of simulated lines: outages, clocks, gas detectors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Protocol

from pydantic import Field

from drivers.bench_tables import Strict

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


class Driven(Protocol):
    """A meter of which the driver is known."""

    @property
    def driver(self) -> str:
        """Name of its driver."""
        ...


class Outage(Strict):
    """A time in which a simulated line is silent.

    Attributes:
        line: The line.
        after: Minutes after the beginning.
        minutes: How long.
    """

    line: str
    after: Annotated[float, Field(ge=0)]
    minutes: Annotated[float, Field(gt=0)]


class Leak(Strict):
    """Gas at a simulated detector.

    Attributes:
        after: Minutes after the beginning.
        minutes: How long.
        content: % of the lower explosive limit.
    """

    after: Annotated[float, Field(ge=0)]
    minutes: Annotated[float, Field(gt=0)]
    content: Annotated[float, Field(gt=0, le=300)]


class Detector(Strict):
    """A simulated gas detector.

    Attributes:
        drift: Drift of its zero, % LEL a day.
        silent_after: Minutes after the beginning from which it does not answer.
        fails_after: Minutes after the beginning from which its self-test fails.
        leaks: When there is gas.
    """

    drift: Annotated[float, Field(ge=-10, le=10)] = 0.0
    silent_after: Annotated[float | None, Field(ge=0)] = None
    fails_after: Annotated[float | None, Field(ge=0)] = None
    leaks: tuple[Leak, ...] = ()


class Simulated(Strict):
    """What is simulated, on lines with the address ``sim:``.

    Attributes:
        seed: Everything random follows from it.
        outages: When lines are silent.
        clocks: Meter to seconds by which its clock is ahead.
        detectors: Meters on Modbus that are gas detectors, and what happens to each.
    """

    seed: int = 0
    outages: tuple[Outage, ...] = ()
    clocks: dict[str, int] = Field(default_factory=dict)
    detectors: dict[str, Detector] = Field(default_factory=dict)


def wrong_simulation(
    table: Simulated | None, meters: Mapping[str, Driven], simulated: Sequence[str]
) -> Iterator[tuple[tuple[object, ...], str]]:  # fmt: skip
    """What is simulated and is not there: where it stands, and why.

    Args:
        table: What is simulated; None for nothing.
        meters: The meters.
        simulated: Lines with simulated meters.
    """
    if table is None:
        return
    if not simulated:
        yield ("simulation",), "no line has the address sim:"
    for n, outage in enumerate(table.outages):
        if outage.line not in simulated:
            yield ("simulation", "outages", n), f"there is no simulated line {outage.line!r}"
    for key in ("clocks", "detectors"):
        for name in getattr(table, key):
            if name not in meters:
                yield ("simulation", key, name), f"there is no meter {name!r}"
    for name in table.detectors:
        if name in meters and meters[name].driver != "modbus_meter":
            yield ("simulation", "detectors", name), "a simulated gas detector has the driver modbus_meter"
