"""Stage 1: a file becomes a Workbook (sparse cells with value, formula, format). Not: what a cell means."""
