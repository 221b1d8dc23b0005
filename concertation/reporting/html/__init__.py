"""The report as one page that needs nothing beside it, to read on a screen and to print."""
