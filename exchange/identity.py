"""Which instrument a form is about: both sides of an exchange keep the order of the results of one instrument."""

from __future__ import annotations

from typing import TYPE_CHECKING

from records.same_instrument import spelt

if TYPE_CHECKING:
    from exchange.forms import Device


def instrument_identity(device: Device) -> str:
    """Maker, model and serial number without what is only spelling; the label where there is no serial number."""
    if not device.serial:
        return f"#{spelt(device.label)}"
    return "|".join(map(spelt, (device.maker, device.model, device.serial)))
