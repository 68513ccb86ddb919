"""Builds everything for Max from Python: `python -m max_patches.source` writes all files anew.

patcher -> json, container: a graph of boxes and cords as the text that Max reads. client, device,
helpfile: the three graphs. lint: what must hold of each. picture: how the device looks.
"""
