"""Exports of Ghost (JSON, from 0.x to 6): posts with their authors and tags, whichever way the body is kept."""
