"""Clauses of OIML R 76-1:2006 that this package rests on, each with how far its transcription has been checked.

None is `verified`: the printed Recommendation and JJG 539-2016 were not available. The figures agree in several
independent transcriptions and, for Tables 3, 4 and 6, with the annexes of Directive 2014/31/EU as national law prints
them.
"""

from metrology.status import Source, Status


def _secondary(clause: str, note: str = "") -> Source:
    return Source(f"OIML R 76-1 {clause}", Status.SECONDARY, note)


def _unverified(clause: str, note: str) -> Source:
    return Source(f"OIML R 76-1 {clause}", Status.UNVERIFIED, note)


TABLE_3 = _secondary("3.2 Table 3", "agrees with Directive 2014/31/EU Annex I Table 1")
TABLE_4 = _secondary("3.3.3 Table 4", "agrees with Directive 2014/31/EU Annex I Table 2")
MULTI_INTERVAL = _secondary("3.3.1")
AUXILIARY_INDICATION = _secondary("3.4.1")
VERIFICATION_INTERVAL = _secondary("3.1.2, 3.4.2")
MINIMUM_WITH_AUXILIARY = _secondary("3.4.3")
FEW_INTERVALS_CLASS_I = _secondary("3.4.4")
E_FORM = _secondary("4.2.2.1", "form of e as reported for trade instruments")
SCALE_INTERVAL_FORM = _unverified("4.2.2.1", "form of the actual scale interval; the clause itself was not read")
TABLE_6 = Source(
    "OIML R 76-1 3.5.1 Table 6 / JJG 539-2016 MPE", Status.SECONDARY, "agrees with Directive 2014/31/EU Table 3"
)
IN_SERVICE = Source("OIML R 76-1 3.5.2 / JJG 539-2016 MPE", Status.SECONDARY, "twice the values of Table 6")
WEIGHING = _secondary("A.4.4.1")
OFF_ZERO = _secondary("A.4.2.3.2")
SINGLE_RESULT = _secondary("3.6")
REPEATABILITY = _secondary("3.6.1")
REPEATABILITY_TEST = _secondary("A.4.10", "JJG 539-2016 may ask another load and number; not confirmed")
ECCENTRICITY = _secondary("3.6.2")
STANDARD_WEIGHTS = _secondary("3.7.1")
DISCRIMINATION_ANALOG = _secondary("3.8.2.1")
DISCRIMINATION_DIGITAL = _secondary("3.8.2.2, A.4.8.2")
DISCRIMINATION_TEST = _secondary("A.4.8")
TEMPERATURE_NO_LOAD = _secondary("3.9.2.3")
CREEP = _secondary("3.9.4.1")
ZERO_RETURN = _secondary("3.9.4.2")
MODULES = _secondary("3.10.2.1")
ZERO_ACCURACY = _secondary("4.5.2, A.4.2.3")
TARE_ACCURACY = _secondary("4.6.3, A.4.6.2")
SENSITIVITY = _unverified("6.1, A.4.9", "displacements of 1, 2 and 5 mm known from one public code base only")
