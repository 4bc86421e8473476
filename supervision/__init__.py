"""The reference platform: what a supervision platform does with the reports of institutes, enough to test against."""
