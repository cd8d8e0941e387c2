"""From bytes to articles: one format a file, each behind the same small interface (`base.py`)."""
