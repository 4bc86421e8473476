"""A package for pytest: its console and its browser end with the last of these tests, before others start a browser."""
