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
