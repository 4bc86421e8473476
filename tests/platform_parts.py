"""A platform in this process, a station that is registered with it, and results to report."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from starlette.testclient import TestClient

from exchange.draft import Draft, draft_of_result
from exchange.envelope import Envelope, sign_record, statement
from exchange.forms import Result
from exchange.http import Link
from exchange.outbox import key_of
from exchange.reading import read_form
from exchange.settings import PlatformSettings
from records.keys import StationKey
from supervision.app import application
from supervision.asking import Platform
from supervision.limits import RateLimit
from supervision.stations import register
from supervision.store import PlatformStore

if TYPE_CHECKING:
    from pathlib import Path

    import httpx

NOW = 1_796_000_000.0  # 2026-11-30
INSTITUTE = "KM-01"
SETTINGS = PlatformSettings(url="http://127.0.0.1/", institute=INSTITUTE, trial=True)


class Clock:
    """A clock that goes on only when somebody waits."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


def station(seed: int = 1) -> StationKey:
    return StationKey(Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32))


class Hall:
    """A platform with one registered station."""

    def __init__(self, folder: Path, *, trial: bool = True, at_once: int = 1_000_000) -> None:
        self.clock = Clock()
        self.store = PlatformStore(str(folder / "platform.sqlite"), self.clock)
        self.key = station()
        register(self.store, self.key.public, INSTITUTE, "bench 1")
        limit = RateLimit(at_once, 1.0, self.clock)
        self.app = application(Platform(self.store, "示范省", trial), limit)
        self.client = TestClient(self.app, raise_server_exceptions=False)

    def link(self, key: StationKey | None = None, client: httpx.Client | None = None, tries: int = 3) -> Link:
        return Link(SETTINGS, key or self.key, client or self.client, self.clock.sleep, self.clock, tries)


RECORD = b"PK original record"


def fields(n: int = 1, **others: Any) -> dict[str, Any]:
    """A result as plain values."""
    return {
        "form": 1, "res_id": f"JL-2026-{n:05d}", "event": "issued", "institute": INSTITUTE, "task_id": "",
        "inspect_date": "2026-11-20", "valid_until": "2027-05-19", "inspector": "张三",
        "verdict": "合格", "unqualified": "", "basis": "JJG 52-2013", "trial": False,
        "instrument": {"name": "压力表", "serial": f"S{n:05d}", "maker": "示范厂", "model": "Y-100",
                       "division_code": "530102"},
        "standards": [{"name": "数字压力计", "model": "X", "serial": "1", "accuracy": "0.05 级",
                       "certificate": "C-1", "valid_until": "2027-01-01"}],
        "items": [{"code": "indication", "name": "示值误差", "value": "0.01 MPa", "verdict": "合格",
                   "time": "2026-11-20T08:00:00+00:00"}],
        "record": file_of(RECORD), "run": f"20261120-080000-{n:07d}", "head": "0" * 64,
        **others,
    }  # fmt: skip


def file_of(content: bytes, name: str = "record.xlsx", media: str = "application/vnd.ms-excel") -> dict[str, Any]:
    return {"name": name, "media": media, "size": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def draft(n: int = 1, **others: Any) -> Draft:
    """A result that is to be reported, with its file."""
    given = fields(n, **others)
    result = read_form(Result, given)
    files = {hashlib.sha256(RECORD).hexdigest(): RECORD}
    return draft_of_result(result.res_id, result, result.model_dump(mode="json"), "2026-12-31", files)


def envelope(key: StationKey, n: int = 1, previous: str = "", revision: int = 1, **others: Any) -> Envelope:
    """A signed result."""
    record = fields(n, **others)
    name = key_of(record["institute"], str(record["res_id"]), str(record["event"]), revision)
    stated = statement(name, previous, record)
    return Envelope(key=name, previous=previous, record=record, signer=key.name, signature=sign_record(key, stated))
