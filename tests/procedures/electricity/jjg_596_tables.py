"""The tables of JJG 596-2012 a second time, entered from the report of them; readings for an error."""

from decimal import Decimal

# connection and class: power factor 1 below and from the edge, the others below and from it, one element at both, %
ERRORS = {
    "direct 1": "1.5 1.0 1.5 1.0 2.0 2.0", "direct 2": "2.5 2.0 2.5 2.0 3.0 3.0", "ct 0.2S": "0.4 0.2 0.5 0.3 0.3 0.4",
    "ct 0.5S": "1.0 0.5 1.0 0.6 0.6 1.0", "ct 1": "1.5 1.0 1.5 1.0 2.0 2.0", "ct 2": "2.5 2.0 2.5 2.0 3.0 3.0",
}  # fmt: skip
# parts of Ib or In: begin and edge at power factor 1, begin and edge at the others
EDGES = {
    "direct 1": "0.05 0.1 0.1 0.2", "direct 2": "0.05 0.1 0.1 0.2", "ct 0.2S": "0.01 0.05 0.02 0.1",
    "ct 0.5S": "0.01 0.05 0.02 0.1", "ct 1": "0.02 0.05 0.05 0.1", "ct 2": "0.02 0.05 0.05 0.1",
}  # fmt: skip
DIRECT_2 = "1.0 Imax,0.5L Imax,1.0 0.5Imax,0.5L 0.5Imax,1.0 Ib,0.5L Ib,0.5L 0.2Ib,1.0 0.1Ib,0.5L 0.1Ib,1.0 0.05Ib"
S = (
    "1.0 Imax,0.5L Imax,0.8C Imax,1.0 In,0.5L In,0.8C In,0.5L 0.1In,0.8C 0.1In,1.0 0.05In,0.5L 0.02In,0.8C 0.02In,"
    "1.0 0.01In"
)
CT_2 = "1.0 Imax,0.5L Imax,1.0 In,0.5L In,0.5L 0.1In,1.0 0.05In,0.5L 0.05In,1.0 0.02In"
BALANCED = {"direct 2": DIRECT_2, "ct 0.2S": S, "ct 0.5S": S, "ct 2": CT_2}
SINGLE = {
    "direct": "1.0 Imax,0.5L Imax,1.0 Ib,0.5L Ib,0.5L 0.2Ib,1.0 0.1Ib",
    "ct": "1.0 Imax,0.5L Imax,1.0 In,0.5L In,0.5L 0.1In,1.0 0.05In",
}
STARTING = {
    "direct 1": "0.004", "direct 2": "0.005", "ct 0.2S": "0.001", "ct 0.5S": "0.001", "ct 1": "0.002", "ct 2": "0.003",
}  # fmt: skip
CREEP = {"0.2S": "900", "0.5S": "600", "1": "600", "2": "480"}
DIFFERENCE = {"0.2S": "0.4", "0.5S": "1.0", "1": "1.5", "2": "2.5"}
BEFORE = ["appearance", "voltage", "creep", "starting"]
REQUESTED = {"0.2S": "0.5 0.5", "0.5S": "1.0 1.0", "1": "3.5 2.5"}
# value, and the angle by which the current lags
FACTORS = {
    "1.0": ("1", "0"), "0.5L": ("0.5", "60"), "0.8C": ("0.8", "-36.8699"), "0.25L": ("0.25", "75.5225"),
    "0.5C": ("0.5", "-60"),
}  # fmt: skip
NUMBERS = {
    "creep_voltage": "1.15", "creep_pulses": "1", "starting_pulses": "1", "starting_time": "1.2", "gate": "10",
    "near_low": "0.8", "near_high": "1.2", "half_from": "4", "digit_part": "0.1", "warm_up": "3600", "clock_gate": "60",
    "clock_limit": "0.5", "clock_readings": "5", "frequency": "50",
}  # fmt: skip


def energy(percent: str, pulses: int, constant: int = 1200) -> str:
    """Reference energy in Wh with which so many pulses are an error of so many per cent."""
    return f"{Decimal(pulses) * 1000 / constant / (1 + Decimal(percent) / 100):.9f}"


def at(load: str, percent: str, pulses: int, constant: int = 1200, numbers: tuple[int, ...] = (1, 2)) -> dict[str, str]:
    """Readings at a load."""
    return {f"{load}/W{n}": energy(percent, pulses, constant) for n in numbers}
