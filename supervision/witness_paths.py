"""The paths of the witness, below ``/api/v1/witness``."""

from __future__ import annotations

from base64 import b64encode
from typing import Annotated

import msgspec
from fastapi import APIRouter, Path, Query

from exchange.witness_forms import MOST, Head, OfStore, Others, Proof, ReceiptForm, StampForm, Stamps, Statements
from records.witness.statement import Statement
from supervision import time_stamps, witness
from supervision.asking import At, Caller
from supervision.refusals import refusals

LARGEST = 9_000_000_000_000_000
Store = Annotated[str, Path(pattern=r"^[0-9a-f]{32}$")]
Count = Annotated[int, Query(ge=0, le=LARGEST)]

witnessing = APIRouter(prefix="/api/v1/witness", tags=["witness"])


@witnessing.post("", responses=refusals(409))
def tell(at: At, who: Caller, told: Statements) -> ReceiptForm:
    """Tell which runs ended; the answer proves that it is kept. Telling twice is telling once."""
    statements = [(s.n, Statement(s.entry, s.key, s.signature)) for s in told.statements]
    return ReceiptForm.model_validate(msgspec.to_builtins(witness.receive(at.store, who, statements)))


@witnessing.get("", responses=refusals())
def head(at: At, _: Caller) -> Head:
    """How much the witness holds, signed."""
    return Head.model_validate(msgspec.to_builtins(witness.head(at.store)))


@witnessing.get("/stores/{store}", responses=refusals(404))
def of_store(
    at: At, who: Caller, store: Store, after: Annotated[int, Query(ge=-1, le=LARGEST)] = -1,
    limit: Annotated[int, Query(ge=1, le=MOST)] = MOST, size: Count = 0,
) -> OfStore:  # fmt: skip
    """What the institute told of a store; `size` is that of the first answer where there are several."""
    found, entries = witness.of_store(at.store, who.institute, store, after, limit, size)
    return OfStore.model_validate({"head": msgspec.to_builtins(found), "entries": msgspec.to_builtins(entries)})


@witnessing.get("/consistency", responses=refusals(404))
def consistency(at: At, _: Caller, old: Count, size: Count) -> Proof:
    """The proof that the tree of `old` statements is the beginning of the one of `size`."""
    return Proof(proof=witness.consistency(at.store, old, size))


@witnessing.get("/stamps", responses=refusals())
def stamps(at: At, _: Caller, after: Annotated[int, Query(ge=0, le=LARGEST)] = 0) -> Stamps:
    """Time stamps (RFC 3161) of heads, by number: the head as it was stamped, and the answer of the authority, Base64."""
    found = [s for s in time_stamps.stamps(at.store) if s.n > after][:MOST]
    return Stamps(stamps=[StampForm(**{**s._asdict(), "token": b64encode(s.token).decode()}) for s in found])


@witnessing.get("/others/{store}", responses=refusals())
def others(at: At, who: Caller, store: Store) -> Others:
    """Other stores that the institute told of."""
    return Others(stores=witness.others(at.store, who.institute, store))
