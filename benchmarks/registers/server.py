"""A server of PostgreSQL for a benchmark: on loopback, with an empty database, gone afterwards."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import create_engine

if TYPE_CHECKING:
    from collections.abc import Iterator

SETTINGS = {"shared_buffers": "2GB", "maintenance_work_mem": "1GB", "max_wal_size": "4GB", "wal_level": "minimal",
            "max_wal_senders": "0", "synchronous_commit": "off", "fsync": "off", "random_page_cost": "1.1"}  # fmt: skip
"""Those of a server with some memory and a solid-state disk, and none that a power cut can hurt."""


@contextmanager
def postgresql() -> Iterator[str]:
    """Start the server; gives the address of an empty database."""
    binaries = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not binaries:
        raise SystemExit("PostgreSQL is not installed: apt-get install postgresql")
    folder = Path(tempfile.mkdtemp(prefix="province-postgresql-", dir="/var/tmp"))
    as_owner = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if as_owner:
        shutil.chown(folder, "postgres", "postgres")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    control = [*as_owner, str(binaries[-1] / "pg_ctl"), "-D", str(folder / "data"), "-w", "-t", "120"]
    options = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={folder} " + " ".join(
        f"-c {name}={value}" for name, value in SETTINGS.items()
    )
    made = ["-o", "-A trust -U steelyard -E UTF8 --locale=C", "init"]
    try:
        for step in (made, ["-o", options, "-l", str(folder / "log"), "start"]):
            subprocess.run([*control, *step], cwd=folder, stdout=subprocess.DEVNULL, check=True)
        server = f"postgresql+psycopg://steelyard@127.0.0.1:{port}"
        engine = create_engine(f"{server}/postgres", isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.exec_driver_sql("CREATE DATABASE province")
        engine.dispose()
        yield f"{server}/province"
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], cwd=folder, capture_output=True, check=False)
        shutil.rmtree(folder)
