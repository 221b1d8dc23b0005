"""Whole archives: thousands of files into one table of records, by several processes or by a cluster."""
