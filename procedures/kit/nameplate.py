"""Nameplates: fields with units, and their lines on documents, from one declaration."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pydantic import AfterValidator, BaseModel, ConfigDict, GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from metrology.exact import Number, plain, to_decimal
from metrology.units import Quantity, UnitError, unit
from procedures.subject import Subject
from procedures.text import Text

YES, NO = Text("有", "yes"), Text("无", "no")


@dataclass(frozen=True, slots=True)
class _OfKind:
    """What a field holds: a quantity of the kind of one unit, kept in the unit in which it is marked."""

    symbol: str
    lowest: Decimal | None = None
    highest: Decimal | None = None
    above: Decimal | None = None

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Parse ``"1.6 MPa"``; written out as the same text."""
        del source, handler
        text = core_schema.plain_serializer_function_ser_schema(str, return_schema=core_schema.str_schema())
        return core_schema.no_info_plain_validator_function(self.parse, serialization=text)

    def parse(self, value: object) -> Quantity:
        """Take a quantity or its text.

        Raises:
            ValueError: It is no quantity of this kind.
        """
        if not isinstance(value, Quantity | str):
            raise ValueError(f'write it as text with its unit, e.g. "15 {self.symbol}", not {value!r}')  # noqa: TRY004 pydantic wants ValueError
        try:
            found = value if isinstance(value, Quantity) else Quantity.parse(value)
        except (UnitError, TypeError) as error:
            raise ValueError(str(error)) from error
        if unit(found.unit).dimension != unit(self.symbol).dimension:
            raise ValueError(f"{found} has the wrong unit; expected one like {self.symbol}")
        number = found.to(self.symbol).value
        if self.lowest is not None and number < self.lowest:
            raise ValueError(f"{found} is below {plain(self.lowest)} {self.symbol}")
        if self.highest is not None and number > self.highest:
            raise ValueError(f"{found} is above {plain(self.highest)} {self.symbol}")
        if self.above is not None and number <= self.above:
            raise ValueError(f"{found} must be above {plain(self.above)} {self.symbol}")
        return found


def quantity(
    symbol: str, *, lowest: Number | None = None, highest: Number | None = None, above: Number | None = None
) -> _OfKind:
    """Say what a field holds.

    ``Annotated[Quantity, quantity("V")]`` takes any unit of voltage.

    Args:
        symbol: A unit of the kind.
        lowest: Smallest accepted value, in this unit.
        highest: Largest accepted value.
        above: What the value must exceed.
    """
    ends = (None if end is None else to_decimal(end) for end in (lowest, highest, above))
    return _OfKind(unit(symbol).symbol, *ends)


def _ascends(values: tuple[Quantity, ...]) -> tuple[Quantity, ...]:
    numbers = [value.to(values[0].unit).value for value in values]
    if numbers != sorted(set(numbers)):
        raise ValueError("must ascend, each value once")
    return values


ascending = AfterValidator(_ascends)
"""Say that the quantities of a list ascend: ``Annotated[tuple[Volts, ...], ascending]``."""


class Row(BaseModel):
    """A row of a list on a nameplate."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class Nameplate(Subject):
    """A nameplate; every field with a title ``中文 | English`` is a line on documents.

    A field whose values are codes says what they are called: ``json_schema_extra={"ct": "经互感器 | via transformers"}``.
    """

    def specification_lines(self) -> list[tuple[Text, Text]]:
        """Titled fields that are filled in."""
        lines = []
        for name, field in type(self).model_fields.items():
            value, words = getattr(self, name), field.json_schema_extra
            if field.title and value not in (None, ()):
                lines.append((Text.of(field.title), _called(value, words if isinstance(words, dict) else {})))
        return lines


def _called(value: object, words: Mapping[str, Any]) -> Text:
    """A value, or each of several, by the words for its code."""
    if isinstance(value, tuple):
        each = [_called(one, words) for one in value]
        return Text(*(", ".join(getattr(one, language) for one in each) for language in ("zh", "en")))
    if isinstance(value, bool) and str(value) not in words:
        return YES if value else NO
    return Text.of(str(words.get(str(value)) or shown(value)))


def shown(value: object) -> str:
    """A value of the nameplate beside what is asked of it."""
    if isinstance(value, bool):
        return " ".join(YES if value else NO)
    if isinstance(value, tuple):
        return ", ".join(map(shown, value))
    if isinstance(value, Decimal):
        return plain(value)
    return str(value)
