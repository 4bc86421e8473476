"""A person at the terminal: position and serial number in each question, reasons in words, nothing typed in a wait."""

import pytest

from console.cli.screen import plain
from console.cli.terminal import Terminal
from drivers.roles import PointerGauge, PressureSource
from metrology.text import Text
from sequencer.correcting import Correcting, Earlier
from sequencer.entered_text import problem_of_reason
from sequencer.operator import AttendedInstrument, Instruction
from sequencer.reading_source import Call, Question
from services.runs.run_control import RunControl


class Script:
    """An operator that notes what it is asked."""

    def __init__(self) -> None:
        self.seen: list[Question | Instruction] = []

    def ask(self, question: Question) -> str:
        self.seen.append(question)
        return "0.4"

    check = ask

    def tell(self, instruction: Instruction) -> None:
        self.seen.append(instruction)

    announce = tell

    def waiting(self, seconds: int) -> None:
        del seconds

    remaining = waiting

    def doubt(self, question: Question, text: str, problem: object) -> str:
        self.seen.append(question)
        return ""


QUESTION = Question("a", Text("项目", "item"), Text("读数", "reading"), "MPa")


def attended(script: Script) -> AttendedInstrument:
    return AttendedInstrument(script, "7", "SN-7", ("gauge",))


def test_a_question_names_position_and_serial_number() -> None:
    script = Script()
    of = attended(script)
    of.ask(Call("gauge", "after_tap", (), PointerGauge), QUESTION)
    of.doubt(QUESTION, "9", None)  # type: ignore[arg-type]
    assert [(q.position, q.serial) for q in script.seen] == [("7", "SN-7")] * 2


def test_a_question_about_the_whole_bench_names_none() -> None:
    script = Script()
    attended(script).ask(Call("source", "pressure", (), PressureSource), QUESTION)
    assert [(q.position, q.serial) for q in script.seen] == [("", "")]


def test_pressure_left_on_is_to_be_vented() -> None:
    from decimal import Decimal

    script = Script()
    of = attended(script)
    of.tell(Call("source", "set_pressure", (Decimal(1), "MPa"), PressureSource))
    assert [text.zh for text in of.make_safe()] == ["检定已停止，请立即处理：通大气"]
    of.tell(Call("source", "set_pressure", (Decimal(1), "MPa"), PressureSource))
    of.tell(Call("source", "vent", (), PressureSource))
    assert of.make_safe() == []


def test_a_controller_is_announced_before_it_raises_the_pressure() -> None:
    from decimal import Decimal

    script = Script()
    attended(script).announce(Call("source", "set_pressure", (Decimal("0.40"), "MPa"), PressureSource))
    attended(script).announce(Call("source", "vent", (), PressureSource))
    assert ["0.4" in s.text.en for s in script.seen] == [True]


@pytest.mark.parametrize(("text", "counts"), [
    ("y", False), ("是", False), ("yes", False), ("0.6", False), ("ok ok ok", False), ("yyyyyyyyyy", False),
    ("12345678", False),
    ("确认", False), ("指针确在此处", True), ("the pointer really is there", True),
])  # fmt: skip
def test_what_counts_as_a_reason(text: str, counts: bool) -> None:
    assert (problem_of_reason(text) == "") is counts


def test_the_prompt_names_the_place(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    import io

    monkeypatch.setattr("sys.stdin", io.StringIO("0.4\n"))
    assert Terminal().ask(QUESTION._replace(position="7", serial="SN-7")) == "0.4"
    assert "[position 7 № SN-7] reading [MPa]:" in capsys.readouterr().err


def test_a_character_cut_in_half_is_asked_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    import io

    monkeypatch.setattr(
        "sys.stdin", io.TextIOWrapper(io.BytesIO(b"0.\xe4\xbd\n0.4\n"), "utf-8", errors="surrogateescape")
    )
    assert Terminal().ask(QUESTION) in {"0.4"}


def typed(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    import io

    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


class Notebook:
    """A journal that takes remarks while its run goes on."""

    position = "7"

    def __init__(self) -> None:
        self.remarks: list[tuple[str, str]] = []

    def remark(self, text: str, about: str = "", *_: object) -> bool:
        self.remarks.append((about, text))
        return True


def test_a_remark_at_the_prompt_is_journaled_and_answers_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    control, book = RunControl(), Notebook()
    noted = ("remark: the pointer sticks", "备注：指针卡滞", "remark:", "photo: /nowhere/dial.jpg")
    typed(monkeypatch, *noted, "0.4", "remark: late", "")
    terminal = Terminal(control)
    with control.noting(book):  # type: ignore[arg-type]
        assert terminal.ask(QUESTION._replace(position="7")) == "0.4"
        terminal.tell(Instruction(Text("通大气", "vent"), "7"))
    assert book.remarks == [("a", "the pointer sticks"), ("a", "指针卡滞"), ("", "late")]
    said = capsys.readouterr().err
    assert "write a remark" in said
    assert "dial.jpg" in said
    assert said.count("on record") == 3


def test_a_correction_at_the_prompt_names_the_entry_by_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    earlier = (Earlier("a/1", Text("一", "one"), "0.4", "MPa"), Earlier("a/2", Text("二", "two"), "0.8", "MPa"))
    typed(monkeypatch, "correct", "", "更正", "2", "0.80", "read at the wrong scale")
    found = Terminal().ask(QUESTION._replace(earlier=earlier))
    assert isinstance(found, Correcting)
    assert (found, found.address, found.why) == ("0.80", "a/2", "read at the wrong scale")
    typed(monkeypatch, "correct", "0.4")
    assert Terminal().check(QUESTION) == "0.4"


def test_blanks_of_names_are_shown_and_commands_to_a_terminal_are_not_given() -> None:
    assert (
        plain("张\N{IDEOGRAPHIC SPACE}三 10\N{NO-BREAK SPACE}V\x1b]")
        == "张\N{IDEOGRAPHIC SPACE}三 10\N{NO-BREAK SPACE}V\\x1b]"
    )
