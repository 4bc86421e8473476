"""Temperature, humidity and air pressure of the room."""
