"""Pages of cases: the list, a case and its forms, opening one by hand, and the replay."""
