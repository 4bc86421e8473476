"""Rows of an empty form that ask the same thing at different points can be told apart."""

from metrology.text import Text
from sequencer.form.empty import form_rows
from sequencer.reading_source import Question


class Identity:
    """No identity: only the questions count here."""

    def rows(self) -> list[tuple[str, str]]:
        return []


def texts(*addresses: str) -> list[str]:
    ask, item = Text("载荷 100 g 的示值", "indication at 100 g"), Text("称量", "weighing")
    rows = form_rows([Question(a, item, ask, "g") for a in addresses], Identity())  # type: ignore[arg-type]
    return [row[2] for row in rows[1:-1]]


def test_up_differs_from_down_and_corner_1_from_corner_4() -> None:
    assert texts("weighing/up/100g/I", "weighing/down/100g/I") == [
        "载荷 100 g 的示值 indication at 100 g [升 up, 100g]",
        "载荷 100 g 的示值 indication at 100 g [降 down, 100g]",
    ]
    assert [t[-3:] for t in texts("eccentricity/1/I", "eccentricity/4/I")] == ["[1]", "[4]"]


def test_a_question_that_is_asked_once_stands_alone() -> None:
    assert texts("weighing/up/100g/I") == ["载荷 100 g 的示值 indication at 100 g"]
