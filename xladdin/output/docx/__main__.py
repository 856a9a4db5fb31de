"""``python -m xladdin.output.docx`` writes the template of reports anew (after a change of its builder)."""

from __future__ import annotations

from xladdin.output.docx.document import TEMPLATE
from xladdin.output.docx.template import build_template

if __name__ == "__main__":
    TEMPLATE.write_bytes(build_template())
