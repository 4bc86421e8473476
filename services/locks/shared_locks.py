"""What two runs of one store may not use at once, on whichever computers they are: a bench, an instrument, a unit.

A lock of this machine knows lines: ports and addresses. Two computers reach one instrument over two lines, so the store
holds it by its names: the bench by its name, an instrument by its network address and by what it says it is, the unit
under test by its nameplate. Locks of a PostgreSQL store end with the connection; those of an SQLite store, which is on
one computer, are locks of this machine.
"""

from __future__ import annotations

import os
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

from drivers.addresses import UnknownAddress, parse
from drivers.recognise_simulation import no_instrument_there, says_simulated
from metrology.text import Text
from records.address import canonical_address
from records.address import parse as parse_store
from records.run_locks import all_held_in_store
from records.same_instrument import spelt
from sequencer.errors import Refused
from services.locks.lock_files import Held, cleaned, held
from services.operational_log.log import logger

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from drivers.bench import Bench, BenchFile
    from records.run_locks import Taken


@contextmanager
def only_user_in_store(store: str, keys: Iterable[str]) -> Iterator[None]:
    """Hold keys for the runs of one store.

    Args:
        store: Address of the store; empty for none, where nothing is held.
        keys: What is held, as `named` and `answering` give it.

    Raises:
        Refused: A run of the same store holds one of them.
        StoreError: The database cannot be reached.
    """
    wanted = sorted(set(keys)) if store else []
    with ExitStack() as stack:
        for key in wanted:
            try:
                stack.enter_context(held(f"{key} of {canonical_address(parse_store(store))}", [str(os.getpid()), key]))
            except Held as other:
                process = other.holder[0] if other.holder else "?"
                raise _refused(key, Text(f"进程 {process}", f"process {process}")) from other
        if wanted:
            taken = stack.enter_context(all_held_in_store(store, wanted))
            if taken is not None:
                raise _refused(taken.key, _elsewhere(taken))
        yield


def named(file: BenchFile, units: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """What is known before a bench is opened: its name, network addresses, nameplates. Nothing where all is simulated."""
    real = {name: role for name, role in file.roles.items() if not role.simulated}
    if not real:
        return []
    keys = [_joined("bench", file.name)]
    for name, role in real.items():
        for place in units if name in file.own_roles else ("",):
            keys += _network(role.address.replace("{position}", place))
    return keys + [key for key in map(_plate, units.values()) if key]


def answering(bench: Bench) -> list[str]:
    """What the instruments of an open bench say they are, where that is a serial number and no simulated one."""
    found = []
    for role, said in bench.identities.items():
        address = bench.addresses.get(role, "")
        simulated = address.startswith("sim:") or no_instrument_there(address) or says_simulated(said)
        if said.serial.strip("0 ") and not simulated:
            found.append(_joined("instrument", said.maker, said.model, said.serial))
    return found


def _network(address: str) -> list[str]:
    """The key of an address that other computers can use as well; ports of this machine are held on this machine."""
    try:
        found = parse(address)
    except UnknownAddress:
        return []
    return [_joined("line", found.canonical)] if found.host and not found.loopback else []


def _plate(unit: Mapping[str, Any]) -> str:
    if not str(unit.get("serial", "")).strip():
        return ""
    return _joined("unit", *(str(unit.get(part, "")) for part in ("maker", "model", "serial")))


def _joined(*parts: str) -> str:
    return " ".join(filter(None, map(spelt, parts)))


def _elsewhere(taken: Taken) -> Text:
    if not taken.computer:
        return Text("另一台计算机", "another computer")
    return Text(f"计算机 {taken.computer}，自 {taken.since}", f"computer {taken.computer} since {taken.since}")


_KINDS = {
    "bench": Text("台架", "bench"),
    "line": Text("地址", "address"),
    "instrument": Text("仪器", "instrument"),
    "unit": Text("被检计量器具", "instrument under test"),
}


def _refused(key: str, by: Text) -> Refused:
    kind, _, name = cleaned(key).partition(" ")
    logger().warning("held by another run of the store", kind=kind, name=name, holder=by.en)
    zh = f"同一记录库的另一次检定正在使用{_KINDS[kind].zh} {name}（{by.zh}）"
    en = f"another run of this store uses the {_KINDS[kind].en} {name} ({by.en})"
    if kind == "bench":
        zh, en = f"{zh}；不同的台架应有不同的名称", f"{en}; different benches need different names"
    zh, en = f"{zh}；待其结束后再试", f"{en}; wait until it has ended"
    return Refused([Text(zh, en)])
