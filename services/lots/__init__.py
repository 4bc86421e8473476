"""Lots of meters in service: a frozen plan, its sample, the verdict on the lot and on its members."""

from services.lots.deciding import decide, state_of
from services.lots.documents import write_lot_document
from services.lots.listing import lots_listed
from services.lots.planning import plan, replace

__all__ = ["decide", "lots_listed", "plan", "replace", "state_of", "write_lot_document"]
