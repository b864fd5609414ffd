"""Talks with cadres (谈心谈话)."""
