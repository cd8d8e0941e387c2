"""Measurements beside peers, printed as ratios."""
