"""Many decimals at once: whole numbers of one last decimal place in a numpy array.

A column of readings such as 0.35, 1.05, 2.50 is kept as 35, 105, 250 in units of 10^-2. Sums, products and comparisons
of whole numbers are exact, so that a million rows can be judged at the speed of numpy and still fall on the right side
of a limit. Numbers too long for 64 bits are kept as Python integers, slower but no less exact.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any, Union

from metrology.exact import Number, exponent_of, from_integer, integer_at, plain, shift, to_decimal, trimmed

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Integers = Any
"""A numpy array of int64, or of Python integers (dtype object) where 64 bits are not enough."""
Values = Union["DecimalArray", "NDArray[Any]", Sequence[Number]]
"""What can be read as a decimal array: see `DecimalArray.of`."""

_SAFE = 2**62
_DISTINCT = 10**15  # decimals of up to 15 significant digits have distinct nearest doubles (DBL_DIG of IEEE 754)
_BLOCK = 1 << 15  # rows worked on at a time: their intermediate arrays then stay in the processor's cache


@dataclass(frozen=True, eq=False)
class DecimalArray:
    """A one-dimensional array of decimals with one number of places.

    Attributes:
        integers: shape (n,), the values in units of 10^-places.
        places: decimal places, 0 or more.
    """

    integers: Integers
    places: int

    @classmethod
    def of(cls, values: Values) -> "DecimalArray":
        """Read values as decimals.

        Args:
            values: a decimal array; a sequence or object array of decimals, integers or texts; an array of integers;
                or an array of doubles each of which is the nearest to a decimal of at most 15 significant digits, as
                results from reading a text column into numpy or pandas.

        Raises:
            ValueError: a double is no such number (0.1 + 0.2 is none), so that it cannot be a reading.
            TypeError: a sequence holds binary floats.
        """
        import numpy as np

        if isinstance(values, DecimalArray):
            return values
        if isinstance(values, np.ndarray):
            if values.ndim != 1:
                raise ValueError(f"a column of values has one dimension, not {values.ndim}")
            if values.dtype.kind in "iu":
                return cls(values.astype(np.int64) if values.dtype.kind == "i" else values.astype(object), 0)
            if values.dtype.kind == "f":
                return cls.from_doubles(values)
        return cls._of_numbers([to_decimal(value) for value in values])

    @classmethod
    def of_texts(cls, texts: Sequence[str]) -> "DecimalArray":
        """Read texts of which many are alike, as those of a display are: each text is read once.

        Raises:
            ValueError: a text is not a number.
        """
        import numpy as np

        places = {text: place for place, text in enumerate(dict.fromkeys(texts))}
        read = cls._of_numbers([to_decimal(text) for text in places])
        return cls(read.integers[np.fromiter(map(places.__getitem__, texts), np.intp, len(texts))], read.places)

    @classmethod
    def _of_numbers(cls, numbers: list[Decimal]) -> "DecimalArray":
        import numpy as np

        places = max((-exponent_of(number) for number in numbers), default=0)
        places = max(places, 0)
        integers = [integer_at(number, -places) for number in numbers]
        small = all(abs(whole) < _SAFE for whole in integers)
        return cls(np.array(integers, np.int64 if small else object), places)

    @classmethod
    def from_doubles(cls, values: "NDArray[np.floating[Any]]", places: int | None = None) -> "DecimalArray":
        """Recover the decimals that a column of doubles was read from.

        A double stands for the decimal with the fewest places of which it is the nearest double. The division that
        checks this is correctly rounded by IEEE 754, hence the check is exact, not a tolerance.

        Args:
            values: shape (n,), doubles.
            places: decimal places, if known; found otherwise.

        Raises:
            ValueError: a value is not finite, or is not the double of a decimal of at most 15 significant digits
                (with the stated places).
        """
        import numpy as np

        doubles = values.astype(np.float64, copy=False)
        if values.dtype != np.float64:
            raise ValueError(f"{values.dtype} holds too few digits to tell which decimal was read; use float64 or text")
        if not np.isfinite(doubles).all():
            raise ValueError("a reading is missing (NaN) or infinite; such a row cannot be judged")
        tries = range(16) if places is None else (places,)
        for tried in tries:
            integers = _read(doubles, tried)
            if integers is not None:
                return cls(integers, tried)
        odd = float(doubles[int(np.argmax(_misread(doubles, np.rint(doubles * 10.0 ** tries[-1]), tries[-1])))])
        raise ValueError(f"{odd!r} is not the double of a decimal reading of at most 15 digits; give the text instead")

    @cached_property
    def extent(self) -> tuple[int, int]:
        """The least and the greatest of the whole numbers; 0 and 0 for an empty array."""
        return (int(self.integers.min()), int(self.integers.max())) if len(self.integers) else (0, 0)

    def largest(self) -> Decimal:
        """Return the largest magnitude, 0 for an empty array."""
        return from_integer(self.largest_integer(), -self.places)

    def largest_integer(self) -> int:
        """Return the largest magnitude of the whole numbers."""
        return max(map(abs, self.extent))

    def roomy(self, reach: Decimal) -> "DecimalArray":
        """Return the same array, in Python integers if numbers as large as `reach` are to be computed from it."""
        if reach < _SAFE or self.integers.dtype == object:
            return self
        return DecimalArray(self.integers.astype(object), self.places)

    def to_places(self, places: int) -> "DecimalArray":
        """Return the same values with at least as many places.

        Raises:
            ValueError: fewer places were asked for.
        """
        if places < self.places:
            raise ValueError(f"{self.places} places cannot be held in {places}")
        if places == self.places:
            return self
        factor = 10 ** (places - self.places)
        wide = self.roomy(shift(self.largest(), places))
        return DecimalArray(wide.integers * factor, places)

    def doubles(self) -> "NDArray[np.float64]":
        """Return the nearest doubles.

        Raises:
            ValueError: a value has more than 15 significant digits, so that its double may be another decimal's too.
        """
        import numpy as np

        if len(self.integers) and shift(self.largest(), self.places) >= _DISTINCT:
            return np.array([_double(number) for number in self.decimals()], np.float64)
        return np.asarray(self.integers, np.float64) / 10.0**self.places if self.places <= 22 else self._long()

    def _long(self) -> "NDArray[np.float64]":
        import numpy as np

        return np.array([float(number) for number in self.decimals()], np.float64)

    def decimals(self) -> list[Decimal]:
        """Return the values one by one."""
        return [from_integer(int(whole), -self.places) for whole in self.integers]

    def __len__(self) -> int:
        return len(self.integers)


def _read(doubles: "NDArray[np.float64]", places: int) -> "NDArray[np.int64] | None":
    """Return the whole numbers of 10^-places that the doubles stand for, or None if one stands for no such number."""
    import numpy as np

    integers = np.empty(len(doubles), np.int64)
    for start in range(0, len(doubles), _BLOCK):
        block = doubles[start : start + _BLOCK]
        scaled = np.rint(block * 10.0**places)
        if _misread(block, scaled, places).any():
            return None
        integers[start : start + _BLOCK] = scaled
    return integers


def _misread(doubles: "NDArray[np.float64]", scaled: "NDArray[np.float64]", places: int) -> "NDArray[np.bool_]":
    """Return which doubles are not the nearest to `scaled` · 10^-places, or have more than 15 digits."""
    import numpy as np

    return np.asarray((scaled / 10.0**places != doubles) | (np.abs(scaled) >= _DISTINCT))


def _double(number: Decimal) -> float:
    if len(trimmed(number).as_tuple().digits) > 15:
        raise ValueError(f"{plain(number)} has more than 15 significant digits; compare the decimal arrays instead")
    return float(number)
