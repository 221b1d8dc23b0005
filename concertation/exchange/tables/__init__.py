"""Tables to take away: what a list shows, as a spreadsheet, as CSV or as JSON.

A `Table` says what it holds and where it is from; each form is written by a module of its own, row by row,
so that a long table needs no more memory than a short one.
"""
