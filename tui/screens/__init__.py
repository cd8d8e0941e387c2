"""Whole screens: the browser and the dialogs over it."""
