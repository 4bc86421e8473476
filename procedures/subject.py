"""The instrument under test as its nameplate describes it, read from a TOML file with every error named at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, ValidationError

from inputs.bounded import BadFile, read_toml
from metrology.units import Quantity, Unit, UnitError, unit
from procedures.errors import SubjectError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal
    from pathlib import Path

    from procedures.text import Text

S = TypeVar("S", bound="Subject")


def _quantity(value: object) -> Quantity:
    """Parse ``"15 kg"``."""
    if isinstance(value, Quantity):
        return value
    if not isinstance(value, str):
        raise ValueError(f'write it as text with its unit, e.g. "15 kg", not {value!r}')  # noqa: TRY004 pydantic wants ValueError
    try:
        return Quantity.parse(value)
    except (UnitError, TypeError) as error:
        raise ValueError(str(error)) from error


def _of(dimension_of: Unit) -> AfterValidator:
    def check(quantity: Quantity) -> Quantity:
        if unit(quantity.unit).dimension != dimension_of.dimension:
            raise ValueError(f"{quantity} has the wrong unit; expected one like {dimension_of.symbol}")
        return quantity

    return AfterValidator(check)


_TEXT = PlainSerializer(str, return_type=str)
Mass = Annotated[Quantity, BeforeValidator(_quantity), _of(unit("kg")), _TEXT]
Pressure = Annotated[Quantity, BeforeValidator(_quantity), _of(unit("MPa")), _TEXT]
Length = Annotated[Quantity, BeforeValidator(_quantity), _of(unit("mm")), _TEXT]


def _marked(text: str) -> str:
    """A text as marked, without the blanks around it."""
    plain = text.strip()
    if not any(c.isalnum() for c in plain):
        raise ValueError("is empty; write what is marked on the instrument")
    return plain


Marked = Annotated[str, AfterValidator(_marked)]


class Subject(BaseModel):
    """What every nameplate says; a regulation's own model adds the rest.

    Attributes:
        name, name_en: Name of the instrument, in Chinese and English.
        maker, model, serial: As marked.
        client, client_address: Who presented it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    name: Marked
    name_en: str = Field(default="", min_length=0)
    maker: Marked
    model: Marked
    serial: Marked
    client: str = ""
    client_address: str = ""

    def specification_lines(self) -> list[tuple[Text, Text]]:
        """The metrological characteristics for documents: name and value."""
        return []


def load_subject(path: Path, model: type[S]) -> S:
    """Read a subject file: one table ``[instrument]``.

    Raises:
        SubjectError: The file cannot be read or describes no instrument; every problem is named.
    """
    try:
        content = read_toml(path)
    except BadFile as error:
        raise SubjectError(path, [str(error)]) from error
    table = content.get("instrument")
    if not isinstance(table, dict):
        raise SubjectError(path, ["[instrument]: this table is missing; it holds the nameplate"])
    return subject_of(table, model, path)


def subject_of(table: Mapping[str, Any], model: type[S], place: object) -> S:
    """A subject from its fields.

    Args:
        table: The fields.
        model: What the regulation's nameplates say.
        place: Where they stand, for messages.

    Raises:
        SubjectError: They describe no instrument; every problem is named.
    """
    try:
        return model.model_validate(table)
    except ValidationError as error:
        raise SubjectError(place, [_line(problem) for problem in error.errors()]) from error


def _line(problem: Any) -> str:
    field = ".".join(str(part) for part in problem["loc"]) or "[instrument]"
    kind, message = problem["type"], problem["msg"].removeprefix("Value error, ")
    if kind == "missing":
        message = "is missing; add it as the nameplate shows it"
    elif kind == "extra_forbidden":
        message = "is not a field of this kind of instrument; check the spelling"
    elif kind == "literal_error":
        message = f"is {problem['input']!r}; it must be {problem['ctx']['expected']}"
    return f"{field}: {message}"


def decimals(quantities: list[Quantity] | tuple[Quantity, ...], symbol: str) -> list[Decimal]:
    """Values of quantities in one unit, exactly."""
    return [quantity.to(symbol).value for quantity in quantities]
