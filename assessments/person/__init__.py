"""What the page of a person says of assessments: a lane and a tab."""
