"""Finding: from what is typed to the ordered hits, their snippets, facets and the index under them."""
