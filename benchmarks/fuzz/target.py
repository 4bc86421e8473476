"""What is fuzzed and how: a codec's valid messages, how to correct their check sums, what is called with each."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from drivers.codecs.numbers import Malformed, Refused

Call = Callable[[bytes], object]
#: What takes a number apart, or makes another one of it.
_TOKENS = (b",", b".", b"E", b"-", b"+", b"9", b" ", b":", b'"', b"nan", b"inf", b"_", b"1e9999", b"\xb2", b"\xa0")


def as_it_is(raw: bytes) -> bytes:
    """For protocols without a check sum."""
    return raw


@dataclass(frozen=True)
class Target:
    """One codec.

    Attributes:
        seeds: Valid messages.
        calls: What is called with every message.
        repair: Gives a message the check sums that it should have, so that what lies behind them is reached.
        errors: Its own typed errors; nothing else may come out.
        textual: Whether it reads lines of text, which are mutated with what stands in such lines.
    """

    seeds: tuple[bytes, ...]
    calls: tuple[Call, ...]
    repair: Callable[[bytes], bytes] = as_it_is
    errors: tuple[type[Exception], ...] = (Malformed, Refused)
    textual: bool = False

    def mutated(self, random: Random) -> bytes:
        """A message: random bytes, or a valid one with at most three changes, half with check sums corrected."""
        if random.random() < 0.1:
            return random.randbytes(random.randrange(40))
        raw = bytearray(random.choice(self.seeds))
        for _change in range(random.randrange(4)):
            at = random.randrange(len(raw) + 1)
            kind = random.randrange(7 if self.textual else 5)
            if kind == 0 and at < len(raw):
                raw[at] ^= 1 << random.randrange(8)
            elif kind == 1 and at < len(raw):
                raw[at] = random.randrange(256)
            elif kind == 2:
                raw[at:at] = random.randbytes(random.randrange(1, 4))
            elif kind == 3:
                del raw[at : at + random.randrange(1, 4)]
            elif kind == 4:
                del raw[at:]
            elif kind == 5:
                raw[at:at] = random.choice(_TOKENS)
            elif kind == 6:
                raw += raw[at:]
        return self.repair(bytes(raw)) if random.random() < 0.5 else bytes(raw)


def frames(*seeds: str) -> tuple[bytes, ...]:
    """Seeds written in hexadecimal."""
    return tuple(bytes.fromhex(seed) for seed in seeds)


def lines(*seeds: str) -> tuple[bytes, ...]:
    """Seeds written as text."""
    return tuple(seed.encode("latin-1") for seed in seeds)


def text(decode: Callable[[str], object]) -> Call:
    """Call with a line: every byte a character, more than a link lets through."""
    return lambda raw: decode(raw.decode("latin-1"))
