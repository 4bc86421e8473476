"""OIML R 76-1:2006, the tests of a type evaluation of non-automatic weighing instruments; one test in each run."""

from procedures.kit import Facts
from procedures.mass.r76.type_nameplate import TypePlate
from procedures.mass.r76.type_tests import TypeTests


class OIMLR76Type(TypeTests):
    """Examination, tests of Annex A, and those of Annex B for electronic instruments."""

    facts, subject_model, under_test = Facts.beside(__file__), TypePlate, "scale"
