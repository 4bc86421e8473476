"""One language per screen: help, messages, refusals; every text in both, in one catalogue."""

import re
import shlex
import string
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from console.catalogue import help as help_texts
from console.catalogue import messages, register_messages, usage
from console.catalogue.examples import EXAMPLES
from console.cli.help import help_of
from console.cli.main import app
from console.cli.screen import plain, print_table, say
from console.language import Language, clause_in, of_environment
from metrology.text import Text

ROOT = Path(__file__).parents[2]
CHINESE = re.compile(r"[\u4e00-\u9fff]")
TEXTS = [t for module in (messages, register_messages, usage) for t in vars(module).values() if isinstance(t, Text)]


def commands() -> dict[str, Any]:
    """Every command by its path."""
    found: dict[str, Any] = {}
    for name, command in get_command(app).commands.items():  # type: ignore[attr-defined]
        found[name] = command
        found |= {f"{name} {sub}": c for sub, c in getattr(command, "commands", {}).items()}
    return found


def test_every_command_and_option_is_explained_in_both_languages() -> None:
    missing = []
    for path, command in commands().items():
        texts = {path: help_of(path)}
        texts |= {f"{path} {p.name}": help_of(path, p) for p in command.params if p.name not in {"help", "lang"}}
        missing += [name for name, text in texts.items() if text is None]
    assert missing == []


def test_no_help_text_is_left_over() -> None:
    used = set()
    for path, command in commands().items():
        used |= {path} | {help_of(path, p) for p in command.params}
    texts = (
        set(used) | {help_of(path) for path in commands()} | {help_texts.HELP[name] for name in ("--lang", "--version")}
    )
    assert [key for key, text in help_texts.HELP.items() if text not in texts] == []


@pytest.mark.parametrize("text", [*TEXTS, *help_texts.HELP.values()], ids=lambda t: t.en[:30])
def test_both_languages_say_the_same(text: Text) -> None:
    fields = [{name for _, name, _, _ in string.Formatter().parse(form) if name} for form in text]
    assert fields[0] == fields[1]
    assert not CHINESE.search(text.en)


def test_no_other_module_of_the_console_holds_chinese_text() -> None:
    files = [p for p in (ROOT / "console").rglob("*.py") if p.parent.name != "catalogue"]
    assert [p.name for p in files if CHINESE.search(p.read_text("utf-8").replace("\\u4e00", ""))] == []


@pytest.mark.parametrize(("environ", "language"), [
    ({"LANG": "zh_CN.UTF-8"}, "zh"), ({"LANG": "C.UTF-8"}, "en"), ({"LANG": "de_DE"}, "en"),
    ({"LC_ALL": "en_US", "LANG": "zh_CN"}, "en"), ({"LC_MESSAGES": "zh_CN", "LANG": "en_US"}, "zh"),
    ({"STEELYARD_LANG": "zh", "LC_ALL": "en_US"}, "zh"), ({"STEELYARD_LANG": "", "LC_ALL": "zh_TW"}, "zh"),
])  # fmt: skip
def test_the_language_follows_the_environment(environ: dict[str, str], language: str) -> None:
    assert of_environment(environ) is Language(language)


@pytest.mark.parametrize("words", [
    ("--lang", "zh", "--help"), ("--help", "--lang=zh"), ("run", "--lang", "zh", "--help"),
])  # fmt: skip
def test_help_in_chinese(lab: Any, words: tuple[str, ...]) -> None:
    said = lab(*words)
    assert (said.code, "选项" in said.out, "Options" in said.out) == (0, True, False)


def test_a_run_shows_one_language(lab: Any) -> None:
    english = lab.run("JJG 52")
    assert english.code == 0
    assert not re.search("结论|合格|模拟|检定点", english.err)
    chinese = lab.run("JJG 52", "--lang", "zh")
    assert "结论：" in chinese.err
    assert not re.search("Verdict|Indication|simulated", chinese.err)


def test_a_wrong_command_line_is_explained(lab: Any) -> None:
    said = lab("run", "--lang", "zh", "--json")
    assert (said.code, "缺少 REG" in said.err) == (2, True)
    assert said.document == {"refused": [{"zh": "缺少 REG", "en": "REG is missing"}]}
    assert lab("runs", "--lang", "fr").code == 2


def test_the_language_holds_in_every_thread() -> None:
    """Positions of a bench show their progress from threads of their own."""
    from concurrent.futures import ThreadPoolExecutor

    from console.language import localised, use

    use(Language.ZH)
    try:
        with ThreadPoolExecutor(1) as pool:
            assert pool.submit(localised, Text("中", "en")).result() == "中"
    finally:
        use(Language.EN)


def test_every_command_has_an_example_that_can_be_parsed() -> None:
    program = commands()
    leaves = {path for path, command in program.items() if not getattr(command, "commands", {})}
    assert set(EXAMPLES) == leaves
    for path, example in EXAMPLES.items():
        words = shlex.split(example)[len(path.split()) :]
        with program[path].make_context(path, words, resilient_parsing=False):
            pass


def test_help_shows_the_example(lab: Any) -> None:
    assert 'steelyard example "JJG 229" -o rtd' in lab("example", "--help").out


def test_the_sign_of_a_province_stays_in_a_clause() -> None:
    assert clause_in("JJF(新)94-2023 8.1 外观检查", Language.EN) == "JJF(新)94-2023 8.1"
    assert clause_in("JJF(新)94-2023 8.1 外观检查", Language.ZH) == "JJF(新)94-2023 8.1 外观检查"
    assert clause_in("JJF 1049-2024 外观", Language.EN) == "JJF 1049-2024"


def test_a_wrong_day_is_named_in_the_language_of_the_screen(lab: Any) -> None:
    said = lab("--lang", "zh", "predict", "PG-0021", "--at", "2027-06-31")
    assert said.code == 2
    assert "“2027-06-31”不是日期" in said.err
    assert "match" not in said.err
    assert "'2027-06-31' is no day; write 2026-03-05" in lab("predict", "PG-0021", "--at", "2027-06-31").err


def test_colons_of_an_address_do_not_become_a_picture(capsys: pytest.CaptureFixture[str]) -> None:
    say(plain("00:ab:x:1"))
    print_table("", ["address"], [[plain("00:ab:x:1")]])
    shown = capsys.readouterr()
    assert "00:ab:x:1" in shown.err
    assert "00:ab:x:1" in shown.out
