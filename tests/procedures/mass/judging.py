"""Readings of a scale with e = 5 g that make an error, and what a judged run was told and put on."""

from collections.abc import Callable
from decimal import Decimal
from typing import TypeAlias

from tests.procedures.answers import Judged

Judge: TypeAlias = Callable[..., Judged]


def reading(at: str, load: str, E: str) -> dict[str, str]:
    """I and ΔL that make an error at a load, with e = 5 g: P = I + 2.5 − ΔL."""
    error = Decimal(E)
    steps = (error / 5).to_integral_value()
    shown = Decimal(load) + 5 * steps
    return {f"{at}/I": f"{shown}", f"{at}/dL": f"{Decimal('2.5') + 5 * steps - error}"}


def loads_of(judged: Judged, item: str) -> list[str]:
    """Addresses of the indications of an item, in order."""
    found = [a.split("/", 1)[1] for kind, a, _ in judged.bodies if kind == "observation" and a.startswith(f"{item}/")]
    return [a.removesuffix("/I") for a in found if a.endswith("/I")]


def told(judged: Judged, method: str) -> list[tuple[str, ...]]:
    """Arguments of every command of one kind, in order."""
    return [tuple(b.get("args", ())) for kind, _, b in judged.bodies if kind == "command" and b["method"] == method]
