"""Threads that read a type for the first time at the same moment: six positions of a bench that open their journals."""

import json
import subprocess
import sys

import pytest

from tests.real_runs import performed

pytestmark = pytest.mark.systems

SCRIPT = """
import json, sys, threading
from msgspec import convert
from records.entries import Opened
from records.prepared import prepared

body, together = json.load(sys.stdin), threading.Barrier(8)
sys.setswitchinterval(1e-6)

def first() -> None:
    together.wait()
    convert(body, prepared(Opened))

threads = [threading.Thread(target=first) for _ in range(8)]
for thread in threads: thread.start()
for thread in threads: thread.join()
"""


def test_a_type_is_made_ready_by_one_thread() -> None:
    body = json.dumps(dict(performed("JJG 539")[0].body))
    done = subprocess.run([sys.executable, "-c", SCRIPT], input=body, text=True, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, ""), "msgspec read a type that was half built"
