"""Processes that share work end with the process that started them, however that ends."""

import os
import select
import subprocess
import sys

import pytest

pytestmark = pytest.mark.systems

STARTS = """
import os
from sequencer.processes import processes

if __name__ == "__main__":
    with processes(1) as pool:
        print(pool.submit(os.getpid).result(), flush=True)
        input()
"""


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="the end of another's process cannot be awaited here")
def test_a_process_ends_where_the_one_that_started_it_is_killed() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", STARTS], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as starter:
        assert starter.stdout is not None
        other = os.pidfd_open(int(starter.stdout.readline()))
        try:
            starter.kill()
            ended, _, _ = select.select([other], [], [], 60)
        finally:
            os.close(other)
    assert ended == [other]
