"""What is shown of an upload of samples."""

from __future__ import annotations

from typing import TYPE_CHECKING

from console.catalogue import monitor_texts as m
from console.cli.screen import print_json, say, tell, text_of

if TYPE_CHECKING:
    from services.exchange.pushing import Pushed


class Uploads:
    """Tells of uploads: each, or only where something changed.

    Args:
        always: Whether each is told of.
        as_json: Whether each is a JSON document.

    Attributes:
        left: Whether the last one did not deliver everything.
    """

    def __init__(self, *, always: bool = False, as_json: bool = False) -> None:
        self._always, self._json, self._before = always, as_json, ""
        self.left = False

    def tell(self, done: Pushed) -> None:
        """Tell of one upload."""
        self.left = bool(done.refused or done.later or done.unreachable)
        if self._json:
            reasons = [r.to_dict() for r in done.unreachable]
            print_json({
                "signed": done.collected, "accepted": done.accepted, "refused": done.refused, "later": done.later,
                "unreachable": reasons,
            })  # fmt: skip
            return
        said = "; ".join(r.en for r in done.unreachable)
        if self._always or done.refused:
            tell(m.UPLOADED, signed=done.collected, accepted=done.accepted, refused=done.refused, later=done.later)
        if said and (self._always or said != self._before):
            say(*(text_of(r) for r in done.unreachable))
            tell(m.WAITS)
        if self._before and not said:
            tell(m.REACHED)
        self._before = said
