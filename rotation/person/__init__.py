"""What the page of a person says of his posts and of the front line: lanes and a tab."""
