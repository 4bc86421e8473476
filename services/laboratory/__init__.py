"""The folder of a laboratory: its template, people, places, names, and what a run is prepared from."""
