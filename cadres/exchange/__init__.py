"""Between what files say and what is filed: texts understood, and facts put into words."""
