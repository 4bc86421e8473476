"""Every figure that a target can be counted by. A new one is a `Figure` and its name here; docs/reference/targets-file.md lists them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from services.targets.figure_coverage import Coverage
from services.targets.figure_integrity import UNITS
from services.targets.figure_local import IN_USE
from services.targets.figure_samples import BATCHES, LOTS, REVIEWS
from services.targets.figure_standards import CELLS, HIGHEST, PUBLIC, RECOGNISED

if TYPE_CHECKING:
    from services.targets.figure import Figure

FIGURES: Final[dict[str, Figure]] = {
    "coverage.valid_stock": Coverage(),
    "prepack.lot_pass": LOTS,
    "supervision.batch_pass": BATCHES,
    "energy.reviews_conform": REVIEWS,
    "regulations.local_in_use": IN_USE,
    "integrity.demonstration_valid": UNITS,
    "traceability.cell_coverage": CELLS,
    "standards.public_valid": PUBLIC,
    "standards.highest_valid": HIGHEST,
    "cmc.recognised": RECOGNISED,
}
KNOWN: Final = {name: (figure.kind, tuple(figure.dimensions)) for name, figure in FIGURES.items()}
"""Kind and dimensions of each, as `services.targets.target_file.read_targets` wants them."""
