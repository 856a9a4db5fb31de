"""The page: sections form by form as they come, the overview before them once everything is counted."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2

from xladdin import __version__
from xladdin.model import Severity, Verdict
from xladdin.output.addresses import file_address
from xladdin.output.findings_counts import NOBODY, Counts
from xladdin.output.findings_lines import batch_lines, confirmed_lines, file_lines
from xladdin.output.findings_text import figures, places
from xladdin.output.html.charts import Distributions, counts_chart, verdicts_chart
from xladdin.output.html.embedding import embedded, script_data
from xladdin.output.html.sections import Section, bare_section, form_section
from xladdin.output.review_text import describe_opinion, describe_review
from xladdin.output.rule_changes import describe_changes
from xladdin.output.words import CONFIRMED, SEVERITY_WORDS, STATE_WORDS, VERDICT_SENTENCES, VERDICT_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from xladdin.model import CheckedFile, Finding, FindingLine, PastFinding, RulePage
    from xladdin.model.left_out import LeftOut
    from xladdin.output.html.charts import Chart
    from xladdin.output.tally import Tally

_HERE = Path(__file__).parent
_PIECE = 1 << 20
_ASSETS = (_HERE / "assets" / "report.css", _HERE / "assets" / "report.js")


class HtmlReport:
    """The report of a check as a page that needs nothing but itself; links to files are relative to ``folder``.

    Sections wait in a temporary file, so that many forms need no memory. Only forms with findings have one.
    """

    def __init__(self, put: Callable[[str], object], rules: Sequence[RulePage], version: str, folder: Path) -> None:
        self._put = put
        self._titles = {rule.code: rule.title for rule in rules}
        self._version = version
        self._counts = Counts(rules)
        self._spread = Distributions()
        self._anchors: list[str] = []  # of every file its first section
        self._confirmed: list[FindingLine] = []
        self._past: list[PastFinding] = []
        self._sections = 0
        self._pages = _pages()
        self._pages.globals["address"] = lambda file: file_address(Path(file), folder)
        self._section = self._pages.get_template("section.html.j2")

    def begin(self) -> None:
        """Open the place where the sections wait; it goes by itself."""
        self._waiting = tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace")  # noqa: SIM115  open until the end

    def add(self, checked: CheckedFile) -> None:
        """One file."""
        self._counts.add(checked)
        self._spread.add(checked)
        for line in file_lines(checked):
            self._counts.add_line(line)
        self._confirmed += confirmed_lines(checked)
        self._past += checked.all_past
        before = self._sections
        for section in self._sections_of(checked):
            self._waiting.write(self._section.render(section=section))
        self._anchors.append(f"f{before + 1}" if self._sections > before else "")

    def _sections_of(self, checked: CheckedFile) -> Iterator[Section]:
        alone = len(checked.forms) == 1
        if checked.findings and not alone:
            yield bare_section(self._next(), str(checked.path), checked.path.name, checked.findings)
        for form in checked.forms:
            if form.findings or (alone and checked.findings):
                yield form_section(self._next(), checked, form)

    def _next(self) -> str:
        self._sections += 1
        return f"f{self._sections}"

    def end(self, tally: Tally, batch: Sequence[Finding], left_out: Sequence[LeftOut]) -> None:
        """Findings over several files, then the whole page from its top to its end."""
        for line in batch_lines(batch):
            self._counts.add_batch(line)
        if batch:
            section = bare_section(self._next(), "", "多份文件之间", batch)
            self._waiting.write(self._section.render(section=section))
        charts = self._charts(tally)
        overview = {
            "tally": tally,
            "charts": charts,
            "chart_data": script_data([chart.data() for chart in charts]),
            "changes": list(describe_changes(tally.changes, self._titles)),
            "left_out": left_out,
            **self._review(tally),
            "files": list(zip(self._counts.files, self._anchors, strict=True)),
            "departments": [one.name for one in self._counts.by_department()],
            "rules": self._counts.by_rule(),
            "version": self._version,
            **embedded(*_ASSETS),
        }
        self._put(self._pages.get_template("head.html.j2").render(overview))
        self._waiting.seek(0)
        while piece := self._waiting.read(_PIECE):
            self._put(piece)
        self._waiting.close()
        self._put(self._pages.get_template("foot.html.j2").render(overview))

    def _review(self, tally: Tally) -> dict[str, Any]:
        """What is known from before: sentences, what is confirmed, what the last check found and this one does not."""
        review = tally.review
        several = batch_lines(review.opinions.batch) if review.opinions else ()
        return {
            "review": list(describe_review(review, self._titles)),
            "confirmed": [*self._confirmed, *several],
            "past": [*self._past, *(review.rounds.past if review.rounds else ())],
        }

    def _charts(self, tally: Tally) -> list[Chart]:
        return [
            verdicts_chart(tally),
            *self._spread.charts(),
            counts_chart("rules", "发现最多的规则", self._counts.by_rule()),
            counts_chart("departments", "错误最多的主管部门", self._counts.by_department()),
        ]


def _pages() -> jinja2.Environment:
    """The templates; every text that comes from a form is escaped."""
    pages = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    pages.globals.update(
        severity_words=SEVERITY_WORDS,
        verdict_words=VERDICT_WORDS,
        verdict_sentences=VERDICT_SENTENCES,
        severities=list(Severity),
        verdicts=list(Verdict),
        form_words={Severity.ERROR: "退回", Severity.WARNING: "核实", Severity.NOTE: "通过"},
        state_words=STATE_WORDS,
        confirmed_word=CONFIRMED,
        nobody=NOBODY,
        tool=f"xladdin {__version__}",
    )
    pages.filters["figures"] = lambda finding: "，".join(figures(finding))
    pages.filters["places"] = places
    pages.filters["opinion"] = lambda finding: describe_opinion(finding.opinion) if finding.opinion else ""
    return pages
