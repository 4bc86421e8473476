"""A lot of prepackages: what is declared on it, the sample it needs, the deficiencies that are tolerated."""

from decimal import ROUND_CEILING, Decimal
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, PlainSerializer, model_validator

from metrology.exact import divide, multiply, plain
from metrology.limits import OutOfTable
from metrology.rounding import round_to_interval
from metrology.sampling import draw
from metrology.units import Quantity, unit
from procedures.kit import Facts, Nameplate
from procedures.kit.table import Table

Content = Literal["mass", "volume", "drained", "length", "area", "count"]
UNITS = {"mass": "g", "volume": "mL", "drained": "g", "length": "m", "area": "cm²", "count": "pc"}
WEIGHED = frozenset({"mass", "volume", "drained"})
NAMES = {
    "mass": "质量 | mass", "volume": "体积 | volume", "drained": "沥干物质量 | drained mass", "length": "长度 | length",
    "area": "面积 | area", "count": "件数 | number of pieces",
}  # fmt: skip
HEAVY = 10000
NO_YES = {"False": "否 | no", "True": "是 | yes"}


def _nominal(value: object) -> object:
    """A nominal quantity; a bare number is one of pieces."""
    if isinstance(value, str) and value.strip().isdecimal():
        return Quantity.parse(f"{value} pc")
    return Quantity.parse(value) if isinstance(value, str) else value


class Lot(Nameplate):
    """An inspection lot of prepackages of one nominal quantity; the serial number is that of the lot.

    What only some editions ask about may be left out: whether the packages are destroyed by the test, bear ℮, are made
    by hand or grown, are yarn, or are goods with limits of their own; where the test is done.
    """

    content: Content = Field(title="净含量标注方式 | Net content is declared by", json_schema_extra={**NAMES})
    nominal: Annotated[Quantity, BeforeValidator(_nominal), PlainSerializer(str, return_type=str)] = Field(
        title="标注净含量 Qn（各件相同，不含非定量包装） | Nominal quantity Qn (the same on every package, no random weight)"
    )
    lot_size: int = Field(ge=1, title="批量 N | Lot size N")
    destructive: bool | None = Field(None, title="破坏性检验 | Destructive test", json_schema_extra={**NO_YES})
    e_mark: bool | None = Field(None, title="℮ 标志 | ℮ mark", json_schema_extra={**NO_YES})
    natural: bool | None = Field(None, title="手工制作或天然 | Made by hand or grown", json_schema_extra={**NO_YES})
    yarn: bool | None = Field(None, title="纱线 | Yarn", json_schema_extra={**NO_YES})
    goods: Literal["coal", "soil", "paint", "food"] | None = Field(
        None, title="商品 | Goods",
        json_schema_extra={
            "coal": "煤、焦炭、型煤 | coal, coke, briquettes", "soil": "肥料、土壤改良剂 | fertiliser, growing media",
            "paint": "油漆 | paint", "food": "食品 | food",
        },
    )  # fmt: skip
    found_by: Literal["gross", "net", "measured"] = Field(
        "gross", title="实际含量的测定 | How a content is found",
        json_schema_extra={
            "gross": "总重减皮重 | gross mass less packaging", "net": "净重（去皮或取出内容物） | net mass (product taken out, or balance tared)",
            "measured": "直接测得（量器、尺、计数） | measured or counted directly",
        },
    )  # fmt: skip
    place: Literal["packer", "store"] = Field(
        "packer", title="检验地点 | Place of the test",
        json_schema_extra={"packer": "包装地 | where it was packed", "store": "仓库或实验室 | in a store or laboratory"},
    )  # fmt: skip

    draw_seed: Annotated[str, Field(min_length=1)] | None = Field(None, title="抽样种子 | Seed of the draw")

    @model_validator(mode="after")
    def _fits(self) -> Self:
        symbol, q = UNITS[self.content], self.nominal
        if unit(q.unit).dimension != unit(symbol).dimension:
            raise ValueError(f"nominal: {q} is no {self.content}; expected a unit like {symbol}")
        if q.value <= 0 or (self.content == "count" and q.value != q.value.to_integral_value()):
            raise ValueError(f"nominal: {plain(q.value)} must be positive, and whole for a number of pieces")
        if self.found_by == "net" and self.content not in {"mass", "volume"}:
            raise ValueError(f"found_by: net is for a mass or a volume, not for {self.content}")
        if self.found_by == "measured" and self.content in {"mass", "drained"}:
            raise ValueError(f"found_by: measured is for what needs no balance, not for {self.content}")
        return self

    @property
    def weighed(self) -> bool:
        """Whether the content is a mass or a volume."""
        return self.content in WEIGHED

    @property
    def on_balance(self) -> bool:
        """Whether the content is found on a balance."""
        return self.weighed and self.found_by != "measured"

    @property
    def by_volume(self) -> bool:
        """Whether the density of the product is needed."""
        return self.content == "volume" and self.found_by != "measured"

    @property
    def display(self) -> str:
        """Unit in which the content is judged."""
        return self.nominal.unit if self.content == "area" else UNITS[self.content]

    @property
    def heavy(self) -> bool:
        """Whether the nominal quantity is above 10 kg or 10 L."""
        return self.weighed and self.size > HEAVY

    @property
    def most(self) -> str:
        """Which deficiency no package may exceed where editions tell them apart: usual, grown, or heavy."""
        if self.heavy:
            return "heavy"
        return "grown" if self.content == "drained" and self.natural else "usual"

    @property
    def size(self) -> Decimal:
        """Nominal quantity in the unit of judgement."""
        return self.nominal.to(self.display).value


def package(number: int, of_lot: int | None = None) -> dict[str, str]:
    """Words for a package of the sample, with its number in the lot where it was drawn by one."""
    if of_lot is None:
        return {"words": f"第 {number} 件 | package {number}"}
    return {"words": f"第 {number} 件（批内第 {of_lot} 件） | package {number} (number {of_lot} of the lot)"}


def drawn(lot_size: int, sample: int, seed: str) -> list[int]:
    """Numbers of the packages of a lot that a seed draws, in order; each from 1 to the lot size.

    They are those whose SHA-256 of seed, line feed and number comes first, as `metrology.sampling.draw` orders them.
    """
    return sorted(map(int, draw(map(str, range(1, lot_size + 1)), seed)[:sample]))


def row_of(table: Table, lot_size: int) -> dict[str, Decimal] | None:
    """The row of a table of plans, whose keys are the smallest lots; None below the first."""
    sizes = [key for key in table.rows if int(key) <= lot_size]
    return table.row(max(sizes, key=int)) if sizes else None


def deficiency(facts: Facts, name: str, rounding: str, nominal: Decimal) -> Decimal:
    """A tolerated deficiency: the row up to which the nominal quantity reaches, rounded as the edition says.

    Args:
        facts: Facts of the edition.
        name: Table with the columns `share` and `amount`; keys say up to where a row holds, the end included.
        rounding: Row of ``[tables.rounding]``: rule, interval, and where another one holds beyond, up to where and that
            one. Without it, or for an empty one, nothing is rounded.
        nominal: Nominal quantity.

    Raises:
        OutOfTable: The table ends below.
    """
    table = facts.table(name)
    key = next((k for k in table.rows if k == "more" or nominal <= Decimal(k)), None)
    if key is None:
        raise OutOfTable(nominal, table.source.clause, f"≤ {plain(Decimal(list(table.rows)[-1]))}")
    row = table.row(key)
    exact = row["amount"] + multiply(row["share"], nominal)
    if not rounding or not row["share"] or rounding not in (rules := facts.table("rounding")):
        return exact
    rule, fine, *beyond = rules.texts(rounding)
    step = Decimal(beyond[1] if beyond and nominal > Decimal(beyond[0]) else fine)
    if rule == "up":
        return divide(exact, step).to_integral_value(ROUND_CEILING) * step
    return round_to_interval(exact, step)
