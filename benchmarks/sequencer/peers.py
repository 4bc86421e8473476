"""The rivals on the same workload, in an environment of their own: see README.md. Prints a line for each.

How each is driven follows its own documentation: the way its users record a point, with nothing switched off.
"""

import logging
import os
import sys
import tempfile
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.sequencer.floats import POINTS, REPEATS, FloatPair, N, conforms, limit, line, timed

FOLDER = Path(tempfile.mkdtemp(prefix="steelyard-peers-", dir=os.environ.get("BENCH_FOLDER")))
Times = tuple[float, float]
warnings.simplefilter("ignore")
logging.disable(logging.CRITICAL)


def openhtf(*, phase_per_point: bool) -> Times:
    import openhtf as htf
    from openhtf.output.callbacks import json_factory

    pair = FloatPair()

    def dimensioned(test: Any) -> None:
        for x in POINTS:
            pair.set(x)
            test.measurements.error[x] = pair.read() - x

    def one_point(i: int, x: float) -> Any:
        def phase(test: Any) -> None:
            pair.set(x)
            test.measurements[f"e{i}"] = pair.read() - x

        phase.__name__ = f"point_{i}"
        return htf.measures(htf.Measurement(f"e{i}").in_range(-limit(x), limit(x)).with_units("V"))(phase)

    if phase_per_point:
        phases = [one_point(i, x) for i, x in enumerate(POINTS)]
    else:
        within = htf.Measurement("error").with_dimensions("V").with_units("V")
        phases = [htf.measures(within.with_validator(lambda v: all(abs(e) <= limit(x) for x, e in v)))(dimensioned)]
    test = htf.Test(*phases, test_name="bench")
    test.add_output_callbacks(json_factory.OutputToJSON(str(FOLDER / "{dut_id}.json")))
    return timed(lambda: test.execute(test_start=lambda: "DUT"))


def pymeasure() -> Times:
    from pymeasure.experiment import IntegerParameter, Procedure, Results, Worker

    class Verify(Procedure):  # type: ignore[misc]
        points = IntegerParameter("points", default=N)
        DATA_COLUMNS = ("setpoint (V)", "reading (V)", "ok")

        def execute(self) -> None:
            pair = FloatPair()
            for x in POINTS:
                pair.set(x)
                shown = pair.read()
                self.emit("results", {"setpoint (V)": x, "reading (V)": shown, "ok": conforms(x, shown)})

    worker = Worker(Results(Verify(), str(Path(tempfile.mkdtemp(dir=FOLDER)) / "a.csv")))

    def go() -> None:
        worker.start()
        worker.join(600)

    return timed(go)


def qcodes() -> Times:
    from qcodes.dataset import Measurement, initialise_or_create_database_at, load_or_create_experiment
    from qcodes.parameters import Parameter

    initialise_or_create_database_at(str(Path(tempfile.mkdtemp(dir=FOLDER)) / "a.db"))
    load_or_create_experiment("bench", "DUT")
    pair = FloatPair()
    source = Parameter("source", unit="V", set_cmd=pair.set, get_cmd=lambda: pair.value)
    meter = Parameter("meter", unit="V", get_cmd=pair.read)

    def go() -> None:
        measurement = Measurement()
        measurement.register_parameter(source)
        measurement.register_parameter(meter, setpoints=(source,))
        with measurement.run() as saver:
            for x in POINTS:
                source(x)
                shown = meter()
                assert conforms(x, shown)
                saver.add_result((source, x), (meter, shown))
                saver.flush_data_to_database()

    return timed(go)


def bluesky() -> Times:
    from bluesky import RunEngine, plans
    from bluesky.callbacks.json_writer import JSONLinesWriter
    from ophyd.sim import SynAxis, SynSignal

    source = SynAxis(name="source")
    meter = SynSignal(func=lambda: source.readback.get() * 1.0002 + 0.0003, name="meter")
    writer = JSONLinesWriter(Path(tempfile.mkdtemp(dir=FOLDER)))
    engine = RunEngine({}, context_managers=[])

    def check(name: str, document: Any) -> None:
        assert name != "event" or conforms(document["data"]["source"], document["data"]["meter"])

    return timed(lambda: engine(plans.list_scan([meter], source, POINTS), [writer, check]))


PEERS: dict[str, tuple[Callable[[], Times], int, str]] = {
    "OpenHTF, a phase per point": (lambda: openhtf(phase_per_point=True), 2, "kept at the end of the test"),
    "OpenHTF, one dimensioned measurement": (lambda: openhtf(phase_per_point=False), REPEATS, "kept at the end"),
    "PyMeasure, Worker and Results": (pymeasure, REPEATS, "CSV, not flushed to the disk"),
    "QCoDeS, flush per point": (qcodes, REPEATS, "SQLite, a commit per point"),
    "Bluesky, RunEngine and JSONLinesWriter": (bluesky, 2, "a file opened and closed per document"),
}


def main() -> None:
    for name, (run, repeats, note) in PEERS.items():
        try:
            run()
        except ImportError as missing:
            print(f"{name:56s} skipped: {missing}", flush=True)
            continue
        print(line(name, [run() for _ in range(repeats)], note), flush=True)


if __name__ == "__main__":
    sys.exit(main())
