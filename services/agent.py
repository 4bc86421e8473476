"""An agent near the instruments of a bench: its certificates, and serving its lines until it is stopped."""

from __future__ import annotations

import signal
import socket
import threading
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.x509.oid import NameOID

from drivers import registry
from drivers.bench_file import load_bench
from drivers.errors import SupervisionLost
from drivers.link.agent_place import served
from drivers.remote.owner import Owner
from drivers.remote.securing import outputs_of, secure
from drivers.remote.serving import Agent, Server
from drivers.supervision import Pulse
from drivers.watchdog_keeper import Watchdog
from metrology.text import Text
from records.durable_file import write_durably
from records.errors import RegisterError
from sequencer.errors import Refused
from services.locks.bench_lock import only_user

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

YEARS: Final = 10
STOPPING: Final = 10.0
"""Seconds for which an agent that is stopped waits for its outputs."""


def make_certificate(name: str, folder: Path) -> tuple[Path, Path]:
    """Make a key pair for one side of the connection: ``NAME.pem`` for the other side, ``NAME.key`` for nobody else.

    Args:
        name: What it is called, such as the agent or the bench.
        folder: Where to.

    Raises:
        RegisterError: There is one of that name already.
    """
    certificate, key = folder / f"{name}.pem", folder / f"{name}.key"
    private = generate_private_key(SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder().subject_name(subject).issuer_name(subject).public_key(private.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=365 * YEARS)).sign(private, hashes.SHA256())
    )  # fmt: skip
    plain = private.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    try:
        write_durably(key, plain, replace=False, private=True)
        write_durably(certificate, made.public_bytes(serialization.Encoding.PEM), replace=False)
    except FileExistsError as error:
        raise RegisterError(str(folder), [f"there is a key of the name {name} already"]) from error
    return certificate, key


def serve_agent(
    bench: Path, certificate: Path, key: Path, clients: list[Path], host: str, port: int, ready: Callable[[str], None]
) -> list[str]:
    """Serve the lines of a bench until a signal ends it.

    Args:
        bench: The bench file of this place.
        certificate: Certificate of this agent.
        key: Its private key.
        clients: Certificates of benches that may use it.
        host: Where to listen.
        port: Where to listen; 0 takes one that is free.
        ready: Told the address.

    Returns:
        Roles of the outputs of which it is not known at the end whether they are safe.

    Raises:
        BenchFileError: The bench file cannot be used.
        Refused: The bench is in use, or names nothing to serve.
        RegisterError: A certificate cannot be used.
        OSError: The port is taken.
    """
    file = load_bench(bench)
    if file.simulation is not None or not any(role.address for role in file.roles.values()):
        zh, en = (
            "代理只服务于有真实地址的角色",
            "an agent serves roles with a real address; there is none, or one is simulated",
        )
        raise Refused([Text(zh, en)])
    try:
        context = served(certificate, key, clients)
    except OSError as error:
        raise RegisterError(str(certificate), [f"a certificate or key cannot be used: {error}"]) from error
    try:
        outputs = outputs_of(file)
    except (registry.UnknownDriver, ImportError) as error:
        raise Refused([Text(str(error), str(error))]) from error
    pulse, over = Pulse(), threading.Event()
    with ExitStack() as stack:
        stack.enter_context(only_user(file, bench, {"1": {}}))
        watchdog = stack.enter_context(Watchdog(bench, outputs, pulse)) if outputs else None

        def made_safe(why: str) -> str:
            said = secure(file, outputs, why)
            _watch_again(pulse, watchdog)
            return said

        owner = Owner(made_safe)
        listening = stack.enter_context(
            socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
        )
        server = Server(Agent(file, owner, pulse), listening, context)
        if outputs:
            threading.Thread(target=owner.begin, daemon=True).start()
        threading.Thread(target=server.run, daemon=True).start()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: over.set())
        ready(f"{host}:{listening.getsockname()[1]}")
        over.wait()
        safe = owner.stop(STOPPING)
    return [] if safe else outputs


def _watch_again(pulse: Pulse, watchdog: Watchdog | None) -> None:
    """The outputs are safe, so whatever made the supervision give up is over: a clock that was set, a line that hung."""
    pulse.renew()
    try:
        if watchdog is not None:
            watchdog.renew()
    except (SupervisionLost, OSError) as error:
        pulse.fail(str(error))
