"""The pictures of loaded documents: found in what was given, checked, kept once, and placed in the text."""
