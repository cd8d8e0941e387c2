"""What fields are read with, whatever the format: encodings, dates, languages, names, and lines that are furniture."""
