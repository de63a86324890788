"""Plain-text dumps of article pages, one or several articles a file."""
