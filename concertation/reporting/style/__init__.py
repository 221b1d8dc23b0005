"""The editorial linter: points of style, checked on the text of a section as it is written.

Rules are data, a file a language under ``rules/``; nothing here knows of a database.
"""
