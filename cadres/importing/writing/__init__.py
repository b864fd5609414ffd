"""How a batch is written: a few statements for all of its people, in the caller's transaction."""
