"""Exports of WordPress (WXR 1.0 to 1.2): posts with what belongs to them; damage is reported and worked round."""
