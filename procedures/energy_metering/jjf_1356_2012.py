"""JJF 1356-2012 重点用能单位能源计量审查 (review of the energy metering of key energy users); a checklist, as a draft.

Its text was not read. What is asked is what the articles ask that its introduction names as the basis of its chapters.
"""

from pydantic import Field

from procedures.kit import Facts, KitProcedure, Nameplate


class EnergyUser(Nameplate):
    """A unit that uses energy; the serial number is that of the review."""

    site: str = Field(title="用能单位代号 | Site", min_length=1)


class JJF1356(KitProcedure[EnergyUser]):
    """Review; every item is answered by the reviewer."""

    facts, subject_model = Facts.beside(__file__), EnergyUser
