"""HTML as the readers of many formats meet it: from any fragment to a body that the allow-list takes whole."""
