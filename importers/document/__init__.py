"""How a written document (Word, OpenDocument, EPUB, PDF) is taken apart: its container, its paragraphs, its front."""
