"""The language core: folding, tokens with offsets, stems, numbers, months. Pure functions on Unicode text."""
