"""The DCC of a run as a file, read back before it leaves the program."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from inputs.bounded import BadFile
from reports.dcc.from_run import CANCELLED, ISSUED, SIMULATED, dcc_of
from reports.dcc.opening import parsed
from reports.dcc.reading import read_tree
from reports.dcc.signing import put_signature
from reports.dcc.writing import laid_out, to_bytes, write_tree
from reports.errors import DccFault
from reports.identity import Kind, title

if TYPE_CHECKING:
    from reports.dcc.model import Dcc
    from reports.dcc.signing import Signing
    from reports.view import RunView


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes the DCC of each run that gets one: a certificate, or the notice of a verification that did not conform.

    Attributes:
        key: Signs them; without one they are not signed. Only what was approved is signed.
    """

    key: Signing | None = None

    def __call__(self, run: RunView) -> bytes:
        """The DCC of a run; empty where it gets none."""
        return dcc_file(run, self.key) if title(run).kind in ISSUED else b""


def dcc_file(run: RunView, key: Signing | None = None) -> bytes:
    """The DCC of a run.

    Args:
        run: A run that gets one.
        key: Signs it; without one it is not signed.

    Raises:
        DccFault: The run gets none, one would be signed that no person approved, or what was written does not read as
            it was meant; nothing is handed out.
        NoVerdict, BadJournal: As for its PDF.
    """
    stated = dcc_of(run)
    root = laid_out(write_tree(stated))
    if key is not None:
        _refuse_unapproved(run, stated)
        root = put_signature(root, key)
    content = to_bytes(root)
    _confirm(content, stated)
    return content


def _refuse_unapproved(run: RunView, stated: Dcc) -> None:
    """Refuse to sign what is no certificate that a person approved.

    `services.issuing.gate.approved` is asked before, and reads the run and its document again; this is what holds for a
    caller that forgets it.

    Raises:
        DccFault: It is none.
    """
    marks = sorted({SIMULATED, CANCELLED} & {kind for told in stated.statements for kind in told.kinds})
    if marks:
        raise DccFault(f"the certificate bears the mark {', '.join(marks)}; it is not signed")
    if run.numbered is None or not run.numbered.approved or title(run).kind not in {Kind.CERTIFICATE, Kind.CALIBRATION}:
        raise DccFault(f"run {run.run} has no certificate that was approved; its DCC is not signed")


def _confirm(content: bytes, stated: Dcc) -> None:
    try:
        found = read_tree(parsed(content))
    except BadFile as error:
        raise DccFault(f"the certificate that was written cannot be read: {error}") from error
    if list(found.figures()) != list(stated.figures()) or found.number != stated.number:
        raise DccFault("the certificate that was written does not hold the figures of the run; it is not handed out")
