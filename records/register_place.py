"""What ``laboratory.toml`` says of a GNSS receiver, for laboratories that verify in the field."""

from __future__ import annotations

from pydantic import Field

from records.certificates import Entry


class Place(Entry):
    """A receiver that states where a run is performed.

    Attributes:
        receiver: Serial port, or ``socket://HOST:PORT``; empty for none. The place of each run is in its record then.
        baud: Baud rate of a serial port.
        seconds: How long a place is waited for, before the run.
    """

    receiver: str = ""
    baud: int = Field(default=9600, ge=300)
    seconds: float = Field(default=10.0, gt=0, le=120)
