"""Consoles that start at once: a process with the whole console loaded forks one whenever a test asks.

Both ends of the conversation stand here. One line of JSON asks, one answers: `{"words", "cwd", "env", "said"}` starts a
console whose messages go to the file `said`, and is answered by its process id; `{"wait"}` is answered by how it ended.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

ROOT = Path(__file__).parents[3]


class Forks:
    """The loaded process; it is started when the first console is asked for."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None

    def start(self, words: Sequence[object], folder: Path, env: Mapping[str, str]) -> "Forked":
        """Start a console in a folder."""
        pipe = Path(tempfile.mkdtemp(prefix="console-")) / "said"
        os.mkfifo(pipe)
        asked = {"words": [*map(str, words)], "cwd": str(folder), "env": dict(env), "said": str(pipe)}
        pid = int(self.ask(asked))
        return Forked(self, pid, pipe.open(encoding="utf-8"))

    def ask(self, asked: Mapping[str, Any]) -> Any:
        """One question and its answer."""
        if self._process is None:
            script = str(Path(__file__).parent / "served.py")
            self._process = subprocess.Popen(
                [sys.executable, script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                env=os.environ | {"PYTHONPATH": str(ROOT)},
            )  # fmt: skip
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def close(self) -> None:
        """End the process, and every console that is left."""
        if self._process is not None:
            self._process.communicate(timeout=120)  # on a busy machine its consoles take long to end


class Forked:
    """One console.

    Attributes:
        pid: Its process.
        said: What it says to people.
    """

    def __init__(self, forks: Forks, pid: int, said: IO[str]) -> None:
        self._forks, self.pid, self.said = forks, pid, said

    def stop(self, how: signal.Signals) -> int:
        """Send it a signal and wait for its end; returns the exit code, negative for a signal."""
        os.kill(self.pid, how)
        code = int(self._forks.ask({"wait": self.pid}))
        self.said.close()
        return code


def answer_requests(serve: Callable[[list[str]], None]) -> None:
    """Fork consoles as standard input asks, until it ends; then kill those that are left."""
    import console.cli.main
    import console.web.serve  # noqa: F401  what is loaded now is loaded in every fork
    from procedures import registry

    registry.implemented(())
    left: set[int] = set()
    for line in sys.stdin:
        asked = json.loads(line)
        if "wait" in asked:
            _, status = os.waitpid(asked["wait"], 0)
            left.discard(asked["wait"])
            sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        else:
            pid = os.fork()
            if pid == 0:
                _become(asked, serve)
            left.add(pid)
            sys.stdout.write(f"{pid}\n")
        sys.stdout.flush()
    for pid in left:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)


def _become(asked: Mapping[str, Any], serve: Callable[[list[str]], None]) -> None:
    """A console in this process, which is a fork."""
    nothing = os.open(os.devnull, os.O_RDWR)
    said = os.open(asked["said"], os.O_WRONLY)
    for old, new in ((nothing, 0), (nothing, 1), (said, 2)):
        os.dup2(old, new)
    sys.stdin, sys.stdout, sys.stderr = (
        open(n, mode, encoding="utf-8", buffering=1, closefd=False)  # noqa: SIM115  numbers, open to the end
        for n, mode in enumerate(("r", "w", "w"))
    )
    os.environ.clear()
    os.environ.update(asked["env"])
    os.chdir(asked["cwd"])
    code = 0
    try:
        serve(asked["words"])
    except SystemExit as end:
        code = int(end.code or 0)
    except BaseException:  # noqa: BLE001  whatever it is, the side that waits for its address is told
        import traceback

        traceback.print_exc()
        code = 1
    sys.stderr.flush()
    os._exit(code)
