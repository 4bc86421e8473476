"""A broker behind TLS: it proves who it is by an authority, and we to it where it asks; else nothing is sent."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.monitoring.broker import NEEDED, Broker
from tests.monitoring.certificates import Signed
from tests.monitoring.test_transmission import Site, mqtt, pause

pytestmark = [pytest.mark.systems, pytest.mark.skipif(NEEDED, reason="no Mosquitto here")]


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("keys")
    authority = Signed(folder, "authority")
    Signed(folder, "other")
    Signed(folder, "broker", authority)
    Signed(folder, "elsewhere", authority, host="192.0.2.1")
    Signed(folder, "monitor", authority)
    return folder


def behind_tls(folder: Path, keys: Path, name: str = "broker", *, asks: bool = False) -> Iterator[Broker]:
    folder.mkdir()
    more = f"allow_anonymous true\ncertfile {keys}/{name}.pem\nkeyfile {keys}/{name}.key\n"
    if asks:
        more += f"cafile {keys}/authority.pem\nrequire_certificate true\n"
    broker = Broker(folder, more)
    broker.start()
    yield broker
    broker.stop()


async def sent(site: Site) -> None:
    await site.keep("1.5", "30.0")
    await site.until("samples")
    await site.until("alarms")


async def refused(site: Site) -> None:
    await site.keep("1.5")
    for _ in range(400):
        if site.away:
            return
        await pause(0.02)


def said(site: Site) -> str:
    assert site.away, "nothing was said"
    assert site.away[-1][0] == "mqtt"
    return site.away[-1][1]


def test_a_broker_whose_authority_is_known_gets_everything(tmp_path: Path, keys: Path) -> None:
    for broker in behind_tls(tmp_path / "broker", keys):
        site = Site(tmp_path, mqtt(broker.port, f'tls = true\nca = "{keys}/authority.pem"'))
        site.run(sent)
        assert all(not problem for _, problem in site.away)


@pytest.mark.parametrize(("name", "more", "words"), [
    ("broker", 'tls = true\nca = "{keys}/other.pem"', "the certificate of the broker is not accepted: "),
    ("broker", "tls = true", "the certificate of the broker is not accepted: "),
    ("elsewhere", 'tls = true\nca = "{keys}/authority.pem"', "not valid for '127.0.0.1'"),
    ("broker", 'tls = true\nca = "{keys}/nothing.pem"', "{keys}/nothing.pem: No such file"),
    ("broker", 'tls = true\nca = "{keys}/broker.key"', "{keys}/broker.key: no certificate or key in PEM"),
])  # fmt: skip
def test_a_broker_that_cannot_prove_who_it_is_gets_nothing(
    tmp_path: Path, keys: Path, name: str, more: str, words: str
) -> None:
    for broker in behind_tls(tmp_path / "broker", keys, name):
        site = Site(tmp_path, mqtt(broker.port, more.replace("{keys}", str(keys))))
        site.run(refused)
        assert words.replace("{keys}", str(keys)) in said(site)


def test_a_broker_that_asks_who_we_are_is_told_by_our_certificate(
    tmp_path: Path, keys: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.monitoring.transmission.mqtt.ANSWER", 1.0)
    for broker in behind_tls(tmp_path / "broker", keys, asks=True):
        ours = f'tls = true\nca = "{keys}/authority.pem"\n'
        (tmp_path / "a").mkdir()
        site = Site(tmp_path / "a", mqtt(broker.port, ours))
        site.run(refused)
        assert said(site)
        (tmp_path / "b").mkdir()
        more = f'certificate = "{keys}/monitor.pem"\nprivate_key = "{keys}/monitor.key"'
        site = Site(tmp_path / "b", mqtt(broker.port, ours + more))
        site.run(sent)
        assert all(not problem for _, problem in site.away)
