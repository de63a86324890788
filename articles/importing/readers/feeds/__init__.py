"""Feeds that were saved as files: RSS in all its versions, Atom and JSON Feed."""
