"""Layouts for touch screens, made from the protocol's table: `python -m bridge.page.layouts`."""
