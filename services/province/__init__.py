"""A demonstration province: registers, a year of work and real runs on simulated benches, from a seed.

Division codes and names of the prefectures are public facts; everything else is simulated, and every row is marked. Rows are
written through `Book.change`, as those of a laboratory are; only the time of a change is that of the simulated year.
"""
