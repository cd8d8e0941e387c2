"""The tags as a vocabulary: what each is called in three languages, how it is found, and changing many at once.

A tag is known to articles by one stored name. Labels (one a language) and aliases are said of that name, as facts whose
`about` is ``tag:`` and the name; they are undone and exchanged like everything people write (`store.log.facts`).
"""
