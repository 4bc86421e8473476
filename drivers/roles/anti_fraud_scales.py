"""Roles of investigations of scales. Errors: every method raises only the errors of `drivers.errors`."""

from typing import Protocol, runtime_checkable

from drivers.roles.marks import Words, command


def _switching(state: str, value: str) -> Words:
    zh, en = {"rf": ("射频扫描源", "radio-frequency source")}.get(state, (state, state))
    return Words(f"打开{zh}", f"switch the {en} on") if value == "1" else Words(f"关闭{zh}", f"switch the {en} off")


@runtime_checkable
class ScaleKeypad(Protocol):
    """What a person does at a scale besides weighing: its keys, its mains switch, signals from outside."""

    @command("依次按键：{keys}", "press these keys in order: {keys}")
    def press(self, keys: str) -> None:
        """Press keys one after the other.

        Args:
            keys: Their names, with blanks between them.
        """
        ...

    @command("断电后重新上电", "switch the mains off and on again")
    def power_cycle(self) -> None:
        """Let the scale start again; what was keyed in is forgotten."""
        ...

    @command("", "", worded=_switching)
    def switch(self, state: str, value: str) -> None:
        """Bring a state about.

        Args:
            state: `rf`, a source that sweeps the frequencies of remote controls.
            value: ``1`` for on, ``0`` for off.
        """
        ...
