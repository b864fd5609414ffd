"""Programmes of the front line (clause 3.1.4): batches, selection, dispatch, return."""
