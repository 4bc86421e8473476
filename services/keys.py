"""The keys that a store trusts, and what a person enters in its ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from records import ledger_changes
from records.key_agent_server import Agent, serve
from records.keys import file_key, key_folder, read_public_key, station_key
from records.store import Store
from records.verification import ledger_of

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from records.ledger import Head


def key_list(url: str) -> dict[str, Any]:
    """The keys of a store, and this station's own."""
    own = station_key()
    keys = ledger_of(Store(url, read_only=True)).trust.keys.values()
    return {
        "own": {"key": own.name, "station": own.station, "file": str(key_folder() / f"{own.name}.pub")},
        "keys": [
            {
                "key": k.name,
                "station": k.station,
                "since": k.time[:10],
                "by": k.by,
                "reason": k.reason,
                "restarted": k.restarted,
                "revoked_from": k.revoked_from,
            }
            for k in keys
        ],
    }


def trust(url: str, file: Path, *, station: str, reason: str) -> Head:
    """List the public key in a file."""
    public = read_public_key(file)
    return ledger_changes.trust(Store(url), station_key(), public, station=station, reason=reason)


def revoke(url: str, key: str, *, since: date, reason: str) -> Head:
    """Trust a key no longer."""
    return ledger_changes.revoke(Store(url), station_key(), key, since=since, reason=reason)


def restart(url: str, *, reason: str) -> Head:
    """List this station's key without the signature of an earlier one."""
    return ledger_changes.restart(Store(url), station_key(), reason=reason)


def adopt(url: str, *, reason: str) -> Head:
    """Begin the ledger of a store that is older than ledgers."""
    return ledger_changes.adopt(Store(url), station_key(), reason=reason)


def accept(url: str, *, reason: str) -> Head:
    """Accept that the store lacks what this station or the second place remembers."""
    return ledger_changes.accept(Store(url), station_key(), reason=reason)


def serve_key(path: Path) -> None:
    """Hold the key of the folder `STEELYARD_KEYS` for stations that reach a socket."""
    folder = key_folder()
    serve(Agent(file_key(folder), folder / "signatures.log"), path)
