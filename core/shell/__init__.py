"""The page shell: navigation, home, errors, health, request identity."""
