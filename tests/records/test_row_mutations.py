"""Whatever is done to the rows of a store, in which several entries lie together: the entry that suffers is named."""

import random
from collections.abc import Callable
from typing import Any

import pytest

from records.audit import check
from records.block import join, line, rows
from records.event import Event, encode
from tests.records.test_mutations import ENTRIES, MUTATIONS, RUN, STATION, _body, _other
from tests.thorough import number

BLOCKS = number(1, 5)
SIZES = (1, 2, 3, 7, 64)
SEQ, ENTRIES_FIELD = 1, 3
Packed = list[list[Any]]


def packed(size: int) -> Packed:
    """The run as a store keeps it: run, number of the first entry, hash before it, entries."""
    made = []
    for at in range(0, ENTRIES, size):
        some = [Event(**(e | {"body": _body(e["body"])})) for e in RUN.entries[at : at + size]]
        made.append([some[0].run, at, some[0].prev, join([line(e, encode(e.body)) for e in some])])
    return made


def field(stored: Packed, draw: random.Random) -> set[int]:
    """Any field of any row; of the entries, the one that was touched."""
    row = draw.choice(stored)
    seq, place = row[SEQ], draw.choice([SEQ, 2, ENTRIES_FIELD, ENTRIES_FIELD, ENTRIES_FIELD])
    before, row[place] = row[place], _other(row[place], draw)
    if place == ENTRIES_FIELD:
        return touched(seq, before, row[place])
    if place == SEQ and type(row[SEQ]) is int:  # missed where it was, or found where it should not be
        return {seq, *range(max(0, row[SEQ]), seq)}
    return {seq}


def touched(seq: int, before: str, after: Any) -> set[int]:
    """The entry in which two texts begin to differ; the next one too where that is the line's end."""
    if not isinstance(after, str):
        return {seq}
    pairs = enumerate(zip(before, after, strict=False))
    same = next((i for i, pair in pairs if len({*pair}) == 2), len(min(before, after)))
    at = seq + before.count("\n", 0, same)
    return {at, at + 1} if before[same : same + 1] in {"\n", ""} else {at}


def deleted(stored: Packed, draw: random.Random) -> set[int]:
    """A row is gone."""
    return {stored.pop(draw.randrange(len(stored)))[SEQ]}


def swapped(stored: Packed, draw: random.Random) -> set[int]:
    """Two rows change their contents."""
    if len(stored) < 2:
        return deleted(stored, draw)
    first, second = sorted(draw.sample(range(len(stored)), 2))
    stored[first][2:], stored[second][2:] = stored[second][2:], stored[first][2:]
    return {stored[first][SEQ]}


def appended(stored: Packed, draw: random.Random) -> set[int]:
    """A row once more, after the end."""
    stored.append([RUN.entries[0]["run"], ENTRIES, RUN.entries[-1]["hash"], draw.choice(stored)[ENTRIES_FIELD]])
    return {ENTRIES}


def line_moved(stored: Packed, draw: random.Random) -> set[int]:
    """An entry goes to the end of the row before, or one is left out: the entries after it bear other numbers."""
    row = draw.choice(stored)
    lines = row[ENTRIES_FIELD].split("\n")
    at = draw.randrange(len(lines))
    taken = lines.pop(at)
    if not lines:
        stored.remove(row)
    row[ENTRIES_FIELD] = "\n".join([*lines[:at], *([taken, taken] if draw.random() < 0.5 else []), *lines[at:]])
    return {row[SEQ] + at, row[SEQ] + at + 1}


WAYS: list[Callable[[Packed, random.Random], set[int]]] = [field, field, field, deleted, swapped, appended, line_moved]


def test_the_rows_themselves_are_intact() -> None:
    for size in SIZES:
        found = [e for row in packed(size) for e in rows(*row)]
        assert check(found, RUN.seals, {STATION.name: STATION.public}) is None


@pytest.mark.parametrize("block", range(BLOCKS))
def test_every_mutation_of_the_rows_is_found_and_its_entry_named(block: int) -> None:
    wrong = []
    for seed in range(block * MUTATIONS, (block + 1) * MUTATIONS):
        draw = random.Random(seed)  # noqa: S311  a test must be repeatable
        stored, way = packed(draw.choice(SIZES)), draw.choice(WAYS)
        named = way(stored, draw)
        stored.sort(key=lambda row: (isinstance(row[SEQ], str), row[SEQ]))
        answer = check([e for row in stored for e in rows(*row)], RUN.seals, {STATION.name: STATION.public})
        if answer is None or answer[0] not in named:
            wrong.append((seed, way.__name__, named, answer))
    assert not wrong[:5]
