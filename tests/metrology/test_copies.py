"""Copied series are found in every form, and honest ones are not called copies."""

import numpy as np
import pytest

from metrology.detection import Series, copied_series
from metrology.detection.matches import shortest_length
from tests.thorough import number

WIDE = np.uint64(0xD6E8FEB86659FD93)


def series(owner: int, errors: np.ndarray, places: np.ndarray | None = None) -> Series:
    """Readings with errors in steps; those without error are what any instrument shows."""
    at = np.arange(len(errors)) if places is None else places
    kept = errors != 0
    every = at.astype(np.uint64) * np.uint64(0x5851F42D4C957F2D)
    return Series(owner, owner, every[kept], errors[kept].astype(np.uint64) * WIDE, errors[kept], every, errors)


def honest(seed: int, runs: int = 150, points: int = 60, scatter: float = 2) -> list[np.ndarray]:
    """Instruments with an error of their own and readings that scatter."""
    rng = np.random.default_rng(seed)
    return [np.round(rng.normal(rng.normal(0, 1), scatter, points)).astype(np.int64) for _ in range(runs)]


@pytest.mark.parametrize("scatter", [0.6, 1, 2, 20])
def test_honest_series_are_no_copies(scatter: float) -> None:
    stores = number(1, 200)
    found = sum(
        bool(copied_series([series(i, e) for i, e in enumerate(honest(s, scatter=scatter))]).copies)
        for s in range(stores)
    )
    assert found <= stores // 100


def test_every_form_of_copying_is_found() -> None:
    runs = honest(1, scatter=20)
    rng = np.random.default_rng(2)
    forged = {
        "exact": runs[3],
        "shifted": runs[4] + 7,
        "permuted": rng.permutation(runs[5]),
        "elsewhere": np.concatenate([honest(9)[0][:20], runs[6][30:55], honest(9)[1][:15]]),
    }
    everything = [series(i, e) for i, e in enumerate([*runs, *forged.values()])]
    found = {c.second - len(runs): c for c in copied_series(everything).copies}
    assert [found[n].form for n in range(4)] == list(forged)
    assert [found[n].first for n in range(4)] == [3, 4, 5, 6]
    assert found[1].shift == 7
    assert found[3].length >= 20
    assert all(c.chance < 0.001 for c in found.values())


def test_a_constant_that_makes_others_of_the_readings_nominal_is_found() -> None:
    runs = [series(i, e) for i, e in enumerate(honest(7))]
    moved = series(500, honest(7)[20] + 3)
    (copy,) = copied_series([*runs, moved]).copies
    assert (copy.form, copy.first, copy.shift) == ("shifted", 20, 3)


def test_an_instrument_and_a_bench_may_repeat_themselves() -> None:
    runs = [series(i, e) for i, e in enumerate(honest(3))]
    again = runs[0]
    together = runs[1]._replace(owner=999)
    assert copied_series([*runs, again, together]).copies == ()


def test_readings_that_all_instruments_share_tell_nothing() -> None:
    constant = np.arange(1, 41) * 1000
    runs = [series(i, np.concatenate([constant, e[:5]])) for i, e in enumerate(honest(4))]
    assert copied_series(runs).copies == ()


def test_one_record_given_to_everybody_is_found() -> None:
    runs = [series(i, honest(5, 1)[0]) for i in range(20)]
    assert len(copied_series(runs).copies) == 19


def test_short_series_are_counted_and_not_judged() -> None:
    runs = [series(i, e[:4]) for i, e in enumerate(honest(6))]
    found = copied_series([*runs, runs[0]._replace(owner=777, together=777)])
    assert (found.copies, found.too_short) == ((), len(runs) + 1)
    assert copied_series([]).copies == ()


def test_the_shortest_length_keeps_the_level() -> None:
    for pairs, rate in ((1e4, 0.5), (1e9, 0.2)):
        n = shortest_length(pairs, rate, 0.001)
        assert pairs * rate**n <= 0.001 < pairs * rate ** (n - 1)
