"""Runs of measures with answers in memory, and the weighed volume computed a second time."""

from pathlib import Path
from typing import Any

from tests.procedures.answers import judge


def judged(lab: Path, name: str, regulation: str, given: dict[str, str], /, **fields: str) -> Any:
    """The ideal measure with what was read otherwise; fields of the nameplate changed."""
    lines = (lab / f"subjects/{name}.toml").read_text("utf-8").splitlines()
    kept = [line for line in lines if line.partition(" =")[0] not in fields]
    other = lab / f"subjects/{abs(hash(tuple(sorted(fields.items()))))}.toml"
    other.write_text("\n".join([*kept, *(f"{key} = {value}" for key, value in fields.items())]) + "\n", "utf-8")
    return judge(regulation, lab / f"benches/{name}.toml", other, given)


def readings(found: Any, begins: str, ends: str) -> dict[str, float]:
    """Numbers read at addresses of this beginning and end."""
    observed = ((a, b) for k, a, b in found.bodies if k == "observation")
    return {a: float(b["value"]["number"]) for a, b in observed if a.startswith(begins) and a.endswith(ends)}


def water(t: float) -> float:
    """Density of water in kg/m³, Tanaka et al. 2001, entered a second time."""
    return 999.974950 * (1.0 - (t - 3.983035) ** 2 * (t + 301.797) / (522528.9 * (t + 69.34881)))


def per_gram(t: float, air: float, expansion: float) -> float:
    """K(t) in mL/g."""
    return (8000.0 - air) / (8000.0 * (water(t) - air)) * 1000.0 * (1.0 + expansion * (20.0 - t))
