"""Threads that read and draw documents at the same moment: a console shows one while another is issued."""

import subprocess
import sys

import pytest

pytestmark = pytest.mark.systems

SCRIPT = """
import sys, threading
import typst
from reports.read_back import _page_texts
from services.finished.printed import picture_of

sys.setswitchinterval(1e-5)
sheets = [typst.compile(b"#set page(width: 9cm, height: 9cm)\\n" + b"certificate %d " % n * 300) for n in range(4)]

def work(n):
    for _ in range(12):
        picture_of(sheets[n], 1)
        _page_texts.__wrapped__(sheets[n])

threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
for thread in threads: thread.start()
for thread in threads: thread.join()
"""


def test_documents_are_read_and_drawn_by_one_thread_at_a_time() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], text=True, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, ""), "PDFium ended the process"
