"""Feeds: one value type (`entries`), a function a feed (`channels`), a writer a format (`rss`, `atom`, `jsonfeed`)."""
