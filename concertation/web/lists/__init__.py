"""Lists of things: what is shown, how it is filtered and sorted, as a page or as a file.

A list is declared once (`declared.py`) with its columns and filters; everything else is the same for all.
"""
