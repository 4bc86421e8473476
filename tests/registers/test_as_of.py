"""The state of a register as of any time, from the tables, is that which the events give."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine

from records.register_changes import Reason
from records.schema import metadata as records_metadata
from registers.book import source
from registers.change import Change
from registers.contents import REGISTERS
from registers.organisations import DIVISIONS, Division
from registers.projection import histories, lay_out

STEP = st.tuples(st.sampled_from(["53", "5301", "530102"]), st.sampled_from(["w", "x", "y", None]))


@settings(max_examples=30)
@given(st.lists(st.lists(STEP, max_size=3), max_size=6))
def test_as_of_from_events_equals_the_tables(changes: list[list[tuple[str, str | None]]]) -> None:
    engine = create_engine("sqlite://")
    records_metadata.create_all(engine)
    lay_out(engine, [DIVISIONS])
    with engine.begin() as connection:
        for n, steps in enumerate(changes):
            change = Change(connection, f"2026-01-{n + 1:02d}", Reason("", ""), REGISTERS)
            for key, name in steps:
                if name is not None:
                    change.put_many(DIVISIONS, [(key, Division(name=name, name_en="n"))])
                elif change.find(DIVISIONS, key):
                    change.remove(DIVISIONS, key)
    with engine.connect() as connection:
        for day in range(len(changes) + 1):
            at = f"2026-01-{day:02d}~"
            rows = connection.execute(source(DIVISIONS, at).select()).mappings()
            assert {row["key"]: DIVISIONS.read(row) for row in rows} == replayed(connection, at)


def replayed(connection: Any, at: str) -> dict[str, Division]:
    found = {}
    for versions in histories(connection, DIVISIONS, at):
        key, _, _, record = versions[-1]
        if record is not None:
            found[key] = record
    return found
