"""The register map of a Modbus meter: a TOML file that says everything and leaves nothing to be guessed.

::

    name = "…"                      # what the map describes
    source = "…"                    # manual and page
    function = 3                    # 3 holding registers, 4 input registers
    words = "high_first"            # which word is in the first register
    octets = "high_first"           # which byte of a register is sent first

    [serial]                        # the meter's serial number
    address = 0
    type = "uint32"

    [proof]                         # a register whose value is known: proves both orders
    address = 10
    type = "float32"
    value = "230.5"

    [registers.active_energy_import]
    address = 100
    type = "uint32"
    unit = "kWh"
    scale = "0.01"
    not_valid = ["FFFFFFFF"]        # optional: values of the maker's table that mean *not valid*; [] for none

Without `not_valid` the usual values of the type are refused: all ones of an unsigned number, 7FFF… and 8000… of a
signed one.
"""

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal, get_args

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)

from drivers.codecs.registers import Layout, Order, Type, packed
from drivers.roles import QUANTITIES
from inputs.bounded import BadFile, read_toml

_First = Literal["high_first", "low_first"]
#: Order by which word and which byte comes first.
_ORDERS: dict[tuple[_First, _First], Order] = {
    ("high_first", "high_first"): "ABCD",
    ("low_first", "high_first"): "CDAB",
    ("high_first", "low_first"): "BADC",
    ("low_first", "low_first"): "DCBA",
}


class MapError(ValueError):
    """A register map that cannot be used; the message names every reason."""


def _no_float(value: object) -> object:
    if isinstance(value, float):
        raise ValueError('write numbers with a point as text, "0.01"')  # noqa: TRY004  pydantic reports ValueError only
    return value


_Number = Annotated[Decimal, BeforeValidator(_no_float)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Place(_Strict):
    """Where a number lies.

    Attributes:
        address: First register, as it is sent (counted from 0).
        type: Type of the number.
        not_valid: Values in hexadecimal, most significant digit first, that mean *not valid*; absent for the usual ones
            of the type.
    """

    address: int = Field(ge=0, le=0xFFFF)
    type: Type
    not_valid: tuple[str, ...] | None = None

    @field_validator("not_valid")
    @classmethod
    def _hexadecimal(cls, values: tuple[str, ...] | None, found: ValidationInfo) -> tuple[str, ...] | None:
        if values is not None and "type" in found.data:
            digits = 4 * Layout(found.data["type"], "ABCD").size
            if wrong := [text for text in values if not re.fullmatch(rf"[0-9A-Fa-f]{{{digits}}}", text)]:
                raise ValueError(f"{', '.join(wrong)}: write {digits} hexadecimal digits, such as {'F' * digits}")
        return values


class Proof(Place):
    """A register whose value is known; not the same with either order the other way round.

    Attributes:
        value: What it must hold.
    """

    value: _Number


class Register(Place):
    """A register of a quantity.

    Attributes:
        unit: Unit symbol; `1` for a pure number.
        scale: The number sent is multiplied by this.
    """

    unit: str
    scale: _Number = Decimal(1)


class RegisterMap(_Strict):
    """A register map; see the module's text."""

    name: str = Field(min_length=1)
    source: str = Field(min_length=1)
    function: Literal[3, 4]
    words: _First
    octets: _First
    serial: Place
    proof: Proof
    registers: dict[str, Register] = Field(min_length=1)

    @model_validator(mode="after")
    def _known(self) -> "RegisterMap":
        if unknown := sorted(set(self.registers) - set(QUANTITIES)):
            raise ValueError(f"no quantities {', '.join(unknown)}; known: {', '.join(QUANTITIES)}")
        return self

    @model_validator(mode="after")
    def _proven(self) -> "RegisterMap":
        """The proof must look different with either order the other way round."""
        layout = self.layout(self.proof)
        widest = max(self.layout(place).size for place in (self.serial, *self.registers.values()))
        if layout.size == 1 < widest:
            raise ValueError("the proof is one register long and says nothing about the order of words")
        distinct: tuple[Order, ...] = ("ABCD", "BADC") if layout.size == 1 else get_args(Order)
        if len({packed(replace(layout, order=order), self.proof.value) for order in distinct}) < len(distinct):
            raise ValueError(f"{self.proof.value} looks the same in another order and proves nothing")
        return self

    def layout(self, place: Place) -> Layout:
        """How the number at a place lies in its registers."""
        scale = place.scale if isinstance(place, Register) else Decimal(1)
        reserved = None if place.not_valid is None else frozenset(bytes.fromhex(text) for text in place.not_valid)
        return Layout(place.type, _ORDERS[self.words, self.octets], scale, reserved)


def load_map(path: Path) -> RegisterMap:
    """Read and check a register map.

    Raises:
        MapError: The file cannot be read, is no TOML, or has wrong fields; all of them are named.
    """
    try:
        return RegisterMap.model_validate(read_toml(path))
    except BadFile as error:
        raise MapError(f"{path}: {error}") from error
    except ValidationError as error:
        reasons = (f"{'.'.join(str(part) for part in one['loc'])}: {one['msg']}" for one in error.errors())
        raise MapError(f"{path}: {'; '.join(reasons)}") from error
