"""JJG 162-2019 饮用冷水水表 (cold potable water meters)."""

from procedures.flow.water_meters import WaterMeters
from procedures.kit import Facts


class JJG162(WaterMeters):
    """Verification of cold potable water meters."""

    facts = Facts.beside(__file__)
