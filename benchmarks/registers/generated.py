"""Instruments and verifications of a province that does not exist, from a seed."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import TYPE_CHECKING

from registers.instruments import Instrument
from registers.verifications import Verification

if TYPE_CHECKING:
    from collections.abc import Iterator

COUNTIES = [f"53{city:02d}{county:02d}" for city in range(1, 17) for county in range(1, 9)]
DOMAINS = ("trade", "trade", "trade", "safety", "medical", "environment", "")
MODES = ("periodic", "periodic", "rotation", "first-only", "")
TODAY = date(2026, 11, 23)


VARIANTS = 20_000


def variants_of_instruments(seed: int, own: str) -> Iterator[Instrument]:
    """Instruments of a well-run province: one in twenty is overdue. `own` stands for the number of each."""
    of = random.Random(seed)
    for n in range(VARIANTS):
        verified = TODAY - timedelta(days=of.randrange(384))
        yield Instrument(
            name="压力表", maker=f"某厂 {n % 200}", model=f"Y-{n % 40}", serial=own, code=f"L{own}",
            division=f"{of.choice(COUNTIES)}{of.randrange(1, 20):03d}", domain=of.choice(DOMAINS),
            mode=of.choice(MODES), accuracy_class="1.6", verified_on=verified,
            valid_until=verified + timedelta(days=364),
            life_years=6, result="conform" if of.random() < 0.99 else "not_conform", status="in-use",
        )  # fmt: skip


def variants_of_verifications(seed: int, instrument: str) -> Iterator[Verification]:
    """Verifications of four years. `instrument` stands for the key of the instrument of each."""
    of = random.Random(seed + 1)
    for _ in range(VARIANTS):
        on = TODAY - timedelta(days=of.randrange(1500))
        yield Verification(
            instrument=instrument, on=on, outcome="conform" if of.random() < 0.95 else "not_conform",
            stage="subsequent", regulation="JJG 52-2013", valid_until=on + timedelta(days=364),
            domain=of.choice(DOMAINS),
            division=of.choice(COUNTIES),
        )  # fmt: skip


def instruments(count: int, seed: int = 7) -> Iterator[tuple[str, Instrument]]:
    """Instruments with their keys."""
    of = random.Random(seed)
    for n in range(1, count + 1):
        verified = TODAY - timedelta(days=of.randrange(500))
        yield (
            f"I{n:07d}",
            Instrument(
                name="压力表",
                maker=f"某厂 {n % 200}",
                model=f"Y-{n % 40}",
                serial=f"{n:08d}",
                code=f"L{n:08d}",
                division=f"{of.choice(COUNTIES)}{of.randrange(1, 20):03d}",
                domain=of.choice(DOMAINS),
                mode=of.choice(MODES),
                accuracy_class="1.6",
                verified_on=verified,
                valid_until=verified + timedelta(days=364),
                result="conform" if of.random() < 0.97 else "not_conform",
                life_years=6,
                status="in-use",
            ),
        )


def verifications(count: int, of_instruments: int, seed: int = 7) -> Iterator[tuple[str, Verification]]:
    """Verifications with their keys."""
    of = random.Random(seed + 1)
    for n in range(1, count + 1):
        on = TODAY - timedelta(days=of.randrange(1500))
        yield (
            f"R{n:08d}",
            Verification(
                instrument=f"I{of.randrange(1, of_instruments + 1):07d}",
                on=on,
                outcome="conform" if of.random() < 0.95 else "not_conform",
                regulation="JJG 52-2013",
                stage="subsequent",
                valid_until=on + timedelta(days=364),
                domain=of.choice(DOMAINS),
                division=of.choice(COUNTIES),
            ),
        )
