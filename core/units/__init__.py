"""Units: the tree of organs, counties, townships and enterprises, with its history."""
