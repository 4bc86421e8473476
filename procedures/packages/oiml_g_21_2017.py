"""OIML G 21:2017 annex A: minimum requirements for the production system of a packer; a checklist.

China gives producers whose metrological assurance was assessed the mark C (定量包装商品生产企业计量保证能力评价规范, 2001). Its
list was not read; this one, of a certification of prepackages, asks for the same kind of things.
"""

from procedures.kit import Facts, KitProcedure, Nameplate


class Packer(Nameplate):
    """A packer, as its site; the serial number is that of the assessment."""


class G21(KitProcedure[Packer]):
    """Assessment of a packer; every item is answered by the assessor."""

    facts, subject_model = Facts.beside(__file__), Packer
