"""Long runs that try to lose something: kills, power cuts, disks that fail, programs side by side. `python -m tests.soak`."""
