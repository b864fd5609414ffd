"""The lists of the front line: programmes, batches, candidates."""
