"""Which owner a line of the monitor file has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from monitoring.line_owner import LineOwner
from monitoring.monitor_file import MANUAL
from monitoring.opcua_source import OpcUaSource
from monitoring.source_entries import OPC_UA, SQL, kind_of
from monitoring.sql_source import SqlSource

if TYPE_CHECKING:
    from collections.abc import Callable

    from monitoring.monitor_file import MonitorFile
    from monitoring.owner import Owner


def owner_of(file: MonitorFile, name: str, address: str, now: Callable[[], float]) -> Owner:
    """The owner of a line; nothing is opened.

    Args:
        file: The monitor file.
        name: Name of the line in it.
        address: Where it is; that of a simulated line once it is served.
        now: Seconds since 1970.
    """
    entry = file.lines[name]
    meters = {m: e for m, e in file.meters.items() if e.line == name and e.driver != MANUAL}
    kind = kind_of(address)
    if kind == OPC_UA:
        return OpcUaSource(name, entry, meters, file.folder, now, file.zone)
    if kind == SQL:
        return SqlSource(name, entry, meters, file.folder, now, file.zone, file.limits.late_after)
    return LineOwner(name, entry, address, meters, now, file.zone)
