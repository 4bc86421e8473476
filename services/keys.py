"""The keys that a store trusts, and what a person enters in its ledger."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from records import ledger_changes
from records.audit import algorithm
from records.errors import WitnessError
from records.key_agent_server import Agent, serve
from records.keys import key_folder, read_public_key
from records.store import Store
from records.verification import ledger_of
from records.witness.comparing import compare
from records.witness.log_file import address_of
from services.signing.signing import held_key, signer
from services.witness import witness_at

if TYPE_CHECKING:
    from datetime import date

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


def accept(url: str, *, reason: str, witness: str = "") -> Head:
    """Accept that the store lacks what this station, the second place or its witness remembers.

    Args:
        url: The store.
        reason: Why.
        witness: Address of the witness; empty for the one that the store names.

    Raises:
        WitnessError: The witness cannot be asked what it remembers.
    """
    store = Store(url)
    named = witness or ledger_of(store).witness
    known = compare(store, ledger_of(store), witness_at(address_of(named, Path.cwd()))) if named else None
    if known is not None and known.head is None:
        raise WitnessError(known.address, "; ".join(p.en for p in known.problems))
    witnessed = known.contradictions if known is not None else {}
    return ledger_changes.accept(store, signer(), reason=reason, witnessed=witnessed)


def serve_key(path: Path) -> None:
    """Hold the key of this computer, in a token or in the folder `STEELYARD_KEYS`, for stations that reach a socket."""
    folder = key_folder()
    serve(Agent(held_key(), folder / "signatures.log"), path)
