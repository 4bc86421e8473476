"""Roles of vehicles in motion. Errors: only those of `drivers.errors`."""

from decimal import Decimal
from typing import Protocol, runtime_checkable

from drivers.roles.instrument import Reading
from drivers.roles.marks import command, reading


@runtime_checkable
class RollerBench(Protocol):
    """Rollers under the driven wheels of a car, or a generator of the pulses that its wheels would give."""

    @command("标准里程清零", "set the reference distance to zero")
    def reset(self) -> None:
        """Begin to count the reference distance."""
        ...

    @command("将车速调至 {value} {unit} 并稳定", "drive at {value} {unit}", energises=True)
    def set_speed(self, value: Decimal, unit: str) -> None:
        """Let the wheels turn."""
        ...

    @command("停车", "stop the wheels", makes_safe=True)
    def stop(self) -> None:
        """Let nothing turn; the safe state."""
        ...

    @reading
    def distance(self) -> Reading:
        """Distance since `reset`."""
        ...

    @reading
    def speed(self) -> Reading:
        """Present speed."""
        ...


@runtime_checkable
class HiredDistance(Protocol):
    """A taximeter as far as it counts distance."""

    @command("以运价 {tariff} 开始载客", "begin a ride at tariff {tariff}")
    def hire(self, tariff: str) -> None:
        """Begin to count distance, and the time at low speed, from zero."""
        ...

    @reading
    def distance(self) -> Reading:
        """Distance of the ride."""
        ...

    @reading
    def pulses(self) -> Reading:
        """Pulses of the generator of distance signals since the ride began."""
        ...


@runtime_checkable
class Taximeter(HiredDistance, Protocol):
    """A taximeter that a person works: hired, its time started and stopped, its displays read."""

    @command(
        "静止状态下同时启动计价器计时和秒表", "at rest, start the time of the taximeter and the stopwatch together"
    )
    def start_time(self) -> None:
        """Begin to count time from zero, on both."""
        ...

    @command("同时停止计价器计时和秒表", "stop the time of the taximeter and the stopwatch together")
    def stop_time(self) -> None:
        """Both keep what they show."""
        ...

    @reading
    def waiting(self) -> Reading:
        """Time that was counted."""
        ...

    @reading
    def fare(self) -> Reading:
        """Price of the ride, without supplements."""
        ...


@runtime_checkable
class TimeReference(Protocol):
    """A stopwatch that is started and stopped together with an instrument."""

    @reading
    def elapsed(self) -> Reading:
        """Seconds between start and stop."""
        ...


@runtime_checkable
class SpeedSimulator(Protocol):
    """What gives a speed meter the signals of vehicles: scenes, light, microwaves, pulses."""

    @command("模拟车速 {value} {unit}", "simulate a vehicle at {value} {unit}")
    def simulate_speed(self, value: Decimal, unit: str) -> None:
        """Let a vehicle pass."""
        ...

    @command("模拟两车间隔 {value} {unit}", "simulate two vehicles {value} {unit} apart")
    def simulate_headway(self, value: Decimal, unit: str) -> None:
        """Let two vehicles pass, one after the other."""
        ...

    @command("模拟巡逻车自身车速 {value} {unit}", "simulate an own speed of {value} {unit}")
    def simulate_own_speed(self, value: Decimal, unit: str) -> None:
        """Let the car in which the meter is installed move."""
        ...

    @command("停止模拟", "simulate nothing")
    def end(self) -> None:
        """No vehicle passes."""
        ...

    @reading
    def speed(self) -> Reading:
        """Simulated speed."""
        ...

    @reading
    def headway(self) -> Reading:
        """Simulated time between two vehicles."""
        ...

    @reading
    def own_speed(self) -> Reading:
        """Simulated speed of the car in which the meter is installed."""
        ...


@runtime_checkable
class TrafficReference(Protocol):
    """A reference speed meter beside the road, with the speed meter under test."""

    @command("等待第 {number} 辆车通过", "wait for vehicle {number}")
    def next_vehicle(self, number: str) -> None:
        """Let a vehicle pass; what is read afterwards belongs to it."""
        ...

    @reading
    def speed(self) -> Reading:
        """Speed of the vehicle."""
        ...

    @reading
    def headway(self) -> Reading:
        """Time between the vehicle before and this one."""
        ...
