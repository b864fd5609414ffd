"""The roster: its pages, tree, tabs, and verbs upon many."""
