"""What the page of a person shows of assessments: the tab 考核 and its lane."""
