"""Keys and signatures of a station and of people."""
