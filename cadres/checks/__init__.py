"""校核: what is wrong, or worth a look, in people's files, found by rules that are data.

The same rules run over what is stored (nightly, on demand, one person at a time) and over what an
import has staged (docs/adr/0007).
"""
