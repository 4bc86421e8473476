"""A dataclass field that accepts a `Decimal`, an integer or text, and holds a `Decimal`."""

from decimal import Decimal
from typing import Any, Self, overload

from metrology.exact import Number, to_decimal


class ExactField:
    """Descriptor of an exact number: what is written as ``"0.5"`` is read back as ``Decimal("0.5")``.

    Raises:
        TypeError: on setting a binary float.
        ValueError: on setting what is not a number.
    """

    def __set_name__(self, owner: type, name: str) -> None:
        """Learn under which name the number is kept."""
        self._name = name

    @overload
    def __get__(self, instance: None, owner: type) -> Self: ...
    @overload
    def __get__(self, instance: object, owner: type) -> Decimal: ...
    def __get__(self, instance: object | None, owner: type) -> Any:
        """Return the number; on the class there is none, which tells `dataclass` that the field has no default."""
        if instance is None:
            raise AttributeError(self._name)
        return instance.__dict__[self._name]

    def __set__(self, instance: object, value: Number) -> None:
        """Keep the number exactly."""
        instance.__dict__[self._name] = to_decimal(value)
