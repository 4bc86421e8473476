"""Whatever is done to a stored run, the audit finds it and names the entry."""

import json
import random
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import pytest

from records.audit import GENESIS, WITH_THE_NEXT, canonical, check, digest, message
from records.keys import StationKey
from tests.thorough import number

BLOCKS, MUTATIONS = number(1, 5), 1000
ENTRIES = 80
Rows = list[dict[str, Any]]


@dataclass
class Stored:
    """Rows of both tables, the bodies as stored text."""

    entries: Rows
    seals: Rows

    def copy(self) -> "Stored":
        return Stored([dict(e) for e in self.entries], [dict(s) for s in self.seals])


def _key(seed: int) -> StationKey:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return StationKey(Ed25519PrivateKey.from_private_bytes(seed.to_bytes(32, "big")))


STATION, OTHER = _key(1), _key(2)


def _sealed(e: dict[str, Any], key: StationKey) -> dict[str, Any]:
    signature = key._signed(message(e["run"], e["seq"], e["hash"]))
    return {"run": e["run"], "seq": e["seq"], "hash": e["hash"], "key": key.name, "signature": signature}


def _chain(entries: Rows, start: int = 0) -> None:
    """Compute the chain again from an entry on, as one could who has the program."""
    prev = entries[start - 1]["hash"] if start else GENESIS
    for e in entries[start:]:
        e["prev"] = prev
        content = (e[name] for name in ("run", "seq", "time", "kind", "address", "body", "prev"))
        prev = e["hash"] = digest(*content)


def _run() -> Stored:
    kinds = ["opened", "plan", *("observation", "conclusion") * (ENTRIES // 2 - 2), "verdict", "closed"]
    entries: Rows = []
    for seq, kind in enumerate(kinds):
        body = {"text": f"{seq}.50 g", "value": f"{seq}.50", "label": {"zh": "示值", "en": "indication"}}
        time = f"2026-11-23T08:00:{seq % 60:02}.{seq:06}+00:00"
        entry = {"run": "20261123-080000-a1b2c3", "seq": seq, "time": time, "kind": kind}
        entries.append(entry | {"address": f"indication/up/{seq}MPa", "body": canonical(body), "prev": "", "hash": ""})
    _chain(entries)
    return Stored(entries, [_sealed(e, STATION) for e in entries if e["kind"] not in WITH_THE_NEXT])


RUN = _run()


def _as_read(stored: Stored) -> tuple[Rows, Rows]:
    """What a store hands to the audit: the rows of the run in the order of their numbers, bodies read if canonical."""
    name = RUN.entries[0]["run"]
    entries = sorted((e for e in stored.entries if e["run"] == name), key=_number)
    seals = sorted((s for s in stored.seals if s["run"] == name), key=_number)
    return [e | {"body": _body(e["body"])} for e in entries], seals


def _number(row: dict[str, Any]) -> tuple[bool, Any]:
    return isinstance(row["seq"], str), row["seq"]


@cache
def _body(text: Any) -> Any:
    try:
        body = json.loads(text)
    except (ValueError, TypeError):
        return text
    return body if canonical(body) == text else text


def _audit(stored: Stored) -> tuple[int, str] | None:
    entries, seals = _as_read(stored)
    return check(entries, seals, {STATION.name: STATION.public})


def _other(value: Any, draw: random.Random) -> Any:
    """Another value of a field: a character changed, dropped or added, a neighbour's number, another type."""
    if isinstance(value, int):
        return draw.choice([value + 1, value - 1, -1, value + ENTRIES, str(value), float(value)])
    at = draw.randrange(len(value) + 1)
    spot = draw.choice(["change", "drop", "add", "case", "type"])
    if spot == "type":
        return draw.choice(["", None, 0])
    if spot == "add" or at == len(value):
        return value[:at] + draw.choice(" 0aé") + value[at:]
    if spot == "case" and value.swapcase() != value:
        return value.swapcase()
    new = "" if spot == "drop" else chr(ord(value[at]) ^ 1)
    return value[:at] + new + value[at + 1 :]


def entry_field(stored: Stored, draw: random.Random) -> int:
    """Any field of any entry."""
    e = draw.choice(stored.entries)
    seq, name = e["seq"], draw.choice(list(e))
    e[name] = _other(e[name], draw)
    return 0 if e["seq"] == -1 else int(seq)


def seal_field(stored: Stored, draw: random.Random) -> int:
    """Any field of any seal."""
    s = draw.choice(stored.seals)
    seq, name = s["seq"], draw.choice(list(s))
    s[name] = _other(s[name], draw)
    if type(s["seq"]) is not int:
        return 0
    return min(seq, s["seq"]) if s["seq"] >= 0 else int(seq)


def swapped(stored: Stored, draw: random.Random) -> int:
    """Two entries change places, their numbers with them or not."""
    i, j = sorted(draw.sample(range(ENTRIES), 2))
    one, two = stored.entries[i], stored.entries[j]
    fields = draw.choice([("body",), ("time", "body"), ("kind", "address", "body", "time"), ("seq",), ("hash",)])
    for name in fields:
        one[name], two[name] = two[name], one[name]
    return i


def deleted(stored: Stored, draw: random.Random) -> int:
    """Entries in a row are gone, or a seal is."""
    if draw.random() < 0.2:
        return int(stored.seals.pop(draw.randrange(len(stored.seals)))["seq"])
    i = draw.randrange(ENTRIES)
    j = min(i + draw.choice([1, 1, 2, 5]), ENTRIES)
    del stored.entries[i:j]
    return i


def _unsealed(stored: Stored, start: int) -> int:
    """The first entry from one on that needs a seal, or bears one of what stood there before."""
    sealed = {s["seq"] for s in stored.seals}
    return next(e["seq"] for e in stored.entries[start:] if e["kind"] not in WITH_THE_NEXT or e["seq"] in sealed)


def closed_up(stored: Stored, draw: random.Random) -> int:
    """An entry is gone, the numbers are closed up, the chain is recomputed; the seals follow or stay."""
    i = draw.randrange(1, ENTRIES - 1)
    del stored.entries[i]
    for seq, e in enumerate(stored.entries):
        e["seq"] = seq
    _chain(stored.entries, i)
    return _unsealed(stored, i)


def appended(stored: Stored, draw: random.Random) -> int:
    """Something is added after the end, chained to it."""
    last = stored.entries[-1]
    new = {**last, "seq": ENTRIES, "kind": draw.choice(["verdict", "closed", "observation"])}
    stored.entries.append(new)
    _chain(stored.entries, ENTRIES)
    if draw.random() < 0.5:
        stored.seals.append(_sealed(new, OTHER))
    return ENTRIES


def inserted(stored: Stored, draw: random.Random) -> int:
    """The copy of an entry is put behind it, the others move on; the chain is recomputed."""
    i = draw.randrange(1, ENTRIES - 1)
    stored.entries.insert(i, dict(stored.entries[i]))
    for seq, e in enumerate(stored.entries):
        e["seq"] = seq
    _chain(stored.entries, i)
    return _unsealed(stored, i + 1)


def duplicated(stored: Stored, draw: random.Random) -> int:
    """A row stands there twice."""
    rows = draw.choice([stored.entries, stored.seals])
    row = draw.choice(rows)
    rows.append(dict(row))
    return int(row["seq"]) if rows is stored.seals else int(row["seq"]) + 1


def rechained(stored: Stored, draw: random.Random) -> int:
    """A reading is changed and the chain recomputed; the seals stay, their hashes are adjusted, or all are new."""
    i = draw.randrange(ENTRIES)
    e = stored.entries[i]
    e["body"] = e["body"].replace(f'"{i}.50"', f'"{i}.51"')
    _chain(stored.entries, i)
    way = draw.choice(["seals stay", "hashes adjusted", "another key", "another key under the station's name"])
    if way != "seals stay":
        for s in stored.seals:
            new = _sealed(stored.entries[s["seq"]], OTHER)
            kept = {"hashes adjusted": ("key", "signature"), "another key": ()}.get(way, ("key",))
            s.update({name: value for name, value in new.items() if name not in kept})
    first = 0 if way.startswith("another") else i
    return next(s["seq"] for s in stored.seals if s["seq"] >= first)


WAYS: list[Callable[[Stored, random.Random], int]] = [
    entry_field, seal_field, swapped, deleted, closed_up, appended, inserted, duplicated, rechained,
]  # fmt: skip


def test_the_run_itself_is_intact() -> None:
    assert len(RUN.entries) == ENTRIES
    assert _audit(RUN) is None


@pytest.mark.parametrize("block", range(BLOCKS))
def test_every_mutation_is_found_and_its_entry_named(block: int) -> None:
    found, wrong = 0, []
    for seed in range(block * MUTATIONS, (block + 1) * MUTATIONS):
        draw = random.Random(seed)  # noqa: S311  a test must be repeatable
        way = WAYS[0] if seed % 2 else draw.choice(WAYS[1:])
        stored = RUN.copy()
        named = way(stored, draw)
        answer = _audit(stored)
        if answer is not None and answer[0] == named:
            found += 1
        else:
            wrong.append((seed, way.__name__, named, answer))
    assert not wrong[:5]
    assert found == MUTATIONS


@pytest.mark.parametrize("left", [1, 3, 63, 75])
def test_a_run_cut_behind_a_seal_is_never_taken_for_a_finished_one(left: int) -> None:
    stored = Stored(RUN.entries[:left], [s for s in RUN.seals if s["seq"] < left])
    assert stored.entries[-1]["kind"] != "closed"
    assert _audit(stored) is None  # intact as far as it goes: the ledger knows how far it went


@pytest.mark.parametrize("left", [4, 64, 78])
def test_a_run_cut_elsewhere_ends_without_a_seal(left: int) -> None:
    stored = Stored(RUN.entries[:left], [s for s in RUN.seals if s["seq"] < left])
    assert _audit(stored) == (left - 1, "it and what follows bear no seal")


def test_readings_appended_without_the_key_are_named() -> None:
    """The tail of a failing run is cut, a reading changed, and its chain recomputed."""
    stored = Stored([dict(e) for e in RUN.entries[:20]], [s for s in RUN.seals if s["seq"] < 18])
    stored.entries[18]["body"] = canonical({"text": "0", "value": "0"})
    _chain(stored.entries, 18)
    assert _audit(stored) == (18, "its seal is missing")
