"""Brings the outputs of an agent's bench to their safe state, with links of its own."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from drivers import registry
from drivers.outputs import CONFIRMED, NOT_CONFIRMED
from drivers.roles import Energised
from drivers.watchdog import PATIENCE, PAUSE, make_safe
from messages import tell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drivers.bench_file import BenchFile


def outputs_of(file: BenchFile) -> list[str]:
    """Roles of a bench that have an output, by their drivers.

    Raises:
        UnknownDriver, ImportError: A driver is not there.
    """
    drivers = {role: entry.driver for role, entry in file.roles.items() if entry.driver != registry.PERSON}
    return [role for role, name in drivers.items() if issubclass(registry.load(name, file.plugins), Energised)]


def secure(file: BenchFile, roles: Sequence[str], why: str, patience: float = PATIENCE, pause: float = PAUSE) -> str:
    """Make outputs safe, again and again until each is confirmed; says what became of them.

    Args:
        file: The bench.
        roles: Its roles with an output.
        why: Why, for the screen.
        patience: Seconds after which an output that is not confirmed is given up.
        pause: Seconds between two attempts.
    """
    if not roles:
        tell(f"agent: {why}")
        return ""
    end, names = time.monotonic() + patience, ", ".join(roles)
    while make_safe(file, roles, why) != 1:
        if time.monotonic() > end:
            return f"{names}: {NOT_CONFIRMED}"
        time.sleep(pause)
    return f"{names}: {CONFIRMED}"
