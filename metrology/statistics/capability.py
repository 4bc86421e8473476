"""Capability of a process or of a measuring process against two limits (GB/T 17989.4-2020; ISO 22514-2)."""

from dataclasses import dataclass

from metrology.statistics.exact_sums import Number, exact


@dataclass(frozen=True, slots=True)
class Capability:
    """Indices of a normal process: c is (U - L)/6s, ck the distance of the nearer limit from the mean over 3s.

    They are called Cp and Cpk when s is the scatter within subgroups, Pp and Ppk when it is the overall scatter. An
    index that its limits do not define (one limit missing) is None.
    """

    c: float | None
    ck: float


def process_capability(
    mean: Number, standard_deviation: Number, lower: Number | None = None, upper: Number | None = None
) -> Capability:
    """Return the capability indices of a process against one or two limits, all in one unit.

    Raises:
        ValueError: No limit, limits out of order, or a standard deviation that is not positive.
    """
    if lower is None and upper is None:
        raise ValueError("a capability needs at least one limit")
    m, s = exact(mean), exact(standard_deviation)
    if s <= 0:
        raise ValueError(f"the standard deviation must be positive, not {standard_deviation}")
    if lower is not None and upper is not None and exact(lower) >= exact(upper):
        raise ValueError(f"the lower limit {lower} must lie below the upper limit {upper}")
    distances = []
    if lower is not None:
        distances.append(m - exact(lower))
    if upper is not None:
        distances.append(exact(upper) - m)
    width = None if lower is None or upper is None else float((exact(upper) - exact(lower)) / (6 * s))
    return Capability(width, float(min(distances) / (3 * s)))
