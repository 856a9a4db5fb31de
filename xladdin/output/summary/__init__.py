"""A summary (汇总) as text, JSON and a workbook; of the workbook one module a sheet."""
