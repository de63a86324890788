"""The full export of a Broadsheet site."""
