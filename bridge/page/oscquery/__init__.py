"""Each key of each voice as an OSC address of its own, to be found and turned by controllers.

TouchOSC, Open Stage Control, Chataigne and ossia send one value to one address. What addresses
there are, they read from a description as JSON: the OSCQuery proposal.
"""
