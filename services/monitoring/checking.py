"""Checks a monitor file against drivers and registers, and opens nothing."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from monitoring.monitor_file import SIMULATED
from monitoring.owners import owner_of
from monitoring.schedule import face

if TYPE_CHECKING:
    from monitoring.monitor_file import MonitorFile
    from services.monitoring.certificates import Covering

NOWHERE = "socket://127.0.0.1:9"
"""Stands for the address of a simulated line, which is not served for a check."""


def check_monitor(file: MonitorFile, covering: Covering) -> list[dict[str, str]]:
    """What a monitor file would read, point by point.

    Raises:
        InstrumentError: A driver that nobody has, an option or quantity that it does not know.
        MonitorError: An instrument that is in no register.
    """
    covering.load()
    for name, line in file.lines.items():
        owner = owner_of(file, name, NOWHERE if line.address == SIMULATED else line.address, time.time)
        try:
            owner.fit()
        finally:
            owner.close()
    today = face(time.time(), file.zone).date().isoformat()
    found = []
    for p in file.points():
        m = file.meters[p.meter]
        certificate = covering(p.meter, today)
        found.append({
            "meter": p.meter, "driver": m.driver, "line": m.line,
            "address": file.lines[m.line].address if m.line else "", "quantity": p.quantity, "period": p.period,
            "certificate": certificate.number if certificate is not None else "",
        })  # fmt: skip
    return found
