"""Readings that are taken only where earlier ones ask for them, and waiting until something is steady."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from procedures.errors import NotMeasured
from procedures.text import Text
from sequencer.commands import Acting

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal

Measured = TypeVar("Measured")


class Conditional(Acting):
    """The part of the run handle whose readings depend on what was read before."""

    def only_if(self, wanted: bool, measure: Callable[[], Measured]) -> Measured | None:  # noqa: FBT001  see `procedures.run.Run`
        """Take further readings where they are wanted, see `procedures.run.Run.only_if`."""
        if not wanted and not self._answers.planning:
            return None
        before, self._answers.extra = self._answers.extra, True
        try:
            found = measure()
        finally:
            self._answers.extra = before
        return found if wanted else None

    def settle(
        self, name: str, look: Callable[[str], Decimal], *, within: Decimal, every: int, most: int, what: Text
    ) -> None:
        """Wait until two readings in turn agree, see `procedures.run.Run.settle`."""
        if not self._answers.acts:
            return  # a form was filled in after the waiting
        why = Text(f"等待稳定：{what.zh}", f"waiting until it is steady: {what.en}")
        if self._answers.planning:
            self.dwell(every, why)
            return

        def looks() -> None:
            before: Decimal | None = None
            for n in range(1, most + 1):
                now = look(f"{name}{n}")
                if before is not None and abs(now - before) <= within:
                    return
                before = now
                self.dwell(every, why)
            raise NotMeasured(Text(f"{what.zh}未稳定", f"{what.en} did not become steady"))

        self.only_if(True, lambda: self.together(name, looks))
