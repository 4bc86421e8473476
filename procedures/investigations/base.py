"""What every anti-fraud investigation has in common: rows of evidence, the states that were tested, the class.

A module has one item per test, each of which ends with `found`, and the two shared items `coverage` and
`classification` at the end of its ``[items]``. It never concludes what a verification concludes: an error beyond its
limit is an anomaly to be examined, and a verification decides whether the instrument conforms.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, ClassVar, TypeVar

from metrology.decision import Outcome
from metrology.detection import mode_difference_power
from procedures.errors import AuthorError
from procedures.findings import Finding
from procedures.investigations.comparison import finding_of
from procedures.investigations.evidence import BLANK, Evidence, together
from procedures.kit import KitProcedure
from procedures.kit.recording import same
from procedures.kit.shared import item
from procedures.regulation import Work
from procedures.standards import INDEPENDENT
from procedures.subject import Subject
from procedures.text import NO_TEXT, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from decimal import Decimal
    from typing import Any

    from metrology.detection import ModeDifference
    from procedures.kit.place import Key
    from procedures.run import Run
    from procedures.standards import References

S = TypeVar("S", bound=Subject)
M = TypeVar("M")
NOT_TESTED = Text("未测", "not tested")
TESTED = Text("已测", "tested")
PLANNED = "方案规定的测试 | test of the plan"
rows_of_evidence = item("runs/1 seen/1 chance/1 detects/1 power/1")
"""Marks an item whose rows are evidence."""


class Investigation(KitProcedure[S]):
    """A module of an investigation; `states` names everything that could switch a function on, tested here or not."""

    states: ClassVar[Mapping[str, Text]]

    def __init_subclass__(cls, **more: Any) -> None:
        """Refuse a data file that regulates something else.

        Raises:
            AuthorError: It does.
        """
        super().__init_subclass__(**more)
        if hasattr(cls, "facts") and cls.facts.regulation.work != Work.ANTI_FRAUD:
            raise AuthorError(f"work: an investigation states {Work.ANTI_FRAUD}", str(cls.facts.file))

    def __init__(self, subject: S, run: Run) -> None:
        self.evidence: list[tuple[Text, Evidence]] = []
        self.tested: dict[str, int] = {}
        super().__init__(subject, run)

    @contextmanager
    def at(self, *keys: Key, words: str = "", why: str = PLANNED) -> Iterator[None]:
        """Everything inside belongs to this test; see `KitProcedure.at`."""
        with super().at(*keys, words=words, why=why):
            yield

    @property
    def measurements(self) -> int:
        """Measurements of the whole investigation; those that serve several tests count once."""
        return sum(e.runs for _, e in self.evidence)

    def only_if(self, wanted: bool, measure: Callable[[], M], *kept: list[Any]) -> M | None:  # noqa: FBT001  see `Run`
        """Measure once more where that is wanted, see `procedures.run.Run.only_if`.

        A plan goes through these measurements whether they are wanted or not. What they added to a list is taken out of
        it again, so that what comes after them is planned as it will be done without them.

        Args:
            wanted: Whether they are wanted.
            measure: Makes them.
            kept: Lists that it adds to.
        """
        before = [len(one) for one in kept]
        found = self.run.only_if(wanted, measure)
        if found is None:
            for one, count in zip(kept, before, strict=True):
                del one[count:]
        return found

    def found(self, evidence: Evidence, *, state: str = "", reference: References = None) -> None:
        """Conclude a test, as a row of its item.

        Args:
            evidence: What it came to.
            state: Key of `states` that it tested.
            reference: Standards that it depends on; by default any that were read.
        """
        label = self._label()
        self.evidence.append((label, evidence))
        if state:
            self.tested[state] = self.tested.get(state, 0) + evidence.runs
        self._note_report()
        self.run.conclude(
            label,
            evidence.finding.outcome,
            values=evidence.columns,
            reason=evidence.reason,
            source=self._source,
            reference=reference,
        )

    def happened(
        self,
        it_did: bool,  # noqa: FBT001  an event is a plain question
        seen: str | Text,
        reason: str,
        runs: int = 1,
        error: Decimal | None = None,
    ) -> Evidence:
        """Evidence of something that either happened or did not, and has no probability.

        Args:
            it_did: Whether it happened.
            seen: What was seen, with its unit; what is written in Chinese on the instrument with its meaning.
            reason: Key of the text that says what happened.
            runs: Measurements it rests on.
            error: Error of the instrument in %, where that is what was looked at.
        """
        kind = Finding.OPEN if it_did else Finding.NONE
        shown = Text.same(seen) if isinstance(seen, str) else seen
        return Evidence(kind, runs, shown, reason=self.facts.text(reason) if it_did else NO_TEXT, error=error)

    def written(self, name: str, expect: str | Text, answers: Sequence[Text] = ()) -> None:
        """Conclude what is written at a place, or what a person answers in either language.

        Args:
            name: The place; key of its term, and of the text that says what another answer means.
            expect: What should be there.
            answers: Answers that are known, which stand in the report in both languages.
        """
        with self.at(name):
            found = self.text("found", (self.inspector.read_text, name), expect=expect)
            wanted = Text.same(expect) if isinstance(expect, str) else expect
            known = (one for one in answers if any(same(found or "", said) for said in one))
            seen = next(known, Text.same(found or BLANK))
            differs = found is not None and not any(same(found, one) for one in wanted)
            self.found(self.happened(differs, seen, name))

    def none_compared(self, known: Sequence[str], asked: Sequence[str]) -> None:
        """Conclude an item that compares states where it was asked for none of them: a row that says no more."""
        if not set(known) & set(asked):
            with self.at("none", words="未要求对比状态 | no comparison of states was asked for"):
                self.found(Evidence(Finding.NONE, 0, NOT_TESTED))

    def compared_rounds(
        self,
        rounds: Sequence[ModeDifference],
        shown: Callable[[float], str],
        sigma: float,
        detects: float,
        size: str,
    ) -> Evidence:
        """Evidence of two states that were compared, once or, where they differed, more often.

        Args:
            rounds: The comparisons, in their order; all their measurements are counted.
            shown: Prints a difference with its unit.
            sigma: Standard deviation of one measurement.
            detects: The difference whose power is stated.
            size: That difference with its unit.
        """
        first, finding = rounds[0], finding_of(rounds)
        power = mode_difference_power(detects, sigma, min(first.n), first.guard, first.significance)
        key = "twice" if finding is Finding.REPRODUCED else "once"
        reason = NO_TEXT if finding is Finding.NONE else self.facts.text(key)
        seen, runs = (
            Text.same(f"Δ = {' / '.join(shown(one.difference) for one in rounds)}"),
            sum(sum(one.n) for one in rounds),
        )
        return Evidence(finding, runs, seen, first.p_value, power, size, reason)

    @item("tests/1 runs/1")
    def coverage(self) -> None:
        """Every state that could switch a function on: with how many measurements it was tested, or that it was not."""
        for key, name in self.states.items():
            with self.at(key, words=words_of(name)):
                self._note_report()
                runs = self.tested.get(key, 0)
                outcome = Finding.NONE.outcome if runs else Outcome.NOT_APPLICABLE
                said: dict[str, str | Text] = {
                    "tests": TESTED if runs else NOT_TESTED,
                    "runs": str(runs) if runs else "—",
                }
                self.run.conclude(self._label(), outcome, values=said, source=self._source, reference=INDEPENDENT)

    @rows_of_evidence
    def classification(self) -> None:
        """The gravest class of all tests, with the probability of the least probable result by chance alone."""
        found = [e.finding for _, e in self.evidence]
        worst = max(found, key=list(Finding).index, default=Finding.NONE)
        chances = [e.chance for _, e in self.evidence if e.chance is not None]
        weakest = min((e for _, e in self.evidence if e.power is not None), key=lambda e: e.power or 0.0, default=None)
        concerned = [label for label, e in self.evidence if e.finding is not Finding.NONE]
        self._note_report()
        whole = Evidence(
            worst,
            self.measurements,
            _named(concerned) if concerned else Text("未见异常", "nothing was seen"),
            together(chances),
            weakest.power if weakest else None,
            weakest.detects if weakest else "",
        )
        self.run.conclude(
            self._examined.name, worst.outcome, values=whole.columns, reason=self._untested(), source=self._source
        )

    def _untested(self) -> Text:
        left = [name for key, name in self.states.items() if not self.tested.get(key)]
        if not left:
            return NO_TEXT
        named = _named(left)
        return Text(
            f"下列状态未测，对其不作结论：{named.zh}",
            f"these states were not tested, and nothing is concluded on them: {named.en}",
        )


def words_of(text: Text) -> str:
    """A text as `Investigation.at` takes it."""
    return f"{text.zh} | {text.en}"


def _named(texts: list[Text]) -> Text:
    once = list(dict.fromkeys(texts))
    return Text("、".join(t.zh for t in once), ", ".join(t.en for t in once))
