"""Help screens in the language of the screen, from the catalogue."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperCommand, TyperGroup

from console.catalogue import usage
from console.catalogue.examples import EXAMPLES
from console.catalogue.help import HELP, PROGRAM
from console.language import localised
from messages import chinese

if TYPE_CHECKING:
    from metrology.text import Text

NO_DAY = re.compile(r"(?:Value error, )?'(.*)' does not match the formats? .*%Y", re.DOTALL)
NO_COMMAND = re.compile(r"No such command '(.*?)'\.?(?: Did you mean (.*)\?)?$")
LANGUAGE_METAVAR = "zh|en"
ABOUT_A_NAME = {"MissingParameter": usage.MISSING, "GivenTwice": usage.GIVEN_TWICE}


def help_of(path: str, parameter: Any = None) -> Text | None:
    """The help of a command (`path` without the program's name), or of one of its parameters; None if there is none."""
    if parameter is None:
        return HELP.get(path) if path else PROGRAM
    names = [parameter.metavar or parameter.name, *parameter.opts]
    found = [HELP[key] for name in names for key in (f"{path} {name}", name) if key in HELP]
    own = [HELP[f"{path} {name}"] for name in names if f"{path} {name}" in HELP]
    return next(iter([*own, *found]), None)


def _path(ctx: Any) -> str:
    return str(ctx.command_path).partition(" ")[2]


def _text(path: str, command: Any, parameter: Any = None) -> str:
    found = help_of(path, parameter)
    written = (command if parameter is None else parameter).help or ""
    return localised(found).strip() if found is not None else str(written)


def _row(ctx: Any, parameter: Any) -> tuple[str, str]:
    is_option = parameter.param_type_name == "option"
    name = parameter.get_help_record(ctx)[0] if is_option else parameter.metavar or parameter.name
    extra = []
    if parameter.required:
        extra.append(localised(usage.REQUIRED))
    if is_option and parameter.envvar:
        extra.append(f"{localised(usage.ENVIRONMENT)}: {parameter.envvar}")
    if is_option and parameter.default not in (None, "", False) and not callable(parameter.default):
        extra.append(f"{localised(usage.DEFAULT)}: {parameter.default}")
    marks = f"  [{'; '.join(extra)}]" if extra else ""
    return str(name), _text(_path(ctx), ctx.command, parameter) + marks


def write_help(command: Any, ctx: Any, formatter: Any) -> None:
    """Write the whole help screen of a command."""
    formatter.write_usage(ctx.command_path, " ".join(command.collect_usage_pieces(ctx)), localised(usage.USAGE))
    formatter.write_paragraph()
    with formatter.indentation():
        for line in _text(_path(ctx), command).splitlines():
            if line.startswith(" ") or not line:
                formatter.write(f"{'':{formatter.current_indent}}{line}\n" if line else "\n")
            else:
                formatter.write_text(line)
    parameters = [p for p in command.get_params(ctx) if not p.hidden and p.name != "help"]
    arguments = [_row(ctx, p) for p in parameters if p.param_type_name == "argument"]
    options = [_row(ctx, p) for p in parameters if p.param_type_name == "option"]
    if "--lang" not in {name.split()[0] for name, _ in options}:
        options.append((f"--lang {LANGUAGE_METAVAR}", localised(HELP["--lang"])))
    options.append(("--help", localised(usage.HELP)))
    subcommands = [
        (name, _text(f"{_path(ctx)} {name}".strip(), found))
        for name in getattr(command, "commands", {})
        if (found := command.get_command(ctx, name)) is not None and not found.hidden
    ]
    for title, rows in ((usage.ARGUMENTS, arguments), (usage.OPTIONS, options), (usage.COMMANDS, subcommands)):
        if rows:
            with formatter.section(localised(title)):
                formatter.write_dl(rows)
    if _path(ctx) in EXAMPLES:
        with formatter.section(localised(usage.EXAMPLE)):
            formatter.write_text(f"steelyard {EXAMPLES[_path(ctx)]}")


class Command(TyperCommand):
    """A command whose help comes from the catalogue; an option that takes one value is given once."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Refuse an option that is given twice: the first value would be dropped without a word."""
        left = list(super().parse_args(ctx, list(args)))
        _, _, given = self.make_parser(ctx).parse_args(args=list(args))
        for parameter in dict.fromkeys(given):
            one_value = not (parameter.multiple or getattr(parameter, "is_flag", False)) and parameter.nargs == 1
            if parameter.param_type_name == "option" and one_value and given.count(parameter) > 1:
                raise GivenTwice(parameter.opts[0])
        return left

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help screen."""
        write_help(self, ctx, formatter)


class Group(TyperGroup):
    """A group of commands whose help comes from the catalogue."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help screen."""
        write_help(self, ctx, formatter)


class LeavingOut(Group):
    """A group of which one command may be left out: what is no command, and no question for help, belongs to it.

    Attributes:
        left_out: Name of the command.
    """

    left_out = "list"

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put the command in front."""
        if not args or (args[0] not in self.commands and args[0] != "--help"):
            args = [self.left_out, *args]
        return list(super().parse_args(ctx, args))


def _also(text: Text, names: str) -> Text:
    meant = filled(usage.DID_YOU_MEAN, names=names)
    return type(text)(text.zh + meant.zh, text.en + meant.en)


def usage_problem(error: Any) -> Text:
    """What is wrong with a command line, from an exception of the parser."""
    kind = type(error).__name__
    if kind in ABOUT_A_NAME:
        return filled(ABOUT_A_NAME[kind], name=_hint(error))
    if kind == "NoSuchOption":
        name = filled(usage.NO_SUCH_OPTION, name=error.option_name)
        return _also(name, ", ".join(sorted(error.possibilities))) if error.possibilities else name
    if kind == "BadParameter" and (day := NO_DAY.match(str(error.message))):
        return filled(usage.BAD_DAY, name=_hint(error), given=day[1])
    if kind == "BadParameter":
        return filled(usage.BAD_VALUE, name=_hint(error), problem=str(error.message).removeprefix("Value error, "))
    if no_command := NO_COMMAND.match(error.format_message()):
        name = filled(usage.NO_SUCH_COMMAND, name=no_command[1])
        return _also(name, no_command[2].replace("'", "")) if no_command[2] else name
    return filled(usage.WRONG_USE, problem=error.format_message())


class GivenTwice(typer.BadParameter):
    """An option that takes one value is given more than once."""

    def __init__(self, name: str) -> None:
        super().__init__("", param_hint=name)


class MissingParameter(typer.BadParameter):
    """An argument or option that is needed in this call is missing."""

    def __init__(self, name: str) -> None:
        super().__init__("", param_hint=name)


def _hint(error: Any) -> str:
    hint = error.param_hint or (
        error.param and (error.param.metavar if not error.param.opts[0].startswith("-") else error.param.opts[0])
    )
    return hint if isinstance(hint, str) else " / ".join(hint or ("?",))


def filled(text: Text, **values: str) -> Text:
    """A text of the catalogue with its fields, in both languages."""
    zh = {name: chinese(value) for name, value in values.items()}
    return type(text)(text.zh.format(**zh), text.en.format(**values))


def usage_errors() -> tuple[type[Exception], ...]:
    """What the parser raises for a wrong command line."""
    from typer.exceptions import TyperException

    return (TyperException, typer.BadParameter)
