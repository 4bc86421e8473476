"""Kills commands with SIGKILL, at random moments and before every system call that changes a file.

    python -m tests.evidence.kill_commands [KILLS] [COMMAND …]

`init`, `amend`, `migrate`, `backup` and others, so many kills each: afterwards nothing may be lost and nothing locked.
"""

import os
import random
import sys
import tempfile
import time
import traceback
from dataclasses import dataclass, field
from pathlib import Path

from records.keys import station_key
from services.code_identity.code_manifest import manifest
from tests.evidence.commands import COMMANDS, Command
from tests.evidence.forms import at_the_day, decided_form, old_store
from tests.evidence.kill import in_a_child, quiet
from tests.evidence.laboratory import Laboratory
from tests.evidence.syscalls import possible, traced

MOST = 3  # times as many tries as kills are wanted: a random moment may lie behind the end


@dataclass
class Tally:
    """What the kills of one command found.

    Attributes:
        calls: System calls of the undisturbed command that change a file.
        at_calls: Kills before one of them.
        at_random: Kills at a random moment.
        faults: What was lost or locked.
    """

    calls: int = 0
    at_calls: int = 0
    at_random: int = 0
    faults: list[str] = field(default_factory=list)


def campaign(laboratory: Laboratory, command: type[Command], kills: int, seed: int) -> Tally:
    """Kill a command so many times, half of them before a system call where those can be traced."""
    chance, tally = random.Random(seed), Tally()  # noqa: S311  repeatable, not secret
    folder = laboratory.folder / f"killed {command.name.replace(' ', '')}"
    what = command(laboratory, _empty(folder / "whole")).prepare()
    begun = time.monotonic()
    end = in_a_child(what, folder / "whole", None)
    seconds = time.monotonic() - begun
    if end != "ended":
        return Tally(faults=[f"undisturbed: {end}"])
    places: list[int] = []
    if possible():
        whole = command(laboratory, _empty(folder / "counted"))
        _, tally.calls = traced(whole.prepare(), folder / "counted/complaint")
        places = _spread(tally.calls, kills // 2, chance)
    for number, place in enumerate([*places, *([None] * MOST * kills)]):
        if tally.at_calls + tally.at_random >= kills:
            break
        work = command(laboratory, _empty(folder / str(number)))
        try:
            end = _kill(work, place, chance.uniform(0, seconds))
            if end not in {"killed", "ended"}:
                tally.faults.append(end)
            tally.at_calls += end == "killed" and place is not None
            tally.at_random += end == "killed" and place is None
            seconds *= 0.7 if end == "ended" and place is None else 1.0  # the first took longer: everything was new
            found = work.faults()
        except Exception:  # noqa: BLE001  a command that fails afterwards is what is looked for
            found = [traceback.format_exc()]
        moment = f"call {place}" if place is not None else "at random"
        tally.faults += [f"kill {number}, {moment}: {fault}" for fault in found]
    return tally


def _kill(work: Command, place: int | None, within: float) -> str:
    what = work.prepare()
    if place is None:
        return in_a_child(what, work.folder, within)
    return traced(what, work.folder / "complaint", place)[0]


def _spread(calls: int, kills: int, chance: random.Random) -> list[int]:
    """Every call, or so many of them where there are more."""
    return list(range(calls)) if calls <= kills else sorted(chance.sample(range(calls), kills))


def _empty(folder: Path) -> Path:
    folder.mkdir(parents=True)
    return folder


def main(kills: int = 200, *names: str) -> int:
    """Run the campaign; 0 when nothing was lost or locked."""
    failed = 0
    with tempfile.TemporaryDirectory(prefix="steelyard-kills-") as folder:
        laboratory = Laboratory.at(Path(folder))
        at_the_day()
        ready(laboratory)
        for command in COMMANDS:
            if names and command.name not in names:
                continue
            begun = time.monotonic()
            with quiet():
                tally = campaign(laboratory, command, kills, seed=kills)
            failed += bool(tally.faults)
            sys.stdout.write(
                f"{command.name}: {tally.at_calls + tally.at_random} kills in {time.monotonic() - begun:.0f} s, "
                f"{tally.at_calls} of them before one of {tally.calls} changing calls; faults: {len(tally.faults)}\n"
            )
            sys.stdout.write("".join(f"  {fault}\n" for fault in tally.faults[:5]))
            sys.stdout.flush()
    return 1 if failed else 0


def ready(laboratory: Laboratory) -> None:
    """What the commands find: a key, a decided form, an old store; the environment keeps this key's folder."""
    manifest()
    station_key()
    decided_form(laboratory)
    old_store(laboratory)
    os.environ["STEELYARD_LOG"] = os.devnull


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 200, *sys.argv[2:]))
