"""Mosquitto on loopback, as Debian has it, for tests and benchmarks."""

import os
import shutil
import socket
import subprocess
from pathlib import Path
from threading import Event

PROGRAM = shutil.which("mosquitto") or "/usr/sbin/mosquitto"
THERE = Path(PROGRAM).exists() and shutil.which("mosquitto_sub") is not None
NEEDED = not THERE and not os.environ.get("STEELYARD_ALL_PEERS")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Broker:
    """A broker that can be stopped and started again, with what it keeps."""

    def __init__(self, folder: Path, more: str = "allow_anonymous true\n") -> None:
        self.port, self.folder = free_port(), folder
        self._config = folder / "mosquitto.conf"
        self._config.write_text(
            f"listener {self.port} 127.0.0.1\npersistence true\npersistence_location {folder}/\nuser root\n{more}"
        )
        self._running: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self._running = subprocess.Popen(
            [PROGRAM, "-c", str(self._config)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            Event().wait(0.02)
        raise RuntimeError("the broker does not start")

    def stop(self) -> None:
        if self._running is not None:
            self._running.terminate()
            self._running.wait(10)
            self._running = None
