"""What makes a record look as honest readings seldom do. An alert decides nothing: the checker looks into it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from metrology.text import Text


class Alert(NamedTuple):
    """One suspicion.

    Attributes:
        kind: Its key.
        name: What it is called.
        saw: What was seen, with figures.
        chance: How often honest readings raise it.
    """

    kind: str
    name: Text
    saw: Text
    chance: Text

    def to_dict(self) -> dict[str, Any]:
        """For programs."""
        texts = {key: getattr(self, key).to_dict() for key in ("name", "saw", "chance")}
        return {"kind": self.kind, **texts}
