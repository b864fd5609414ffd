"""The REST shell: what every resource shares."""
