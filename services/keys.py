"""The keys that a store trusts, and what a person enters in its ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from records import ledger_changes
from records.audit import algorithm
from records.key_agent_server import Agent, serve
from records.keys import key_folder, read_public_key
from records.store import Store
from records.verification import ledger_of
from services.signing import held_key, signer

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from records.ledger import Head


def key_list(url: str) -> dict[str, Any]:
    """The keys of a store, and this station's own."""
    own = signer()
    keys = ledger_of(Store(url, read_only=True)).trust.keys.values()
    return {
        "own": {
            "key": own.name,
            "station": own.station,
            "algorithm": algorithm(own.public),
            "file": str(key_folder() / f"{own.name}.pub"),
        },
        "keys": [
            {
                "key": k.name,
                "algorithm": algorithm(k.public),
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
    return ledger_changes.trust(Store(url), signer(), public, station=station, reason=reason)


def revoke(url: str, key: str, *, since: date, reason: str) -> Head:
    """Trust a key no longer."""
    return ledger_changes.revoke(Store(url), signer(), key, since=since, reason=reason)


def restart(url: str, *, reason: str) -> Head:
    """List this station's key without the signature of an earlier one."""
    return ledger_changes.restart(Store(url), signer(), reason=reason)


def adopt(url: str, *, reason: str) -> Head:
    """Begin the ledger of a store that is older than ledgers."""
    return ledger_changes.adopt(Store(url), signer(), reason=reason)


def accept(url: str, *, reason: str) -> Head:
    """Accept that the store lacks what this station or the second place remembers."""
    return ledger_changes.accept(Store(url), signer(), reason=reason)


def serve_key(path: Path) -> None:
    """Hold the key of this computer, in a token or in the folder `STEELYARD_KEYS`, for stations that reach a socket."""
    folder = key_folder()
    serve(Agent(held_key(), folder / "signatures.log"), path)
