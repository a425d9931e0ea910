"""The kinds of brief, one file a kind, and what they have in common.

`facts` is what every kind has and what a kind may declare; `kinds` finds the kinds by their files.
"""
