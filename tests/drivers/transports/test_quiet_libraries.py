"""What a library has to say about a bad frame does not reach the operator's screen; our error does."""

import subprocess
import sys

#: In a process of its own: pytest itself gives the root of all loggers a handler, and then nothing is printed.
SCRIPT = """
from dataclasses import replace
from drivers import registry
from drivers.errors import InstrumentError
from drivers.fitting import Fitting
from drivers.link.factory import open_link
from drivers.simulation.catalogue import alone
from drivers.simulation.faults import Fault
from drivers.simulation.standalone import serve
from drivers.simulation.time import RealTime

time = RealTime()
device = alone("reference_meter", time)
with serve({"it": device}, time, {"it": [Fault("address", n) for n in range(1, 99)]}) as served:
    kind = registry.load("reference_meter")
    link = open_link(served.addresses["it"], "it", replace(kind.LINE, timeout=0.3))
    driver = kind.fit(Fitting("it", "it", time, link))
    try:
        driver.identity()
    except InstrumentError as error:
        print(type(error).__name__)
    link.close()
"""


def test_nothing_of_pymodbus_is_printed() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout.strip() == "BadReply"
    assert done.stderr == ""
