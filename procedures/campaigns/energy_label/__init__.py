"""Energy label of a model: a first sample, and further ones where the first fails and the edition says how many."""

from procedures.campaigns.energy_label.kind import EnergyLabel

KIND = EnergyLabel()
