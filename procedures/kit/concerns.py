"""Which of the sources of an edition as a whole concern one run.

A source of ``rests_on`` holds for every run, unless its row says what it is about: ``items = ["switching"]``, items of which one
is examined; ``stages = "R"``, kinds of verification; ``only = { accuracy_class = "B" }``, fields of the nameplate with the
value that they have.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from procedures.kit.facts import STAGES

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from metrology.status import Source
    from procedures.kit.facts import Facts
    from procedures.regulation import Stage


def concerning(facts: Facts, subject: object, stage: Stage, examined: Collection[str]) -> tuple[Source, ...]:
    """The sources of ``rests_on`` that concern a run.

    Args:
        facts: The edition.
        subject: The instrument.
        stage: Kind of verification.
        examined: Keys of the items that are examined.

    Raises:
        AttributeError: A source names a field that the nameplate does not have.
    """
    rows, keys = facts.content.get("sources", {}), facts.content.get("rests_on", ())
    chosen = (key for key in keys if _concerns(rows.get(key, {}), subject, str(stage), examined))
    return tuple(facts.source(key) for key in chosen)


def _concerns(row: Mapping[str, Any], subject: object, stage: str, examined: Collection[str]) -> bool:
    items, stages, only = row.get("items", ()), row.get("stages", ""), row.get("only", {})
    return (
        (not items or any(item in examined for item in items))
        and (not stages or stage in {str(STAGES[letter]) for letter in stages})
        and all(str(getattr(subject, field)) == str(value) for field, value in only.items())
    )
