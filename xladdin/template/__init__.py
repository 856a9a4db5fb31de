"""Blank workbooks of a scheme (空白表), built from the scheme and never drawn by hand."""
