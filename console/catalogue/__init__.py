"""Every text of the user interfaces, in Chinese and English.

`messages` has the messages, `help` the help of commands and options, `usage` the words of the help screens themselves. No other
module of `console` holds Chinese text. Use cases and regulations write their own `Text` where it belongs to them.
"""
