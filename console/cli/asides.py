"""What a person at the terminal may enter in place of an answer: a remark, a photograph, a correction.

::

    remark: the pointer sticks at 0.4
    photo: dial.jpg
    correct
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from console.catalogue import messages_noted as m
from console.cli.entered_line import entered_line
from console.cli.screen import say, tell, text_of
from console.language import localised
from inputs.bounded import BadFile, read_bytes
from inputs.media import LARGEST_ATTACHMENT
from messages import both
from sequencer.correcting import Correcting
from sequencer.errors import Refused
from services.runs.remarks import add_remark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sequencer.correcting import Earlier
    from services.runs.run_control import RunControl

_WORDS = "|".join((*m.REMARK_WORD, *m.PHOTO_WORD))
_NOTED = re.compile(rf"\s*(?P<word>{_WORDS})\s*[:\uff1a](?P<said>.*)", re.IGNORECASE | re.DOTALL)


class Asides:
    """Beside the answers.

    Args:
        control: The run.
    """

    def __init__(self, control: RunControl) -> None:
        self._control = control

    def noted(self, text: str, address: str, position: str) -> bool:
        """Journal a remark or a photograph where the text is one; whether it is."""
        found = _NOTED.fullmatch(text)
        if found is None:
            return False
        said, picture = found["said"].strip(), None
        try:
            if found["word"].lower() in m.PHOTO_WORD:
                path = Path(said).expanduser()
                said, picture = "", (path.name, read_bytes(path, LARGEST_ATTACHMENT))
            add_remark(self._control, said, about=address, position=position, picture=picture)
            tell(m.ON_RECORD)
        except Refused as refused:
            for reason in refused.reasons:
                say(f"  {text_of(reason)}")
        except BadFile as error:
            say(f"  {text_of(both(f'file {said} {error}'))}")
        return True

    def is_correction(self, text: str) -> bool:
        """Whether the text asks for a correction."""
        return text.strip().lower() in m.CORRECT_WORD

    def correction(self, earlier: Sequence[Earlier]) -> Correcting | None:
        """Ask which entry of the item is corrected, to what and why; None where none is."""
        if not earlier:
            tell(m.NOTHING_TO_CORRECT)
            return None
        for number, entry in enumerate(earlier, 1):
            tell(m.EARLIER, number=number, question=localised(entry.question), text=entry.text, unit=entry.unit)
        chosen = entered_line(f"  {localised(m.WHICH)}: ").strip()
        if not (chosen.isdecimal() and 0 < int(chosen) <= len(earlier)):
            tell(m.NOT_CORRECTED)
            return None
        entry = earlier[int(chosen) - 1]
        text = entered_line(f"  {localised(m.SHOULD_SAY)} {localised(entry.question)} [{entry.unit}]: ")
        return Correcting(entry.address, text, entered_line(f"  {localised(m.WHY)}: "))
