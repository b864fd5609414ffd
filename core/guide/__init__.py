"""The user guide inside the application: docs/guide.md, as a page."""
