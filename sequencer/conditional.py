"""Readings that are taken only where earlier ones ask for them, and waiting until something is steady."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from procedures.errors import NotMeasured
from procedures.text import Text
from sequencer.commands import Acting

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal

    from drivers.roles import Reading

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
        self,
        name: str,
        query: Callable[..., Reading],
        *args: Decimal | str,
        unit: str,
        expect: Decimal,
        within: Decimal,
        every: int,
        most: int,
        ask: Text,
    ) -> None:
        """Wait until two readings in turn agree, see `procedures.run.Run.settle`."""
        if not self._answers.acts:
            return  # a form was filled in after the waiting
        why = Text(f"等待稳定：{ask.zh}", f"waiting until it is steady: {ask.en}")
        if self._answers.planning:
            self.dwell(every, why)
            return

        def look() -> None:
            before: Decimal | None = None
            for n in range(1, most + 1):
                now = self.observe(f"{name}{n}", query, *args, unit=unit, expect=expect, ask=ask)
                if before is not None and abs(now - before) <= within:
                    return
                before = now
                self.dwell(every, why)
            raise NotMeasured(Text(f"{ask.zh}未稳定", f"{ask.en} did not become steady"))

        self.only_if(True, lambda: self.together(name, look))

    def observe(
        self,
        name: str,
        query: Callable[..., Reading],
        *args: Decimal | str,
        unit: str,
        expect: Decimal,
        ask: Text,
    ) -> Decimal:
        """One reading, see `procedures.run.Run.observe`."""
        raise NotImplementedError
