"""Alerts of a record that looks as honest readings seldom do (T/CMA CC 045-2020, 6.7). They decide nothing.

Each alert says what it saw and how often honest readings raise it. A digital instrument that is better than its display
can repeat itself; so readings that show the nominal value never count, and a chance of one half is given to every other.
"""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Final

from metrology.statistics.exact_sums import moments
from metrology.statistics.plausibility import coincidence, fastest_entry, last_digits, step_of, too_even
from metrology.text import Text
from records.same_instrument import same_instrument
from reports.view.alert import Alert
from services.record_readings import PEOPLE, OtherRuns, Reading, RunReadings, readings_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from records.event import Event
    from records.store import Store

LEVEL: Final = 0.001
"""Of a thousand honest records, about so many times a thousand raise one kind of alert by chance."""
SHORTEST: Final = 5
"""Entries one after the other whose pace is judged."""
_FEWEST_KNOWN: Final = 20
"""Degrees of freedom of the spread that is known of other runs."""


def alerts_of(events: Sequence[Event], others: Sequence[RunReadings] = ()) -> list[Alert]:
    """The alerts of a run.

    Args:
        events: Its journal.
        others: Earlier runs of the same regulation.
    """
    mine = readings_of(events)
    return [
        *_identical(mine, others),
        *_environment(mine, others),
        *_pace(mine),
        *_digits(mine),
        *_spread(mine, others),
    ]


def alerts_in(store: Store, events: Sequence[Event], known: OtherRuns | None = None) -> list[Alert]:
    """The alerts of a run, with the earlier runs of the same regulation in its store."""
    known = known or OtherRuns(store)
    return alerts_of(events, known.of(readings_of(events).opened.regulation.id, events[0].run))


def _identical(mine: RunReadings, others: Sequence[RunReadings]) -> Iterator[Alert]:
    """All readings the same as in a run of another instrument."""
    values = {r.address: r.text for r in mine.readings}
    telling = {r.address for r in mine.readings if not r.nominal}
    strangers = [o for o in others if not same_instrument(mine.opened.subject, o.opened.subject)]
    chance = coincidence(len(telling), len(strangers))
    if not telling or chance > LEVEL:
        return
    for other in strangers:
        theirs = {r.address: r.text for r in other.readings}
        if all(theirs.get(address) == text for address, text in values.items()):
            n, serial = len(telling), other.opened.subject.serial
            yield Alert(
                "identical",
                Text("读数与另一台相同", "Readings identical to those of another instrument"),
                Text(
                    f"全部 {len(values)} 个读数与记录 {other.run}（出厂编号 {serial}）逐字相同，其中 {n} 个不等于标称值。",
                    f"All {len(values)} readings are those of record {other.run} (serial no. {serial}), character by"
                    f" character; {n} of them are not the nominal value.",
                ),
                _by_chance(chance),
            )
            return


def _environment(mine: RunReadings, others: Sequence[RunReadings]) -> Iterator[Alert]:
    """The environment the same to the last digit on several days."""
    said = [(r.address, r.text) for r in mine.environment if r.how in PEOPLE]
    if not said:
        return
    days = {mine.opened.date}
    for other in others:
        if other.opened.date in days:
            continue
        if [(r.address, r.text) for r in other.environment if r.how in PEOPLE] != said:
            break
        days.add(other.opened.date)
    chance = coincidence(len(said) * (len(days) - 1), 1)
    if len(days) > 1 and chance <= LEVEL:
        yield Alert(
            "environment",
            Text("环境记录不变", "Environment never changes"),
            Text(
                f"{len(days)} 个不同日期的环境读数（每次 {len(said)} 个）连末位都相同。",
                f"On {len(days)} different days all {len(said)} readings of the environment are the same to the last digit.",
            ),
            _by_chance(chance),
        )


def _pace(mine: RunReadings) -> Iterator[Alert]:
    """Entries of a person that follow each other faster than anybody reads and types."""
    if mine.opened.simulated:  # a simulated person needs no time
        return
    everything = sorted((*mine.readings, *mine.environment), key=lambda r: r.moment)
    for person, part in groupby(everything, key=lambda r: r.how == "operator"):
        entries = list(part)
        if not person or len(entries) <= SHORTEST:
            continue
        took = (entries[-1].moment - entries[0].moment).total_seconds()
        needed = sum(fastest_entry(len(r.text)) for r in entries[1:])
        gaps = [(b.moment - a.moment).total_seconds() for a, b in pairwise(entries)]
        if took < needed / 2 and max(gaps) > 0:
            yield Alert(
                "pace",
                Text("录入快于人的读数速度", "Entered faster than a person reads"),
                Text(
                    f"人工录入的 {len(entries)} 个连续读数用时 {took:.1f} s；熟练人员逐个看读并键入至少需约 {needed:.0f} s。",
                    f"{len(entries)} readings in a row were entered by hand in {took:.1f} s; a trained person who looks at"
                    f" the instrument for each and types it needs about {needed:.0f} s.",
                ),
                Text(
                    "界限为击键层模型（Card 等，1980）熟练人员所需时间的一半；诚实录入几乎不会触发。",
                    "The bound is half of what the keystroke-level model (Card et al., 1980) gives a trained person;"
                    " honest entries practically never raise it.",
                ),
            )
            return


def _digits(mine: RunReadings) -> Iterator[Alert]:
    """Some last digits more frequent than others in what people wrote down."""
    written = [r for r in mine.readings if r.how in PEOPLE and r.error is not None]
    for kind, part in groupby(sorted(written, key=_kind), key=_kind):
        entries = list(part)
        test = last_digits([r.value for r in entries], [r.error for r in entries if r.error is not None])
        if test is not None and test.p_value < LEVEL:
            n, chi = len(entries), test.statistic
            yield Alert(
                "digits",
                Text("末位数字有偏好", "Last digits are preferred"),
                Text(
                    f"{n} 个人工读数（{kind}）的末位数字不均匀：χ² = {chi:.1f}，ν = 9。",
                    f"The last digits of {n} readings by hand ({kind}) are not even: χ² = {chi:.1f}, ν = 9.",
                ),
                _by_chance(test.p_value),
            )


def _kind(reading: Reading) -> str:
    """What is read, at whatever point."""
    item, _, rest = reading.address.partition("/")
    return f"{item}/…/{rest.rpartition('/')[2]}"


def _spread(mine: RunReadings, others: Sequence[RunReadings]) -> Iterator[Alert]:
    """Repeated readings that scatter less than those of other instruments of the same model."""
    model = mine.opened.subject.model
    alike = [o for o in others if o.opened.subject.model == model and model]
    ratio, nu, known_nu = 0.0, 0, 0
    for key, values in mine.groups.items():
        theirs = [o.groups[key] for o in alike if key in o.groups]
        dof = sum(len(v) - 1 for v in theirs)
        if dof < _FEWEST_KNOWN:
            continue
        known = float(sum(moments(v).squares for v in theirs)) / dof
        hidden = float(step_of([*values, *(v for other in theirs for v in other)])) ** 2
        if known < hidden or not known:  # so coarse a display shows no spread
            continue
        found = moments(values)
        ratio += (float(found.squares) + (found.n - 1) * hidden / 12) / known
        nu, known_nu = nu + found.n - 1, known_nu + dof
    if nu < 2:
        return
    test = too_even(ratio / nu, nu, known_nu)
    if test.p_value < LEVEL:
        share = 100 * (ratio / nu) ** 0.5
        yield Alert(
            "spread",
            Text("重复读数分散过小", "Repeated readings scatter too little"),
            Text(
                f"重复读数的分散仅为同型号其他器具的 {share:.0f} %（F = {test.statistic:.3f}，ν = {nu}，{known_nu}）。",
                f"Repeated readings scatter {share:.0f} % as much as those of other instruments of the model"
                f" (F = {test.statistic:.3f}, ν = {nu}, {known_nu}).",
            ),
            _by_chance(test.p_value),
        )


def _by_chance(chance: float) -> Text:
    return Text(
        f"诚实读数偶然如此的概率不大于 {chance:.1g}；触发界限 {LEVEL:g}。",
        f"Honest readings look like this with a probability of at most {chance:.1g}; an alert is raised below {LEVEL:g}.",
    )
