"""Reads meters on a schedule for months, keeps what they show, and fills what an outage left open."""
