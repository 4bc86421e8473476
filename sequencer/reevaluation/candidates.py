"""Which stored runs a changed certificate may decide otherwise, by queries of the conclusion index."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from metrology.units import unit
from records.entries import Opened
from records.scan import scan
from sequencer.reevaluation.decided import refusals
from sequencer.reevaluation.dependence import certificates
from sequencer.reevaluation.shift import EVERYWHERE, Stretch, stretches

if TYPE_CHECKING:
    from collections.abc import Mapping

    from metrology.calibration import CertifiedQuantity
    from records.entries import QuantityUsed, StandardUsed
    from records.store import Store
    from sequencer.reevaluation.batch import Rebuild
    from sequencer.reevaluation.certificate_change import CertificateChange
    from sequencer.reevaluation.conclusion_index import ConclusionIndex


@dataclass
class Candidates:
    """Runs that relied on a certificate.

    Attributes:
        concerned: All of them.
        affected: Those that may be decided otherwise: void by a start gate, or with a conclusion that can turn.
    """

    concerned: set[str] = field(default_factory=set)
    affected: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Moved:
    """What happens to one quantity of a certificate.

    Attributes:
        stretches: Where its values move.
        uncertainty: Whether its uncertainty or its error limit is another.
    """

    stretches: list[Stretch]
    uncertainty: bool


def candidates(store: Store, index: ConclusionIndex, change: CertificateChange, rebuild: Rebuild) -> Candidates:
    """Find the runs that must be replayed.

    The start gates are asked once for every kind of run. Conclusions are found by one query for every quantity of the
    certificate. A conclusion that does not say how it depends on standards is always a candidate.

    Raises:
        StoreError: The store cannot be read.
        RegisterError: The change does not fit the certificate.
    """
    found, since = Candidates(), change.since.isoformat()
    used = index.certificates(change.standard, since)
    ids = {certificate: number for number, certificate in used.items()}
    kinds = index.kinds(used, since)
    runs = index.of_kinds(kinds)
    found.concerned = set(runs)
    whole, moved = _of_kinds(store, kinds, change, rebuild)
    standing = set(kinds) - whole
    found.affected = {run for run, kind in runs.items() if kind in whole}
    if any(m.uncertainty for m in moved.values()):
        found.affected |= index.of_kinds(standing, uncertain=True).keys()
    for certificate, m in moved.items():
        turned = index.turned(ids[certificate], m.stretches)
        found.affected |= {run for run in turned if runs.get(run) in standing}
    return found


def _of_kinds(
    store: Store, kinds: Mapping[int, str], change: CertificateChange, rebuild: Rebuild
) -> tuple[set[int], dict[Any, _Moved]]:
    """The kinds all runs of which are affected, and what moves in the certificates of the others."""
    of_run = {run: kind for kind, run in kinds.items()}
    whole, moved = set(kinds), dict[Any, _Moved]()
    seen: set[tuple[StandardUsed, ...]] = set()
    for run, opened in scan(store, Opened, lambda _run, _seq: None, runs=sorted(of_run)):
        setup = rebuild(opened)
        if refusals(setup, change):
            continue
        whole.discard(of_run[run])
        if opened.standards not in seen:
            seen.add(opened.standards)
            moved |= _moved(opened, change)
    return whole, moved  # a kind whose run cannot be read stays among the affected


def _moved(opened: Opened, change: CertificateChange) -> dict[Any, _Moved]:
    found = {}
    alike = Counter((c.role, unit(c.unit).dimension) for c in certificates(opened.standards))
    after = change.applied(opened)
    for before, corrected in zip(opened.standards, after.standards, strict=True):
        if not change.names(before):
            continue
        new = {(q.unit, q.shows): q for q in corrected.quantities}
        for certificate, q in zip(certificates([before]), before.quantities, strict=True):
            several = alike[certificate.role, unit(certificate.unit).dimension] > 1
            found[certificate] = _difference(q, new.get((q.unit, q.shows)), several=several)
    return found


def _difference(old: QuantityUsed, new: QuantityUsed | None, *, several: bool) -> _Moved:
    """Several standards of one quantity in a role: as soon as one has a correction, no value of any is known."""
    if new is None:
        return _Moved([EVERYWHERE], uncertainty=True)
    if old == new:
        return _Moved([], uncertainty=False)
    before, after = old.certified(), new.certified()
    ambiguous = several and before.corrects != after.corrects
    return _Moved(
        [EVERYWHERE] if ambiguous else stretches(before, after), uncertainty=_limits(before) != _limits(after)
    )


def _limits(quantity: CertifiedQuantity) -> list[tuple[Any, ...]]:
    return [(r.lower, r.upper, r.maximum_permissible_error, r.expanded_uncertainty) for r in quantity.ranges]
