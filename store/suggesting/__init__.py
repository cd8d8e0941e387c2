"""What the text of an article suggests to tag it with: places, agreements and events, institutions, themes, people.

Pure functions from a text to findings, each with the places in the text it stands on and the name of its rule. Nothing is
guessed from statistics and nothing is written: `store.suggestions` offers the findings, a person takes or refuses them.
The rules prefer silence to a wrong name.
"""
