"""What the workbooks we write have in common: tables, their looks, links to the files they speak of."""
