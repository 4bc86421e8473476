"""PyMeasure's own Fluke 7341, over its own VISA adapter, against our simulator."""

import pytest
from pymeasure.adapters import VISAAdapter
from pymeasure.instruments.fluke import Fluke7341

from drivers.simulation.catalogue import alone
from drivers.simulation.standalone import serve
from drivers.simulation.time import VirtualTime


def test_pymeasures_driver_reads_the_simulator() -> None:
    time = VirtualTime()
    with serve({"bath": alone("fluke_7341", time)}, time) as served:
        port = served.addresses["bath"].rpartition(":")[2]
        ends = {"read_termination": "\r\n", "write_termination": "\r\n"}
        adapter = VISAAdapter(f"TCPIP::127.0.0.1::{port}::SOCKET", visa_library="@py", timeout=2000, **ends)
        bath = Fluke7341(adapter)
        assert bath.id == "Fluke,7341,NA,SIM-1.00"
        bath.set_point = 80
        assert bath.set_point == 80
        assert bath.temperature == pytest.approx(25, abs=0.05)
        assert bath.unit.strip() == "c"
        adapter.close()
