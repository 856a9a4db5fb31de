"""The report of a check as one page for a browser, complete in itself."""

from xladdin.output.html.report import HtmlReport

__all__ = ["HtmlReport"]
