"""Reference materials: measurements on the units of a lot."""
