"""Chinese for the English messages of every package: what an error, a finding or a remark says, in both languages."""

from messages.catalogue import both, chinese, show, shown_language, tell

__all__ = ["both", "chinese", "show", "shown_language", "tell"]
