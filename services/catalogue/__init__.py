"""The catalogue of instruments under compulsory control: editions by date, the official table, what differs, what is due."""
