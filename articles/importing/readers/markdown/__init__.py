"""Markdown as Hugo, Jekyll, Eleventy and their like keep it: front matter above, text below, authors on other pages."""
