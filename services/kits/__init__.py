"""Instruments that are lent: kits of sealed items, and what passes between a laboratory and the holder of one."""
