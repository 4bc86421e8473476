"""OIML R 76-1:2006: initial and subsequent verification of non-automatic weighing instruments, inspection in service."""

from procedures.kit import Facts
from procedures.mass.r76.items import ScaleVerification
from procedures.mass.r76.nameplate import WeighingNameplate


class OIMLR76(ScaleVerification[WeighingNameplate]):
    """Verification as clause 8.3 describes it; in service the limits are doubled."""

    facts, subject_model = Facts.beside(__file__), WeighingNameplate
