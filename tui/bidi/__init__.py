"""Text to terminal cells: clusters → shaping → UAX#9 levels → wrapping in logical order → visual cells."""
