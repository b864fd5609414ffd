"""Pages of appraisals: the list, a sheet, a form for each side, and the sheet on paper."""
