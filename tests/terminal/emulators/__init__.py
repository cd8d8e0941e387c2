"""The program in the windows of real terminal emulators, photographed and read.

`python -m tests.terminal.emulators` starts every emulator there is under Xvfb, reads the Arabic it shows and prints a table; the
tests of xterm and VTE use the same pieces. `programs` says how each emulator is started, `window` runs the program in one,
`screen` takes the photographs, `expected` says what should be on them, `reading` and `joining` what is, `report` tells of it.
"""
