"""What articles have to do with each other: the same text again, versions of one page, the same story, related ones.

`fingerprint.py` says what of a text is compared, `known.py` keeps it for every revision, the others ask it:
`matching.py` (is this article here already?), `versions.py` (sources and versions of one article), `wording.py` (what
changed between two), `story.py` (the same story told elsewhere), `relatives.py` (articles about the same matters),
`joining.py` (two articles that a person says are one).
"""
