"""Re-evaluation of stored runs after a standard's certificate was corrected or withdrawn; nothing stored changes."""

from sequencer.reevaluation.campaign import Campaign, reevaluate
from sequencer.reevaluation.certificate_change import CertificateChange
from sequencer.reevaluation.result import Changed, Reevaluation

__all__ = ["Campaign", "CertificateChange", "Changed", "Reevaluation", "reevaluate"]
