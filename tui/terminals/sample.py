"""The line by which a person sees whether a terminal shows Arabic right."""

from typing import Final

SAMPLE: Final = "قال المجلس: «نعم» (CNDH) يوم 12 ماي 2019"
"""Words, brackets, Latin, numbers and quotation marks: each kind of terminal gets another of them wrong."""
