"""Alerts of a record that looks as honest readings seldom do (T/CMA CC 045-2020, 6.7). They decide nothing.

Each alert says what it saw and how often honest readings raise it. A digital instrument that is better than its display
can repeat itself; so readings that show the nominal value never count, and a chance of one half is given to every other.
"""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Final

from metrology.statistics.plausibility import coincidence, fastest_entry, last_digits
from metrology.text import Text
from records.same_instrument import same_instrument
from reports.view.alert import Alert
from services.suspicious_data.backdating import backdated
from services.suspicious_data.readings_index import OtherRuns
from services.suspicious_data.record_readings import PEOPLE, Reading, RunReadings, readings_of
from services.suspicious_data.spreads import Spreads

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from records.event import Event
    from records.store import Store

LEVEL: Final = 0.001
"""Of a thousand honest records, about so many times a thousand raise one kind of alert by chance."""
SHORTEST: Final = 5
"""Entries one after the other whose pace is judged."""


def alerts_of_readings(mine: RunReadings, others: Sequence[RunReadings] = ()) -> list[Alert]:
    """The alerts of a run.

    Args:
        mine: Its readings.
        others: Earlier runs of the same regulation.
    """
    return [
        *_identical(mine, others),
        *environment(mine, others),
        *pace(mine),
        *_digits(mine),
        *backdated(mine),
        *spread(mine, Spreads(others)),
    ]


def alerts_in(store: Store, events: Sequence[Event], known: OtherRuns | None = None) -> list[Alert]:
    """The alerts of a run, with the earlier runs of the same regulation in its store."""
    mine = readings_of(events)
    return alerts_of_readings(mine, (known or OtherRuns(store)).of(mine.regulation, mine.run))


def _identical(mine: RunReadings, others: Sequence[RunReadings]) -> Iterator[Alert]:
    """All readings the same as in a run of another instrument."""
    values = {r.address: r.text for r in mine.readings}
    telling = {r.address for r in mine.readings if not r.nominal}
    strangers = [o for o in others if not same_instrument(mine.subject, o.subject)]
    chance = coincidence(len(telling), len(strangers))
    if not telling or chance > LEVEL:
        return
    for other in strangers:
        theirs = {r.address: r.text for r in other.readings}
        if all(theirs.get(address) == text for address, text in values.items()):
            n, serial = len(telling), other.subject.serial
            yield Alert(
                "identical",
                Text("读数与另一台相同", "Readings identical to those of another instrument"),
                Text(
                    f"全部 {len(values)} 个读数与记录 {other.run}（出厂编号 {serial}）逐字相同，其中 {n} 个不等于标称值。",
                    f"All {len(values)} readings are those of record {other.run} (serial no. {serial}), character by"
                    f" character; {n} of them are not the nominal value.",
                ),
                by_chance(chance),
            )
            return


def environment(mine: RunReadings, others: Iterable[RunReadings], level: float = LEVEL) -> Iterator[Alert]:
    """The environment the same to the last digit on several days."""
    said = [(r.address, r.text) for r in mine.environment if r.how in PEOPLE]
    if not said:
        return
    days = {mine.date}
    for other in others:
        if other.date in days:
            continue
        if [(r.address, r.text) for r in other.environment if r.how in PEOPLE] != said:
            break
        days.add(other.date)
    chance = coincidence(len(said) * (len(days) - 1), 1)
    if len(days) > 1 and chance <= level:
        yield Alert(
            "environment",
            Text("环境记录不变", "Environment never changes"),
            Text(
                f"{len(days)} 个不同日期的环境读数（每次 {len(said)} 个）连末位都相同。",
                f"On {len(days)} different days all {len(said)} readings of the environment are the same to the last digit.",
            ),
            by_chance(chance, level),
        )


def pace(mine: RunReadings) -> Iterator[Alert]:
    """Entries of a person that follow each other faster than anybody reads and types."""
    if mine.simulated:  # a simulated person needs no time
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
    for kind, part in groupby(sorted(written, key=kind_of), key=kind_of):
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
                by_chance(test.p_value),
            )


def kind_of(reading: Reading) -> str:
    """What is read, at whatever point."""
    item, _, rest = reading.address.partition("/")
    return f"{item}/…/{rest.rpartition('/')[2]}"


def spread(mine: RunReadings, spreads: Spreads, level: float = LEVEL, *, included: bool = False) -> Iterator[Alert]:
    """Repeated readings that scatter less than those of other instruments of the same model."""
    found = spreads.of(mine, included=included)
    if found is not None and found.test.p_value < level:
        yield Alert(
            "spread",
            Text("重复读数分散过小", "Repeated readings scatter too little"),
            Text(
                f"重复读数的分散仅为同型号其他器具的 {100 * found.share:.0f} %"
                f"（F = {found.test.statistic:.3f}，ν = {found.test.degrees_of_freedom}，{found.known}）。",
                f"Repeated readings scatter {100 * found.share:.0f} % as much as those of other instruments of the model"
                f" (F = {found.test.statistic:.3f}, ν = {found.test.degrees_of_freedom}, {found.known}).",
            ),
            by_chance(found.test.p_value, level),
        )


def by_chance(chance: float, level: float = LEVEL) -> Text:
    """How often honest readings look like that, and from which probability on an alert is raised."""
    chance = max(chance, 1e-99)
    return Text(
        f"诚实读数偶然如此的概率不大于 {chance:.1g}；触发界限 {level:.1g}。",
        f"Honest readings look like this with a probability of at most {chance:.1g}; an alert is raised below {level:.1g}.",
    )
