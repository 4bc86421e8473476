"""Shows what of a certificate came into the register of standards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from console.language import localised

if TYPE_CHECKING:
    from services.dcc.as_standard import TakenIn


def show_taken_in(found: TakenIn, *, as_json: bool) -> None:
    """Say what was entered, and which tables were not."""
    from console.catalogue import dcc_messages as m
    from console.cli.screen import print_json, tell, text_of
    from messages import both

    if as_json:
        print_json({
            "standard": found.standard, "new": found.new, "certificate": found.certificate,
            "valid_until": found.valid_until, "signature": found.signature,
            "quantities": [{"unit": unit, "key": key, "points": points} for unit, key, points in found.quantities],
            "left": [{"name": name.to_dict(), "reason": both(reason).to_dict()} for name, reason in found.left],
        })  # fmt: skip
        return
    tell(
        m.TAKEN_IN,
        certificate=found.certificate,
        standard=found.standard,
        until=found.valid_until,
        signature=found.signature,
    )
    if found.new:
        tell(m.NEW_STANDARD)
    for unit, key, points in found.quantities:
        tell(m.QUANTITY, unit=unit, key=f" {key}" if key else "", points=points)
    for name, reason in found.left:
        tell(m.LEFT, name=localised(name), reason=text_of(both(reason)))
