"""A report as files: the document in the official format (PDF, Word), its tables as a workbook."""
