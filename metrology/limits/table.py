"""Tables of limits by class, stage and influence."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from metrology.limits.base import Limit
from metrology.status import Source

Key = frozenset[tuple[str, str]]


class NoSuchRow(LookupError):
    """A table of limits has no row for the keys it was asked for; the message names those that it has."""


@dataclass(frozen=True, init=False)
class LimitTable:
    """Limits of one clause, found by what they depend on besides the point.

    >>> from metrology.limits import Constant
    >>> table = LimitTable([({"accuracy": 1}, Constant("1.0")), ({"accuracy": 2}, Constant("2.0"))])
    >>> table.of(accuracy=2)
    Constant(value='2.0')

    Attributes:
        rows: pairs of keys and limit, as printed.
        source: clause and status of the table.
    """

    rows: tuple[tuple[Mapping[str, str], Limit], ...]
    source: Source | None

    def __init__(self, rows: Iterable[tuple[Mapping[str, object], Limit]], *, source: Source | None = None) -> None:
        """Keep the rows; keys are compared as text, so that class 1 and class "1" are the same.

        Raises:
            ValueError: there is no row, two rows have the same keys, or a row names other keys than the first.
        """
        kept = tuple(({name: str(value) for name, value in keys.items()}, limit) for keys, limit in rows)
        object.__setattr__(self, "rows", kept)
        object.__setattr__(self, "source", source)
        _check(kept)

    def of(self, **keys: object) -> Limit:
        """Return the limit for the given keys, with the pedigree of the table where the row has none of its own.

        Raises:
            NoSuchRow: a key or a value is not in the table; the message names those that are.
        """
        wanted = {name: str(value) for name, value in keys.items()}
        for known, limit in self.rows:
            if known == wanted:
                return limit if limit.source or self.source is None else limit.sourced(self.source)
        raise NoSuchRow(self._unknown(wanted))

    def _unknown(self, wanted: Mapping[str, str]) -> str:
        clause = f" of {self.source.clause}" if self.source else ""
        names = list(self.rows[0][0])
        if set(names) != set(wanted):
            return f"the table{clause} is keyed by {', '.join(names)}, not by {', '.join(wanted) or 'nothing'}"
        for name, value in wanted.items():
            known = list(dict.fromkeys(keys[name] for keys, _ in self.rows))
            if value not in known:
                near = get_close_matches(value, known, 1)
                hint = f"; did you mean {near[0]!r}?" if near else ""
                return f"the table{clause} has no row for {name} = {value!r}; known: {', '.join(known)}{hint}"
        return f"the table{clause} has no row for the combination {dict(wanted)}"


def _check(rows: tuple[tuple[Mapping[str, str], Limit], ...]) -> None:
    if not rows:
        raise ValueError("a table of limits needs at least one row")
    names = set(rows[0][0])
    seen: set[Key] = set()
    for keys, _ in rows:
        if set(keys) != names:
            raise ValueError(f"a row is keyed by {sorted(keys)}, the first one by {sorted(names)}")
        if (key := frozenset(keys.items())) in seen:
            raise ValueError(f"two rows have the keys {dict(keys)}")
        seen.add(key)
