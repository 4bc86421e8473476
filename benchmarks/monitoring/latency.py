"""How long a sample takes from the reading to a subscriber of another maker, through store and broker.

    python -m benchmarks.monitoring.latency [DETECTORS] [LINES] [SECONDS]

A monitor reads simulated gas detectors on TCP lines each second, with alarms, and publishes to Mosquitto on loopback.
"""

import json
import os
import signal
import statistics
import sys
import tempfile
import time
from pathlib import Path
from threading import Timer

import paho.mqtt.client as paho

from monitoring.alarm_store import AlarmStore
from monitoring.monitor_file import load_monitor
from monitoring.shared import Told
from monitoring.store import SampleStore
from services.monitoring.certificates import Covering
from services.monitoring.running import run_monitor
from tests.monitoring.broker import Broker

MAP = Path(__file__).parents[2] / "config/registers/gas-detector.toml"


def site(folder: Path, detectors: int, lines: int, port: int) -> Path:
    text = ['[monitor]\nname = "safety"\n[store]\npath = "safety.sqlite"\nfree_mb = 0']
    text += [f'[lines.l{n}]\naddress = "sim:"\ntimeout = 1' for n in range(lines)]
    text += [
        f'[meters.G-{n}]\ndriver = "modbus_meter"\nline = "l{n % lines}"\nread = {{ gas_content = "1s" }}\n'
        f'options = {{ map = "{MAP}", unit = "{n // lines + 1}" }}'
        for n in range(detectors)
    ]
    text.append('[alarms.high]\nkind = "high"\nmeters = "*"\nquantity = "gas_content"\nlimit = 25\nunit = "%"')
    text.append(f'[transmission.mqtt]\nhost = "127.0.0.1"\nport = {port}\n[simulation]')
    text += [f"[simulation.detectors.G-{n}]" for n in range(detectors)]
    path = folder / "safety.toml"
    path.write_text("\n".join(text) + "\n", encoding="utf-8")
    return path


def main() -> None:
    detectors, lines, seconds = (int(a) for a in (*sys.argv[1:], *("40", "8", "20")[len(sys.argv) - 1 :]))
    delays: list[float] = []
    seen: list[int] = []

    def received(_client: object, _data: object, message: paho.MQTTMessage) -> None:
        now, heard = time.time(), json.loads(message.payload)
        delays.append(now - heard["taken"])
        seen.append(heard["seq"])

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        broker = Broker(folder)
        broker.start()
        client = paho.Client(paho.CallbackAPIVersion.VERSION2)
        client.on_message = received
        client.connect("127.0.0.1", broker.port)
        client.subscribe("steelyard/safety/sample/#", qos=1)
        client.loop_start()
        file = load_monitor(site(folder, detectors, lines, broker.port))
        stop = Timer(seconds, lambda: os.kill(os.getpid(), signal.SIGTERM))
        stop.start()
        begin = time.process_time()
        run_monitor(file, Covering(file, str(folder / "none.sqlite")), Told())
        spent = time.process_time() - begin
        time.sleep(0.5)
        client.loop_stop()
        broker.stop()
        store = SampleStore(file.database, read_only=True)
        kept = AlarmStore(store, read_only=True).newest()
        store.close()
    ordered = sorted(delays)
    at = {p: ordered[min(len(ordered) - 1, int(p / 100 * len(ordered)))] * 1000 for p in (50, 95, 99)}
    print(f"{detectors} detectors on {lines} lines, every second for {seconds} s; load {os.getloadavg()[0]:.1f}")
    print(f"kept {kept}, received {len(set(seen))}, twice {len(seen) - len(set(seen))}")
    shown = ", ".join(f"p{p} {ms:.0f}" for p, ms in at.items())
    print(
        f"reading to subscriber, ms: {shown}, max {ordered[-1] * 1000:.0f}, mean {statistics.fmean(delays) * 1000:.0f}"
    )
    print(f"processor time {1000 * spent / max(1, kept):.2f} ms a sample, simulation included")


if __name__ == "__main__":
    main()
