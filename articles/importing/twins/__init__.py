"""Near-duplicates: a column that was run again, under another headline or with another ending."""
