"""Excess packaging of food and cosmetics (过度包装): interspace ratio, layers, cost.

An edition says how the necessary volume follows from the goods: in 2021 from the net content, k·V₀ for each kind of
goods; in 2009 from the volume of the initial packages, (1 + k)·V₀.
"""

from decimal import Decimal
from typing import Annotated, ClassVar, Literal, Self

from pydantic import BeforeValidator, Field, PlainSerializer, model_validator

from drivers.roles import PackagingExaminer
from metrology.exact import multiply, plain, trimmed
from metrology.units import Quantity, UnitError
from metrology.units import unit as known_unit
from procedures.errors import SubjectError
from procedures.kit import Facts, KitProcedure, Nameplate, Requirements, Value, at_most, item

GOODS = {
    "grain": "粮食及其加工品 | grain and its products", "mooncake": "月饼 | mooncakes", "zongzi": "粽子 | zongzi",
    "tea": "茶叶及相关制品 | tea", "compressed-tea": "紧压茶 | compressed tea", "wine": "饮料酒 | alcoholic drinks",
    "pastry": "糕点 | pastries", "health-food": "保健食品 | health food", "cosmetics": "化妆品 | cosmetics",
    "other-food": "其他食品 | other food",
}  # fmt: skip
Goods = Literal[
    "grain", "mooncake", "zongzi", "tea", "compressed-tea", "wine", "pastry", "health-food", "cosmetics", "other-food"
]
SIDES = {"box": ("length", "width", "height"), "cylinder": ("diameter", "height")}
NAMES = {"length": "长 | length", "width": "宽 | width", "height": "高 | height", "diameter": "直径 | diameter"}
PI = Decimal("3.141592653589793238462643383")
CUBE = Decimal(1000)
"""Cubic millimetres in a cubic centimetre."""
HUNDRED = Decimal(100)


def _amount(value: object) -> object:
    return Quantity.parse(value) if isinstance(value, str) else value


Amount = Annotated[Quantity, BeforeValidator(_amount), PlainSerializer(str, return_type=str)]
"""A mass or a volume."""


class Packing(Nameplate):
    """Goods as they are sold; the serial number is that of the batch or of the sample.

    `others` lists further goods of a mixed package: ``tea 100 g; wine 500 mL``; `k` is the coefficient of necessary
    space as it is printed in annex A, where the edition here has none for these goods.
    """

    goods: Goods = Field(title="商品类别 | Kind of goods", json_schema_extra={**GOODS})
    net: Amount = Field(title="净含量 | Net content")
    pieces: int = Field(1, ge=1, title="单件数 | Number of single pieces")
    others: str | None = Field(None, title="其他内装商品 | Other goods in the package")
    shape: Literal["box", "cylinder", "other"] = Field(
        "box", title="销售包装形状 | Form of the sales package",
        json_schema_extra={"box": "长方体 | box", "cylinder": "圆柱体 | cylinder", "other": "其他 | other"},
    )  # fmt: skip
    k: Annotated[Decimal, Field(gt=0)] | None = Field(
        None, title="商品必要空间系数 k | Coefficient of necessary space k"
    )

    @model_validator(mode="after")
    def _fits(self) -> Self:
        for name, net in self.contents:
            if known_unit(net.unit).dimension not in {known_unit("g").dimension, known_unit("mL").dimension}:
                raise ValueError(f"{name}: {net} is neither a mass nor a volume")
            if net.value <= 0:
                raise ValueError(f"{name}: the net content must be positive, not {net}")
        return self

    @property
    def contents(self) -> list[tuple[str, Quantity]]:
        """Every kind of goods in the package with its net content.

        Raises:
            ValueError: `others` cannot be read.
        """
        found: list[tuple[str, Quantity]] = [(self.goods, self.net)]
        for part in filter(None, (p.strip() for p in (self.others or "").replace("；", ";").split(";"))):
            name, _, amount = part.partition(" ")
            if name not in GOODS:
                raise ValueError(f"others: {name!r} is none of {', '.join(GOODS)}")
            try:
                found.append((name, Quantity.parse(amount)))
            except (UnitError, ValueError) as error:
                raise ValueError(
                    f"others: {part!r}: write the kind of goods and its net content, like tea 100 g"
                ) from error
        return found

    @property
    def single(self) -> Decimal:
        """Net content of a single piece in g or mL."""
        return cubic(self.net) / self.pieces


def cubic(net: Quantity) -> Decimal:
    """A net content in mL, a mass as so many mL as it has grams."""
    mass = known_unit(net.unit).dimension == known_unit("g").dimension
    return net.to("g" if mass else "mL").value


class ExcessPackaging(KitProcedure[Packing]):
    """Inspection of the packaging of goods."""

    under_test, unit = "packing", "%"
    subject_model = Packing
    currency = "CNY"
    packing: PackagingExaminer
    facts: ClassVar[Facts]

    def prepare(self) -> None:
        """Nothing is measured yet; of each kind of goods there is a coefficient, here or on the nameplate.

        Raises:
            SubjectError: There is none, so that nothing can be judged.
        """
        self.outer_volume: Value | None = None
        table, own = self.facts.table("k"), self.subject.k is not None
        missing = [
            name
            for name, _ in self.subject.contents
            if name not in table and "any" not in table and not (own and name == self.subject.goods)
        ]
        if missing:
            names = ", ".join(missing)
            problem = (
                f"k: there is no coefficient of necessary space for {names}; state the one that the standard prints"
            )
            raise SubjectError(f"{self.subject.serial}", [problem])

    def requirements(self) -> Requirements:
        """The coefficient of each kind of goods."""
        shown = [f"{name}: {plain(self.factor(name))}" for name, _ in self.subject.contents]
        yield self.require("k", "; ".join(shown), "> 0", True, "k")

    def factor(self, goods: str) -> Decimal:
        """The coefficient k of a kind of goods; that of the nameplate stands before the table."""
        if goods == self.subject.goods and self.subject.k is not None:
            return self.subject.k
        table = self.facts.table("k")
        return table.numbers(goods if goods in table else "any")[0]

    @item()
    def basics(self) -> None:
        """What packaging may not be made of, and what may not be packed together."""
        keys = self.facts.table("basics")
        row = self.subject.goods if self.subject.goods in keys else "any"
        self.look(*keys.texts(row))

    @item("layers/pc MPE/pc")
    def layers(self) -> None:
        """Number of layers."""
        table = self.facts.table("layers")
        (most,) = table.numbers(self.subject.goods if self.subject.goods in table else "any")
        found = self.read("layers", self.packing.layers, unit="pc", expect=most)
        self.compare(at_most(most), layers=found)

    @item("outer_length?/mm outer_width?/mm outer_height?/mm outer_diameter?/mm outer_volume/mL needed/mL X MPE")
    def interspace(self) -> None:
        """X = (Vn − necessary volume) / Vn."""
        sides = SIDES.get(self.subject.shape, ())
        measured = {}
        for side in sides:
            with self.at(side, words=NAMES[side]):
                key = f"outer_{side}"
                measured[key] = self.read(
                    key, (self.packing.outer, side), unit="mm", expect=self.ideal(), bounded=False
                )
                self.report(final=False, **{key: measured[key]})
        outer = self.volume(list(measured.values()))
        needed = self.needed()
        X = HUNDRED * (outer - needed) / outer
        self.compare(at_most(self.limit()), also=[outer.named("outer_volume"), needed.named("needed")], X=X)

    def volume(self, sides: list[Value]) -> Value:
        """Outer volume in mL."""
        if self.subject.shape == "box":
            length, width, height = sides
            return length * width * height / CUBE
        if self.subject.shape == "cylinder":
            diameter, height = sides
            return diameter * diameter * height * (PI / 4 / CUBE)
        return self.read("outer_volume", self.packing.outer_volume, unit="mL", expect=self.necessary(), bounded=False)

    def ideal(self) -> Decimal:
        """Side of a cube that is as large as the goods need, in mm: what an ideal package measures."""
        return Decimal(round((self.necessary() * CUBE) ** (Decimal(1) / 3)))

    def necessary(self) -> Decimal:
        """Σ k·V₀ in mL."""
        return sum((multiply(self.factor(name), cubic(net)) for name, net in self.subject.contents), Decimal(0))

    def needed(self) -> Value:
        """The necessary volume in mL."""
        return Value.constant(trimmed(self.necessary()), "needed")

    def limit(self) -> Decimal:
        """Largest interspace ratio in %, by the net content of a single piece."""
        table = self.facts.table("interspace")
        key = next(k for k in table.rows if k == "more" or self.subject.single <= Decimal(k))
        return table.numbers(key)[0]

    @item("price/¤ cost/¤ ratio/% MPE/%")
    def cost(self) -> None:
        """Cost of all packaging but the initial one, as a part of the sales price."""
        price = self.read("price", self.packing.sales_price, unit=self.currency, expect=HUNDRED, bounded=False)
        cost = self.read("cost", self.packing.packaging_cost, unit=self.currency, expect=Decimal(10), bounded=False)
        table = self.facts.table("cost")
        row = table.row(self.subject.goods if self.subject.goods in table else "any")
        most = row["most"] if price.number < row["from"] else row["most_from"]
        self.compare(at_most(most), also=[price, cost], chosen=True, ratio=HUNDRED * cost / price)
