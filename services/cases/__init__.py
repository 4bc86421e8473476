"""Case files of market supervision: runs, photographs, seals and parameters of one matter, in a bundle."""
