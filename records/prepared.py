"""Types that are made ready for reading one after another, whichever thread reads first.

msgspec finds out what a type holds when it is first read. A second thread that reads it at this moment gets what is
half built, and the process ends with a segmentation fault: so did a run of six positions that opened their journals.
"""

from __future__ import annotations

from threading import Lock
from typing import TypeVar

from msgspec import json

T = TypeVar("T")

_ready: set[object] = set()
_lock = Lock()


def prepared(type_: T) -> T:
    """The type, ready to be read by any thread."""
    if type_ not in _ready:
        with _lock:
            json.Decoder(type_)
            _ready.add(type_)
    return type_
