"""Letters of a batch: a notice to each sending unit, a letter of introduction to each host."""
