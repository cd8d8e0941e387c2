"""Two laptops: what another archive knows and this one does not is taken in, so that both show the same.

What is stored is immutable and has ids that nobody else gives, so a merge is a union (`docs/two-laptops.md`). `other.py` opens
the other file without changing it, `incoming.py` finds and checks what is new in it, `purges.py` tells what of that must stay
out, `taking_in.py` writes the rest here, `echoes.py` and `same_texts.py` take care of what both have under two ids, `effect.py`
says what became visible and where both said different things, and `taking_back.py` makes a merge undone.
"""
