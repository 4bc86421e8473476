"""What inspections of the net content of a lot of prepackages have in common.

The lot is the subject, and one run judges it; see `procedures.packages.plan` for the figures that an edition gives.
"""

from dataclasses import replace
from decimal import Decimal

from metrology.decision import Outcome
from metrology.exact import plain
from metrology.sampling import raised_by_deviation, raised_by_range, sample_variance
from metrology.statistics.exact_sums import decimal_root
from procedures.kit import Requirements, Value, at_least, at_most, item
from procedures.packages.contents import Contents
from procedures.text import Text

MISSING = Text("样本不完整", "the sample is not complete")
SMALL = Text("批量小，方案不含此项", "the plan of so small a lot does not ask for it")


class NetContent(Contents):
    """Inspection of the net content of a lot."""

    def requirements(self) -> Requirements:
        """The nominal quantity is one that the edition is about."""
        scope = self.facts.table("scope")
        if self.subject.content not in scope:
            return
        *least, high = scope.numbers(self.subject.content)
        size, low = self.subject.size, least[0] if least else Decimal(0)
        limit = ", ".join([*(f"≥ {plain(x)}" for x in least), f"≤ {plain(high)} {self.unit}"])
        yield self.require("nominal", f"{plain(size)} {self.unit}", limit, low <= size <= high, "scope")

    def omits(self, key: str) -> Text | None:
        """What the plan of a small lot does not ask for, and what needs no density."""
        least = f"{key}_from"
        if key in {"shortages", "mean"} and self.subject.lot_size < self.facts.number(least):
            return SMALL
        return super().omits(key)

    @item()
    def label(self) -> None:
        """The marking, with the height of the figures that the nominal quantity asks for."""
        self.look(*self.marks())
        table, text = self.facts.table("height"), self.facts.text("height")
        key = (
            next(k for k in table.rows if k == "more" or self.subject.size <= Decimal(k))
            if self.subject.weighed
            else "other"
        )
        if key in table:
            (height,) = table.numbers(key)
            zh, en = (f"{words} ≥ {plain(height)} mm" for words in text)
            self.run.inspect("height", Text(zh, en))

    def marks(self) -> tuple[str, ...]:
        """What is looked for on a package besides the height of the figures."""
        return ("declared", "unit")

    @item("lot/pc sample/pc accept?/pc factor?/1")
    def sampling(self) -> None:
        """The sample is drawn at random from the whole lot."""
        self.condition("random")
        factor = {"factor": Value.constant(self.row["k"])} if self.row and "k" in self.row else {}
        accept = {} if self.omits("shortages") else {"accept": Value.constant(self.allowed())}
        self.report(
            final=False,
            lot=Value.constant(self.subject.lot_size),
            sample=Value.constant(self.sample),
            **accept,
            **factor,
        )

    @item("content dq beyond? MPE")
    def individual(self) -> None:
        """The deviation of every package, and that none is short by more than any may be."""
        for n in range(1, self.sample + 1):
            with self.at(str(n), **self.package(n)):
                content = self.content_of(n)
                self.found[n] = content
                deviation = content - self.qn
                short = -deviation.number
                beyond = [Value.constant(short - self.T, "beyond")] if short > self.T else []
                self.compare(at_least(-self.T_most), also=[content.named("content"), *beyond], dq=deviation)

    @item("tolerated sample/pc defectives/pc MPE/pc")
    def shortages(self) -> None:
        """How many packages exceed the tolerated deficiency."""
        short = [n for n, found in self.found.items() if self.exceeds(self.qn.number - found.number)]
        few = len(short) <= self.allowed()
        if few and not self.complete:
            self.conclude(Outcome.INCOMPLETE, reason=MISSING)
            return
        also = [Value.constant(self.T, "tolerated"), Value.constant(self.sample, "sample")]
        self.compare(at_most(self.allowed()), also=also, chosen=True, defectives=Value.constant(len(short)))

    @item("content_mean content_s? content_R? factor?/1 raised MPE")
    def mean(self) -> None:
        """The mean content, raised by what chance allows in a sample, is not below the nominal quantity."""
        if not self.complete:
            self.conclude(Outcome.INCOMPLETE, reason=MISSING)
            return
        contents, factor = [found.number for found in self.found.values()], self.factor()
        average = Value.constant(raised_by_deviation(contents, Decimal(0)), "content_mean")
        if self.row and "a" in self.row:
            spread = Value.constant(max(contents) - min(contents), "content_R")
            raised = raised_by_range(contents, factor)
        else:
            spread = Value.constant(decimal_root(sample_variance(contents)), "content_s")
            raised = raised_by_deviation(contents, factor)
        shown = average + Value.constant(factor, "factor") * spread if factor else average
        self.compare(
            at_least(self.qn.number), also=[average, spread], chosen=True, raised=replace(shown, number=raised)
        )

    @property
    def complete(self) -> bool:
        """Whether every package of the sample was measured."""
        return len(self.found) == self.sample
