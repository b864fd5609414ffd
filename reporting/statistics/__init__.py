"""The statistics as a whole: their addresses, and what programs read of them."""
