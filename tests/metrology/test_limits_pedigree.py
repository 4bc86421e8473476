"""The pedigree of a limit made of others: every clause, the weakest status."""

from metrology.decision import decide
from metrology.limits import Band, Bands, Constant, Greatest, InIntervals, OfReading, Scaled
from metrology.status import Source, Status, combined

VERIFIED = Source("table 1", Status.VERIFIED)
SECONDARY = Source("table 2", Status.SECONDARY, "read in teaching texts")
UNVERIFIED = Source("table 3", Status.UNVERIFIED)


def test_joins_keep_the_pedigree_of_their_parts() -> None:
    parts = Constant("2", source=VERIFIED), OfReading("5", source=SECONDARY)
    found = decide(1, Greatest(*parts), point=10).source
    assert found == Source("table 1; table 2", Status.SECONDARY, "read in teaching texts")
    own = Greatest(*parts, source=UNVERIFIED).source_at(10)
    assert own == Source("table 3; table 1; table 2", Status.UNVERIFIED, "read in teaching texts")
    nested = Greatest(Greatest(*parts), Constant(1, source=UNVERIFIED))
    assert nested.source_at(0) == Source("table 1; table 2; table 3", Status.UNVERIFIED, "read in teaching texts")


def test_a_part_without_a_pedigree_makes_the_whole_unverified() -> None:
    mixed = Greatest(Constant("2", source=VERIFIED), Constant(1))
    assert mixed.source_at(0) == Source("table 1", Status.UNVERIFIED)
    assert Greatest(Constant(2), Constant(1)).source_at(0) is None
    assert Greatest(Constant(2), Constant(1), source=VERIFIED).source_at(0) == VERIFIED


def test_a_factor_or_an_interval_does_not_hide_a_doubtful_table() -> None:
    table = Bands([Band(500, Constant("0.5")), Band(2000, Constant(1, source=UNVERIFIED))], source=SECONDARY)
    assert Scaled(table, 2, source=VERIFIED).source_at(100) == Source(
        "table 1; table 2", Status.SECONDARY, "read in teaching texts"
    )
    assert Scaled(table, 2, source=VERIFIED).source_at(1000) == Source("table 1; table 3", Status.UNVERIFIED)
    assert InIntervals(table, 5, source=VERIFIED).source_at(10000) == Source("table 1; table 3", Status.UNVERIFIED)
    assert Scaled(Constant(1), 2, source=VERIFIED).source_at(0) == VERIFIED
    assert Scaled(Constant(1, source=VERIFIED), 2).source_at(0) == VERIFIED


def test_one_pedigree_said_twice_is_one() -> None:
    assert combined(SECONDARY, SECONDARY) == SECONDARY
    assert combined() is None
    assert combined(None, None) is None
