"""A summary as one page for a browser, complete in itself: key figures, charts and tables, by department."""

from xladdin.output.dashboard.page import dashboard_page

__all__ = ["dashboard_page"]
