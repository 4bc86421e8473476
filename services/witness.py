"""The witness of a laboratory's store: telling it of runs that ended, and holding the store against it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import orjson

from metrology.text import Text
from records.errors import RecordsError, StoreError, WitnessError
from records.ledger import WITNESSED
from records.ledger_rows import ledger_of_kinds
from records.store import Store
from records.verification import ledger_of
from records.witness.comparing import Compared, compare
from records.witness.log_file import FILE, FileWitness, address_of
from records.witness.sending import send, untold
from records.witness.told import witnessed
from services.events import Notice
from services.operational_log.log import logger
from services.signing.signing import signer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from records.ledger import Signer
    from records.ledger_state import LedgerState
    from records.witness.receipt import Witness
    from records.witness.statement import Ended
    from services.events import Events

NOBODY = "the store names no witness: write `witness` under [ledger] in laboratory.toml; it holds from the next run on"


@dataclass(frozen=True, slots=True)
class Standing:
    """What a witness was told of a store, as the store itself knows.

    Attributes:
        address: Where it is; empty where none is named.
        log: Name of its log; empty where it never answered.
        entries: How many entries it answered for.
        newest: Time of its newest answer, as the ledger knows.
        untold: Runs that it was not told of yet.
    """

    address: str
    log: str
    entries: int
    newest: str
    untold: Sequence[Ended]


def witness_at(address: str, key: Signer | None = None) -> Witness:
    """The witness at an address.

    Args:
        address: A folder or a platform.
        key: The station's key, which a platform knows; None for the one of this computer.

    Raises:
        WitnessError: It is no address of a witness.
    """
    if address.startswith(FILE):
        return FileWitness(Path(address.removeprefix(FILE)))
    from exchange.witness import platform_witness

    try:
        return platform_witness(address, key or signer())
    except ValueError as error:
        raise WitnessError(address, "a witness is file:FOLDER or https://ADDRESS") from error


def tell_witness(url: str, key: Signer, events: Events) -> None:
    """Tell the witness of runs that have just ended. One that does not answer is told later, and this is published.

    Args:
        url: The store.
        key: The station's key.
        events: Where it is published.
    """
    store = Store(url, read_only=True)
    try:
        newest = store.ledger_entry("opened", key.name)
        address = str(orjson.loads(newest)["body"].get("witness", "")) if newest else ""
    finally:
        store.close()
    if not address:
        return
    store = Store(url)
    try:
        send(store, key, witness_at(address, key))
    except RecordsError as error:
        logger().warning("the witness was not told", witness=address, error=str(error))
        zh, en = f"外部见证方未收到，稍后再送：{error}", f"the witness was not told, it is told later: {error}"
        events.publish(Notice(Text(zh, en)))
    finally:
        store.close()


def witness_of(url: str) -> str:
    """The address of the witness that a store names.

    Raises:
        StoreError: It names none.
    """
    store = Store(url, read_only=True)
    try:
        if not (address := ledger_of(store).witness):
            raise StoreError(NOBODY)
        return address
    finally:
        store.close()


def send_waiting(url: str) -> tuple[str, int]:
    """Tell the witness that the store names of everything that it was not told yet.

    Returns:
        Its address, and how many runs those were.

    Raises:
        StoreError: The store names no witness.
        WitnessError: The witness does not answer, or not rightly.
    """
    store = Store(url)
    try:
        address = ledger_of(store).witness
        if not address:
            raise StoreError(NOBODY)
        return address, send(store, signer(), witness_at(address))
    finally:
        store.close()


def standing(store: Store, ledger: LedgerState) -> Standing:
    """What the witness of a store was told, without asking it.

    Args:
        store: The store.
        ledger: Its ledger.
    """
    if not ledger.witness:
        return Standing("", "", 0, "", [])
    waiting = untold(store, ledger.witness)
    answers = [answer for _, answer in ledger.witnessed if answer["log"] == waiting.log]
    newest = ledger_of_kinds(store, [WITNESSED], newest=1) if answers else []
    time = str(orjson.loads(newest[0][2])["time"]) if newest else ""
    return Standing(ledger.witness, waiting.log, sum(answer["entries"] for answer in answers), time, waiting.runs)


def standing_of(url: str) -> Standing:
    """`standing` of a store by its address.

    Raises:
        RecordsError: The store cannot be read.
    """
    store = Store(url, read_only=True)
    try:
        return standing(store, ledger_of(store))
    finally:
        store.close()


def witness_place(store: Store, ledger: LedgerState, run: str) -> str:
    """Where a run stands in the log of the witness, for its record; empty where the store names no witness.

    Args:
        store: The store.
        ledger: Its ledger.
        run: The run.
    """
    if not ledger.witness:
        return ""
    found = witnessed(store, ledger, run)
    return f"{found.log}-{found.place}; {found.received}" if found is not None else "尚未告知 not told yet"


def against_witness(url: str, address: str = "") -> Compared:
    """Hold a store against its witness.

    Args:
        url: The store.
        address: The witness; empty for the one that the store names.

    Raises:
        RecordsError: The store cannot be read, or names none and none is given.
    """
    store = Store(url, read_only=True)
    try:
        ledger = ledger_of(store)
        where = address_of(address, Path.cwd()) or ledger.witness
        if not where:
            raise StoreError(NOBODY)
        return compare(store, ledger, witness_at(where))
    finally:
        store.close()
