"""The data annex: a row for each record that the report tells, with its sources."""
