"""The registers of a laboratory or of an authority: instruments, work, people, each with its whole history."""
