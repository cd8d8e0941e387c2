"""The language core: folding, tokens with offsets, stems, numbers, months. Pure functions on Unicode text."""

from store.text.analyser import ANALYSER_VERSION, Analysed, analyse
from store.text.fold import fold
from store.text.tokens import Token, tokens, words

__all__ = ["ANALYSER_VERSION", "Analysed", "Token", "analyse", "fold", "tokens", "words"]
