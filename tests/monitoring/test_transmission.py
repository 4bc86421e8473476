"""Samples and alarms reach a broker, a file and a webhook: each once it is durable, none lost while it is away."""

import asyncio
import json
import subprocess
from collections.abc import Callable, Iterator
from contextlib import suppress
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest

from monitoring.alarm_store import AlarmStore
from monitoring.clock import WallClock
from monitoring.monitor_file import load_monitor
from monitoring.monitoring import Monitor
from monitoring.sample import Sample
from monitoring.shared import Told
from services.monitoring.transmission.senders import Senders
from tests.monitoring.broker import NEEDED, Broker
from tests.monitoring.watched import BEGIN, GAS, HEAD, HIGH

pytestmark = [pytest.mark.systems, pytest.mark.skipif(NEEDED, reason="no Mosquitto here")]
ROUTE = HIGH + 'route = "gas"\n[routes.gas]\nlevels = [ { tell = ["A001", "role:shift"] } ]\n'


async def pause(seconds: float) -> None:
    """Let others work for a moment."""
    with suppress(TimeoutError):
        await asyncio.wait_for(asyncio.Event().wait(), seconds)


class Site:
    """A monitor whose samples a test hands over, with its receivers.

    Attributes:
        away: What was told of receivers.
    """

    def __init__(self, folder: Path, transmission: str) -> None:
        path = folder / "safety.toml"
        path.write_text(HEAD + ROUTE + transmission, encoding="utf-8")
        self.file = load_monitor(path)
        self.away: list[tuple[str, str]] = []
        self.n = 0

    def run(self, work: Callable[["Site"], Any]) -> None:
        """Run a monitor while `work` does; then end it as a stop does."""
        asyncio.run(self._run(work))

    async def _run(self, work: Callable[["Site"], Any]) -> None:
        senders = Senders(self.file, lambda name, problem: self.away.append((name, problem)))
        self.monitor = Monitor(self.file, WallClock(), told=senders.listening(Told()))
        try:
            senders.start(self.monitor)
            await work(self)
        finally:
            await senders.end()
            self.monitor.close()

    async def keep(self, *values: str) -> None:
        """Samples become durable, as a line makes them so."""
        for value in values:
            self.n += 1
            sample = Sample(GAS, BEGIN + 60 * self.n, Decimal(value), "%", "good", BEGIN + 60.0 * self.n)
            await self.monitor.shared.keeper.keep([sample])

    async def until(self, stream: str, to: str = "mqtt") -> None:
        """Until everything is confirmed."""
        store = AlarmStore(self.monitor.store)
        for _ in range(400):
            newest = store.newest() if stream == "samples" else store.newest_happening()
            if store.through(to, stream) == newest:
                return
            await pause(0.02)
        raise AssertionError(f"{to} has not confirmed {stream}")


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Broker]:
    (tmp_path / "broker").mkdir()
    one = Broker(tmp_path / "broker")
    one.start()
    yield one
    one.stop()


def mqtt(port: int, more: str = "") -> str:
    return f'[transmission.mqtt]\nhost = "127.0.0.1"\nport = {port}\ntopic = "plant/gas"\n{more}\n'


def subscribed(port: int, topic: str, count: int, work: Callable[[], None]) -> list[tuple[str, str]]:
    """What `mosquitto_sub`, which is not ours, hears of a topic while `work` is done."""
    command = [
        "stdbuf",
        "-oL",
        "mosquitto_sub",
        "-p",
        str(port),
        "-t",
        topic,
        "-v",
        "-q",
        "1",
        "-C",
        str(count),
        "-W",
        "15",
        "-d",
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as listening:
        assert listening.stdout is not None
        for line in listening.stdout:  # it listens
            if "SUBACK" in line:
                break
        work()
        heard = [line.rstrip("\n") for line in listening.stdout if not line.startswith(("Client ", "Subscribed"))]
    return [(topic, body) for topic, _, body in (line.partition(" ") for line in heard)]


def test_a_subscriber_of_another_maker_hears_samples_and_alarms(tmp_path: Path, broker: Broker) -> None:
    site = Site(tmp_path, mqtt(broker.port))

    async def work(at: Site) -> None:
        await at.keep("1.5", "30.0")
        await at.until("samples")
        await at.until("alarms")

    # online, 2 samples, 1 alarm, 2 that are told, offline
    heard = subscribed(broker.port, "#", 7, lambda: site.run(work))
    topics = [topic for topic, _ in heard]
    assert topics[0] == topics[-1] == "plant/gas/safety/status"
    assert (heard[0][1], heard[-1][1]) == ("online", "offline")
    values = [json.loads(b)["value"] for topic, b in heard if topic == "plant/gas/safety/sample/G-1/gas_content/1min"]
    assert values == ["1.5", "30.0"]
    alarm = json.loads(next(b for topic, b in heard if topic == "plant/gas/safety/alarm/high/G-1/gas_content"))
    assert (alarm["what"], alarm["active"], alarm["acknowledged"]) == ("raised", True, False)
    assert alarm["tell"] == ["A001", "role:shift"]
    assert {topic for topic in topics if "notify" in topic} == {
        "plant/gas/safety/notify/A001/1", "plant/gas/safety/notify/role:shift/1",
    }  # fmt: skip
    # Who comes later hears how it stands now.
    late = subscribed(broker.port, "plant/gas/safety/sample/#", 1, lambda: None)
    assert json.loads(late[0][1])["value"] == "30.0"


def test_nothing_is_lost_while_the_broker_is_away_and_nothing_counts_before_it_confirmed(
    tmp_path: Path, broker: Broker
) -> None:
    site = Site(tmp_path, mqtt(broker.port))

    async def work(at: Site) -> None:
        await at.keep("1", "2")
        await at.until("samples")
        await asyncio.to_thread(broker.stop)
        before = AlarmStore(at.monitor.store).through("mqtt", "samples")
        await at.keep("3", "30", "5")
        await pause(0.3)
        assert AlarmStore(at.monitor.store).through("mqtt", "samples") == before
        await asyncio.to_thread(broker.start)
        await at.until("samples")
        await at.until("alarms")

    site.run(work)
    assert [bool(problem) for _, problem in site.away][-2:] == [True, False]
    # What the store knows as confirmed is what a persistent broker has: the last state of each topic.
    heard = dict(subscribed(broker.port, "#", 3, lambda: None))
    assert json.loads(heard["plant/gas/safety/sample/G-1/gas_content/1min"])["value"] == "5"
    assert json.loads(heard["plant/gas/safety/alarm/high/G-1/gas_content"])["what"] == "cleared"


def test_what_waits_is_sent_at_the_next_start_and_history_is_not(tmp_path: Path, broker: Broker) -> None:
    site = Site(tmp_path, mqtt(broker.port))

    async def first(at: Site) -> None:
        await at.until("samples")

    site.run(first)
    broker.stop()

    async def second(at: Site) -> None:
        await at.keep("7", "8")

    # The monitor ends while the broker is away; five seconds are given to it.
    site.run(second)
    broker.start()

    async def third(at: Site) -> None:
        await at.until("samples")

    heard = subscribed(broker.port, "plant/gas/safety/sample/#", 2, lambda: site.run(third))
    assert [json.loads(body)["value"] for _, body in heard] == ["7", "8"]


def test_a_password_that_the_broker_refuses_is_said_and_nothing_is_lost(tmp_path: Path) -> None:
    (tmp_path / "broker").mkdir()
    (tmp_path / "secret").write_text("wrong\n")
    passwords = tmp_path / "broker" / "passwords"
    subprocess.run(
        ["mosquitto_passwd", "-b", "-c", str(passwords), "safety-1", "right"], check=True, capture_output=True
    )
    broker = Broker(tmp_path / "broker", f"allow_anonymous false\npassword_file {passwords}\n")
    broker.start()
    try:
        site = Site(tmp_path, mqtt(broker.port, 'user = "safety-1"\npassword_file = "secret"'))

        async def work(at: Site) -> None:
            await at.keep("1")
            for _ in range(200):
                if at.away:
                    break
                await pause(0.02)
            (tmp_path / "secret").write_text("right\n")
            await at.until("samples")

        site.run(work)
        assert site.away[0][0] == "mqtt"
        assert "authori" in site.away[0][1].lower()
        assert site.away[-1] == ("mqtt", "")
    finally:
        broker.stop()


def test_a_log_and_a_webhook_have_each_event_once(tmp_path: Path) -> None:
    posted: list[dict[str, Any]] = []
    refuse, got = [2], Event()

    class Hook(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if refuse[0]:
                refuse[0] -= 1
                self.send_response(503)
            else:
                posted.append({**json.loads(body), "auth": self.headers["Authorization"]})
                self.send_response(204)
                got.set()
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Hook)
    Thread(target=server.serve_forever, daemon=True).start()
    (tmp_path / "token").write_text("t0ken\n")
    where = f"http://127.0.0.1:{server.server_port}/alarms"
    hook = f'[transmission.webhook]\nurl = "{where}"\ntoken_file = "token"\n[transmission.log]\npath = "log.jsonl"\n'
    site = Site(tmp_path, hook)

    async def work(at: Site) -> None:
        await at.keep("30", "1", "30")
        await at.until("alarms", "webhook")
        await at.until("alarms", "log")

    try:
        site.run(work)
    finally:
        server.shutdown()
        server.server_close()
    assert [p["what"] for p in posted] == ["raised", "cleared", "returned"]
    assert {p["auth"] for p in posted} == {"Bearer t0ken"}
    lines = [json.loads(line) for line in (tmp_path / "log.jsonl").read_text("utf-8").splitlines()]
    assert [line["event"] for line in lines] == [p["event"] for p in posted] == [1, 2, 3]
    assert ("webhook", "") in site.away
