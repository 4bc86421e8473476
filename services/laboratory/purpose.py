"""What a run is for, and what it belongs to: kind of work, order, batch, the run it follows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from messages import both
from metrology.text import Text
from procedures.regulation import ANY_REGULATION, Stage, Work
from sequencer.entered_text import unprintable
from sequencer.errors import Refused

if TYPE_CHECKING:
    from procedures.base import Procedure

LONGEST = 60


class Purpose(NamedTuple):
    """What a run is for.

    Attributes:
        kind: A member of `procedures.regulation.Work`; empty for what the regulation regulates.
        order: Number of the order; empty for none.
        batch: Name of the batch; empty for none.
        follows: The run that this one repeats or continues, or the beginning of its name; empty for none.
    """

    kind: str = ""
    order: str = ""
    batch: str = ""
    follows: str = ""

    def checked(self, procedure: type[Procedure[Any, Any]], stage: str) -> Purpose:
        """The purpose as the first entry states it; `follows` is looked up in the store before the run begins.

        Raises:
            Refused: The regulation has no such stage or work, or a name cannot be kept.
        """
        problems = [
            p for p in (unknown_stage(procedure, stage), self._work(procedure), *self.wrong_names()) if p is not None
        ]
        if problems:
            raise Refused(problems)
        kind = self.kind or procedure.regulation.work
        return Purpose(kind, self.order.strip(), self.batch.strip(), self.follows.strip())

    def _work(self, procedure: type[Procedure[Any, Any]]) -> Text | None:
        regulated = procedure.regulation.work
        able_to = {regulated} if regulated == Work.ANTI_FRAUD else {regulated, *ANY_REGULATION}
        if not self.kind or self.kind in able_to:
            return None
        able = ", ".join(sorted(able_to))
        regulation = procedure.regulation.id
        name = Work(self.kind).text.zh if self.kind in list(Work) else self.kind
        return Text(
            f"{regulation} 不能用于“{name}”；可用于 {able}", f"{regulation} serves no {self.kind}; it serves {able}"
        )

    def wrong_names(self) -> list[Text]:
        """What is wrong with the names; a run is refused for it."""
        given = {"order": self.order, "batch": self.batch, "follows": self.follows}
        return [
            Text(f"--{option} {text!r}：{both(problem).zh}", f"--{option} {text!r} {problem}")
            for option, text in given.items()
            if (problem := _wrong(text))
        ]


USUAL = Purpose()
"""What the regulation regulates, for no order and no batch."""


def _wrong(name: str) -> str:
    """Why a name cannot be kept; empty when it can."""
    if name and not name.strip():
        return "is empty"
    if len(name) > LONGEST:
        return f"is longer than {LONGEST} characters"
    if any(c in name for c in "\t\r\n"):
        return "has more than one line"
    return unprintable(name)


def unknown_stage(procedure: type[Procedure[Any, Any]], stage: str) -> Text | None:
    """Why a regulation is not worked by at a stage; None where it is."""
    had, regulation = procedure.stages(), procedure.regulation.id
    if stage in had:
        return None
    zh = "、".join(f"{s}（{s.text.zh}）" for s in had)
    en = ", ".join(f"{s} ({s.text.en})" for s in had)
    name = Stage(stage).text if stage in list(Stage) else Text.same(stage)
    return Text(
        f"{regulation} 没有“{name.zh}”；其检定类别为 {zh}", f"{regulation} has no stage {str(stage)!r}; it has {en}"
    )
