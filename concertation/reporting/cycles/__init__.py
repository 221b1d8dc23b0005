"""The cycle: opening one, its sections, questions and mandates, whom to ask, and looking back.

Each verb is one transaction: check, do, record who and why.
"""
