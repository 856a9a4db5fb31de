"""Workbooks of Excel 97 to 2003 (.xls, .et), read in a process of their own."""
