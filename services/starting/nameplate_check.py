"""Whether a regulation takes a nameplate, before an instrument is registered with it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from messages import both
from procedures import registry
from procedures.errors import ProcedureError, SubjectError
from services.laboratory.gate_facts import real_today
from services.laboratory.laboratory_folders import regulation_folders
from services.laboratory.nameplates import subject_given

if TYPE_CHECKING:
    from metrology.text import Text
    from services.laboratory.nameplates import Nameplate


def nameplate_problems(regulation: str, nameplate: Nameplate) -> list[Text]:
    """What is wrong with a nameplate; nothing where no regulation is known yet.

    Args:
        regulation: The regulation; empty for none.
        nameplate: The nameplate.
    """
    if not regulation:
        return []
    try:
        procedure = registry.edition(regulation, real_today(), regulation_folders(Path.cwd()))
        subject_given(nameplate, procedure.subject_model)
    except SubjectError as error:
        return [both(problem) for problem in error.problems]
    except ProcedureError as error:
        return [both(str(error))]
    return []
