"""Risks of a wrong decision about a result near its limits, and how far to stay away from them (JCGM 106:2012)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from messages import both
from metrology.risk import (
    GammaProcess,
    NormalProcess,
    acceptance_limit,
    global_risk,
    guard_band_factor,
    guard_band_for_consumer_risk,
    specific_risk,
)
from metrology.text import Text
from sequencer.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from metrology.risk import Process

METHODS = ("dobbert", "rss", "test95", "rp10")
_PROCESSES: Mapping[str, Callable[[float, float], Process]] = {"normal": NormalProcess, "gamma": GammaProcess}


class NoSuchRisk(Refused):
    """A question that has no answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked.

    Attributes:
        U, k: Expanded uncertainty of the result, in the unit of the limits, and its coverage factor.
        lower, upper: Tolerance limits; None for an absent one.
        result: The measured value; None where only limits are asked for.
        probability: Required probability that an accepted item conforms.
        process: Distribution of the items, such as ``normal:1500,0.12`` or ``gamma:3,2``, or the share of them within
            the limits, ``0.9``; empty where nothing is known.
        guard: Guard band at each limit that the items are accepted with, positive inwards.
        target: Share of accepted items that may lie outside; 0 where no guard band for it is asked for.
    """

    U: float
    k: float = 2
    lower: float | None = None
    upper: float | None = None
    result: float | None = None
    probability: float = 0.95
    process: str = ""
    guard: float = 0
    target: float = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """One line of the answer: a key for programs, words, a number."""

    key: str
    words: Text
    value: float

    def to_dict(self) -> dict[str, Any]:
        """For a program."""
        return {"key": self.key, "zh": self.words.zh, "en": self.words.en, "value": self.value}


def risks(question: Question) -> list[Answer]:
    """Everything that follows from a question.

    Raises:
        NoSuchRisk: A number or a process cannot be used.
    """
    try:
        return list(_answers(question))
    except (ValueError, ArithmeticError) as error:
        raise NoSuchRisk([both(str(error))]) from error


def _answers(q: Question) -> Iterator[Answer]:
    if not (q.U > 0 and q.k > 0):
        raise ValueError(f"U and k are positive, not {q.U} and {q.k}")
    if q.lower is None and q.upper is None:
        raise ValueError("state --lower, --upper or both")
    u = q.U / q.k
    if q.result is not None:
        found = specific_risk(NormalProcess(q.result, u), q.lower, q.upper)
        yield Answer("conformance", Text("合格概率", "Probability of conformity"), found.conformance)
        yield Answer("below", Text("低于下限的概率", "Probability below the lower limit"), found.below)
        yield Answer("above", Text("高于上限的概率", "Probability above the upper limit"), found.above)
    if q.lower is not None:
        low = acceptance_limit(q.lower, q.probability, standard_uncertainty=u, side="lower").value
        yield Answer("accept_from", Text("接收下限", "Acceptance limit, lower"), low)
    if q.upper is not None:
        high = acceptance_limit(q.upper, q.probability, standard_uncertainty=u).value
        yield Answer("accept_to", Text("接收上限", "Acceptance limit, upper"), high)
    if q.lower is not None and q.upper is not None:
        ratio = (q.upper - q.lower) / (4 * u)
        yield Answer("tur", Text("检定不确定度比（k = 2）", "Test uncertainty ratio (k = 2)"), ratio)
        for method in METHODS:
            words = Text(f"保护带系数（{method}）", f"Guard band factor ({method})")
            yield Answer(f"factor_{method}", words, guard_band_factor(method, ratio))  # type: ignore[arg-type]
    if q.process:
        yield from _of_items(q, u)


def _of_items(q: Question, u: float) -> Iterator[Answer]:
    process = _process(q)
    found = global_risk(process, u, (q.lower, q.upper), guard_band=q.guard)
    yield Answer("conforming", Text("合格品比例", "Share of items that conform"), found.conforming)
    yield Answer("accepted", Text("接收比例", "Share of items that are accepted"), found.accepted)
    yield Answer("consumer", Text("误收风险", "Risk of false acceptance"), found.consumer)
    yield Answer("producer", Text("误拒风险", "Risk of false rejection"), found.producer)
    among = Text("接收品中的不合格比例", "Share outside among accepted items")
    yield Answer("consumer_given_accepted", among, found.consumer_given_accepted)
    if q.target:
        band = guard_band_for_consumer_risk(q.target, process, u, (q.lower, q.upper), given_accepted=True)
        yield Answer("guard", Text("达到目标的保护带", "Guard band for the target"), band)


def _process(q: Question) -> Process:
    kind, colon, written = q.process.partition(":")
    try:
        numbers = [float(n) for n in (written if colon else kind).split(",")]
        if colon:
            first, second = numbers
            return _PROCESSES[kind](first, second)
        (share,) = numbers
    except (KeyError, ValueError) as error:
        raise ValueError(f"--process: {q.process!r}: write normal:MEAN,SD, gamma:SHAPE,RATE or a share") from error
    if q.lower is None or q.upper is None:
        raise ValueError("a share of items within the limits needs both limits")
    return NormalProcess.from_in_tolerance(share, q.lower, q.upper)
