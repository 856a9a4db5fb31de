"""What the functions in cells do between a cell and the core: convert, ask, convert back."""
