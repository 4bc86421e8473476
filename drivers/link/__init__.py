"""How bytes travel: VISA, serial, and what every link promises."""
