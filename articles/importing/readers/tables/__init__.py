"""Tables of articles, one a row: CSV, TSV, spreadsheets and JSON, with a column mapping that is guessed and shown."""
