"""What a voter meets: the slip, the page on his phone, and nothing that could tell who he is."""
