"""Benchmarks: every figure is a ratio to a reference measured beside it, in the same run."""
