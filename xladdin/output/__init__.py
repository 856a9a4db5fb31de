"""Stage 6: results become text, JSON, workbooks, patched copies. Not: deciding anything."""
