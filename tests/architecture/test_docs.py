"""What the README and the documentation say is true: links, commands, excerpts, files."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path

import pytest
import typer
from typer.main import get_command

from console.cli.main import _without_language, app
from drivers.bench_file import load_bench
from procedures.mass.jjg_539_2016 import IndicatingScale
from procedures.pressure.jjg_52_2013 import Gauge
from procedures.subject import load_subject

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
NAMES = [page.relative_to(ROOT).as_posix() for page in PAGES]
FENCE = re.compile(r"^(?P<indent> *)```(?P<kind>\w*)\n(?P<text>.*?)^(?P=indent)```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"!?\[[^\]]*\]\((?P<target>[^)\s]+)\)")
SHELLS = ("console", "bash", "sh", "powershell")
PROGRAM_COMMANDS = get_command(app).commands  # type: ignore[attr-defined]
PROGRAM = re.compile(r"^(\.venv[/\\](bin|Scripts)[/\\])?steelyard$")


def blocks(page: Path, *kinds: str) -> list[str]:
    return [
        "\n".join(line.removeprefix(found["indent"]) for line in found["text"].splitlines())
        for found in FENCE.finditer(page.read_text("utf-8"))
        if found["kind"] in kinds
    ]


def prose(page: Path) -> str:
    return FENCE.sub("", page.read_text("utf-8"))


def calls(page: Path) -> list[list[str]]:
    """Arguments of every whole `steelyard` command in a shell block."""
    found = []
    for block in blocks(page, *SHELLS):
        for line in block.replace("\\\n", " ").splitlines():
            words = shlex.split(line.removeprefix("$ ").replace("\\", "/"), comments=True)
            if words and PROGRAM.match(words[0]):
                found.append(_without_language(words[1:])[0])
    return found


def anchor(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    for link in LINK.finditer(prose(page)):
        target, _, fragment = link["target"].partition("#")
        if "://" in target:
            continue
        file = (page.parent / target).resolve() if target else page
        assert file.is_file(), f"{link[0]}: there is no {file}"
        assert file.is_relative_to(ROOT), f"{link[0]} leads out of the repository"
        if fragment and file.suffix == ".md":
            headings = re.findall(r"^#+ (.*)$", file.read_text("utf-8"), re.MULTILINE)
            assert fragment in map(anchor, headings), f"{link[0]}: no such heading"


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_every_command_in_a_shell_block_is_understood(page: Path) -> None:
    commands = PROGRAM_COMMANDS
    for words in calls(page):
        if words[0] == "--help":
            continue
        assert words[0] in commands, f"steelyard {' '.join(words)}: no such command"
        try:
            commands[words[0]].make_context(words[0], words[1:])
        except typer.Exit:  # --help of a command
            continue


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_every_command_in_the_text_exists_with_its_options(page: Path) -> None:
    commands = PROGRAM_COMMANDS
    for quoted in re.findall(r"`steelyard ([^`]+)`", prose(page)):
        name = quoted.split()[0]
        if name.startswith("-") or name == "COMMAND":
            continue
        assert name in commands, f"`steelyard {quoted}`: no such command"
        command = commands[name]
        if len(quoted.split()) > 1:  # a command of a group
            command = getattr(command, "commands", {}).get(quoted.split()[1], command)
        known = {option for parameter in command.params for option in parameter.opts} | {"--help", "--lang"}
        unknown = set(re.findall(r"(?<!\S)(--?[a-z][a-z-]*)", quoted)) - known
        assert not unknown, f"`steelyard {quoted}`: no option {unknown}"


def test_the_commands_are_all_in_the_reference() -> None:
    text = (ROOT / "docs/reference/commands.md").read_text("utf-8")
    missing = [name for name in PROGRAM_COMMANDS if f"`steelyard {name}" not in text]
    assert not missing


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_every_make_target_exists(page: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    in_text = re.findall(r"`make ([a-z-]+)`", prose(page))
    in_blocks = [
        name for b in blocks(page, *SHELLS) for name in re.findall(r"^(?:\$ )?make ([a-z-]+)", b, re.MULTILINE)
    ]
    assert set(in_text + in_blocks) <= targets


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_an_excerpt_of_a_module_stands_in_that_module(page: Path) -> None:
    for block in blocks(page, "python"):
        head, _, rest = block.partition("\n")
        if not (named := re.fullmatch(r"# (\S+\.py)", head)):
            continue
        module = (ROOT / named[1]).read_text("utf-8").splitlines()
        for line in rest.splitlines():
            assert line in module, f"{named[1]} has no line {line!r}"


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_every_toml_block_is_what_it_shows(page: Path, tmp_path: Path) -> None:
    for block in blocks(page, "python"):  # a page that writes a plug-in shows its bench too
        if (named := re.match(r"# File drivers/(\w+\.py)\n", block)) is not None:
            (tmp_path / "laboratory.toml").write_text('[plugins]\ndrivers = ["drivers"]\n', encoding="utf-8")
            (tmp_path / "drivers").mkdir(exist_ok=True)
            (tmp_path / "drivers" / named[1]).write_text(block, encoding="utf-8")
    for number, block in enumerate(blocks(page, "toml")):
        content = tomllib.loads(block)
        file = tmp_path / f"{number}.toml"
        file.write_text(block, encoding="utf-8")
        if "bench" in content:
            assert load_bench(file).roles
        if "instrument" in content:
            model = IndicatingScale if "max" in content["instrument"] else Gauge
            assert load_subject(file, model).serial


def test_the_index_names_every_page() -> None:
    docs = ROOT / "docs"
    index = (docs / "README.md").read_text("utf-8")
    pages = {page.relative_to(docs).as_posix() for page in docs.rglob("*.md")} - {"README.md"}
    of_kinds = {page for page in pages if page.startswith("reference/regulations/")}  # named by the page of regulations
    assert not {page for page in pages - of_kinds if f"({page})" not in index}


def test_no_page_names_a_place_of_one_machine() -> None:
    for page in PAGES:
        assert not re.search(r"(?<![\w.])/(work|tmp|home|root)/", page.read_text("utf-8")), page
