"""The command line: `steelyard --help`."""

from __future__ import annotations

import os
import sys
from functools import cache
from typing import Annotated, Any

import typer
from typer.main import get_command

from console.catalogue import messages, usage
from console.cli.accounts import accounts
from console.cli.agent import agent
from console.cli.amend import amend
from console.cli.backup import backup
from console.cli.before_after import rates
from console.cli.campaign import campaign
from console.cli.case import case
from console.cli.catalogue import catalogue
from console.cli.check import check
from console.cli.confirmation import confirmation
from console.cli.console import console
from console.cli.dcc import dcc
from console.cli.doctor import doctor
from console.cli.documents import documents
from console.cli.due import due
from console.cli.dynamic import dynamic
from console.cli.energy import energy
from console.cli.example import example
from console.cli.exchange import exchange
from console.cli.export import export
from console.cli.form import form
from console.cli.help import LANGUAGE_METAVAR, Command, Group, filled, usage_errors
from console.cli.init import init
from console.cli.integrity import integrity
from console.cli.judge import judge
from console.cli.keys import keys
from console.cli.kit import kit
from console.cli.ledger import ledger
from console.cli.lot import lot
from console.cli.materials import materials
from console.cli.merge import merge
from console.cli.migrate import migrate
from console.cli.monitor import monitor
from console.cli.new import new
from console.cli.orders import instruments, jobs, orders
from console.cli.packages import packages
from console.cli.plan import plan
from console.cli.platform import platform
from console.cli.power import power
from console.cli.predict import predict
from console.cli.profiles import profiles
from console.cli.queue import queue
from console.cli.reevaluate import reevaluate
from console.cli.registers import NAMES, group
from console.cli.regulations import regulations
from console.cli.replay import replay
from console.cli.report import report
from console.cli.restore import restore
from console.cli.resume import resume
from console.cli.risk import risk
from console.cli.run import run
from console.cli.runs import runs
from console.cli.sampling import sampling
from console.cli.scan import scan
from console.cli.screening import screening
from console.cli.show import show
from console.cli.sign import sign
from console.cli.signers import signers
from console.cli.simulate import simulate
from console.cli.standard_files import assessments, bookings, capabilities
from console.cli.standard_map import standards
from console.cli.statistics import statistics
from console.cli.suspicious import suspicious
from console.cli.targets import targets
from console.cli.today import today
from console.cli.uncertainty import uncertainty
from console.cli.updates import updates
from console.cli.validity import validity
from console.cli.verify import verify
from console.cli.witness import witness
from console.cli.worker import worker
from console.language import Language, of_environment, use

COMMANDS = {
    command.__name__: command
    for command in (run, form, plan, resume, runs, show, report, export, replay, verify, judge, amend, backup, restore, migrate,
                    reevaluate, regulations, validity, example, simulate, uncertainty, risk, init, doctor, updates, due, scan, merge,
                    sign, check, console, statistics, suspicious, power, case, worker, today, predict, screening)
}  # fmt: skip
STEPS = {"catalogue": catalogue, "orders": orders, "jobs": jobs, "instruments": instruments, "standards": standards, "assessments": assessments,
         "capabilities": capabilities, "bookings": bookings, "documents": documents, "materials": materials,
         "confirmation": confirmation}  # fmt: skip
GROUPS = {"accounts": accounts, "agent": agent, "campaign": campaign, "dcc": dcc, "dynamic": dynamic, "energy": energy, "exchange": exchange, "integrity": integrity, "keys": keys, "kit": kit, "ledger": ledger, "lot": lot, "monitor": monitor, "new": new,
          "packages": packages, "profiles": profiles, "sampling": sampling,
          "platform": platform, "queue": queue, "rates": rates, "signers": signers, "targets": targets, "witness": witness,
          **{name: STEPS.get(name) or group(name) for name in NAMES}}  # fmt: skip


def _version(asked: bool) -> None:  # noqa: FBT001
    """Print version, manifest, and whether it is a released one, and end."""
    if asked:
        from services.code_identity.code_manifest import identification

        typer.echo(f"steelyard {identification()}")
        raise typer.Exit


def _program(
    lang: Annotated[str, typer.Option("--lang", metavar=LANGUAGE_METAVAR)] = "",
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True)] = False,  # noqa: FBT002
) -> None:
    """Steelyard; `main` has taken `--lang` out already, wherever it stands."""


def application(only: str = "") -> typer.Typer:
    """The program with all its commands and groups, or with the one that is named."""
    made = typer.Typer(
        cls=Group, no_args_is_help=True, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False
    )
    made.callback()(_program)
    for name, command in COMMANDS.items():
        if only in {"", name}:
            made.command(name, cls=Command)(command)
    for name, commands in GROUPS.items():
        if only in {"", name}:
            made.add_typer(commands, name=name)
    return made


app = application()


@cache
def parser(first: str) -> Any:
    """What reads a command line that begins with a word; the options of all 250 commands take 0.3 s to build."""
    return get_command(application(first) if first in COMMANDS or first in GROUPS else app)


def main() -> None:
    """Entry point of `steelyard`."""
    from console.cli.failures import report as explain
    from console.cli.failures import report_usage
    from console.cli.screen import REFUSED, begin, print_json, print_json_once, tell, tolerate_encodings
    from services.operational_log.log import open_log

    begin()
    tolerate_encodings()
    open_log()
    use(of_environment(os.environ))
    words, value = _without_language(sys.argv[1:])
    as_json = "--json" in words
    if value is not None:
        if value not in list(Language):
            tell(usage.BAD_LANGUAGE, value=value)
            if as_json:
                print_json({"refused": [filled(usage.BAD_LANGUAGE, value=value).to_dict()]})
            sys.exit(REFUSED)
        use(Language(value))
    try:
        sys.exit(parser(next(iter(words), ""))(words, prog_name="steelyard", standalone_mode=False) or 0)
    except usage_errors() as error:
        sys.exit(report_usage(error, as_json=as_json))
    except typer.Abort:
        tell(messages.STOPPED)
        if as_json:
            print_json_once({"stopped": messages.STOPPED.to_dict()})
        sys.exit(130)
    except Exception as error:  # noqa: BLE001  every failure of ours becomes a message; a defect is shown whole
        sys.exit(explain(error, as_json=as_json))


def _without_language(words: list[str]) -> tuple[list[str], str | None]:
    """The words of a command line without `--lang VALUE`, and the value."""
    rest: list[str] = []
    value = None
    left = iter(words)
    for word in left:
        if word == "--":
            return [*rest, word, *left], value
        if word == "--lang":
            value = next(left, "")
        elif word.startswith("--lang="):
            value = word.partition("=")[2]
        else:
            rest.append(word)
    return rest, value


if __name__ == "__main__":
    main()
