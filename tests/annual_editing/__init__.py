"""The page on which a unit writes its report."""
