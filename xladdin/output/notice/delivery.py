"""Where the notices go, by the ending of the path: a letter, a workbook, or a folder with letters and a workbook."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from xladdin.errors import OutputError
from xladdin.output.findings_text import Line
from xladdin.output.naming import Names
from xladdin.output.notice.recipients import Recipients
from xladdin.output.notice.wording import UNREAD_TITLE, page_of, printable, unread_page
from xladdin.output.writing import refuse_existing, refuse_inputs, write_atomically

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from xladdin.model import CheckedFile, Finding
    from xladdin.model.left_out import LeftOut
    from xladdin.output.notice.recipients import Notice
    from xladdin.output.notice.wording import Page, Terms
    from xladdin.output.tally import Tally

NOTICE_BOOK = "退回通知.xlsx"
_LETTER, _BOOK = ".docx", ".xlsx"
_TWO = frozenset({".doc", ".xls", ".pdf", ".wps", ".et", ".txt", ".html"})  # endings that somebody may hope for


@dataclass(frozen=True, slots=True)
class _File:
    """A file to write."""

    path: Path
    data: bytes | Callable[[Path], None]


class NoticeWriter:
    """A report of a check that writes the notices (退回通知) at its end.

    ``path`` ends with .docx (all units, a page each), with .xlsx (a sheet each), or is a folder (a .docx each and
    退回通知.xlsx). ``warnings``: units with nothing but something to confirm get a page too. ``put`` takes the lines
    for the screen.
    """

    def __init__(
        self,
        path: Path,
        terms: Terms,
        *,
        put: Callable[[Line], None],
        warnings: bool = False,
        force: bool = False,
    ) -> None:
        """Raises OutputError where the path cannot be written."""
        self._path, self._terms, self._put = path, terms, put
        self._warnings, self._force = warnings, force
        self._recipients = Recipients()
        if path.suffix.lower() in _TWO:
            raise OutputError(
                f"退回通知不能写成“{path.suffix}”。请写 .docx（每个单位一页）、.xlsx（每个单位一张工作表）或文件夹。"
            )
        refuse_existing(path if self._is_file else path / NOTICE_BOOK, force=force)

    @property
    def _is_file(self) -> bool:
        return self._path.suffix.lower() in {_LETTER, _BOOK} and not self._path.is_dir()

    def refuse_inputs(self, inputs: Sequence[Path]) -> None:
        """Raises OutputError where the notices would overwrite one of the files checked."""
        refuse_inputs(self._path if self._is_file else self._path / NOTICE_BOOK, inputs)

    def begin(self) -> None:
        """Nothing is written before the last file."""

    def add(self, checked: CheckedFile) -> None:
        """One file."""
        self._recipients.add(checked)

    def end(self, tally: Tally, batch: Sequence[Finding], left_out: Sequence[LeftOut]) -> None:  # noqa: ARG002
        """Write the notices and say how many there are.

        Raises:
            OutputError: a file exists and may not be overwritten, or cannot be written.
        """
        notices = list(self._recipients.notices(batch, warnings=self._warnings))
        files = list(self._files(notices)) if notices or self._recipients.unread else []
        for file in files:
            refuse_existing(file.path, force=self._force)
        for file in files:
            write_atomically(file.path, file.data, force=self._force)
        for line in self._describe(notices):
            self._put(line)

    def _files(self, notices: Sequence[Notice]) -> Iterator[_File]:
        from xladdin.output.notice.letter import letters

        pages = [page_of(notice, self._terms) for notice in notices]
        unread = unread_page(self._recipients.unread, self._terms) if self._recipients.unread else None
        all_pages = [*pages, *([unread] if unread else [])]
        if not self._is_file:
            names = Names()
            titles = [f"{page.title}-{printable(one.name)}" for page, one in zip(pages, notices, strict=True)]
            for title, page in zip([*titles, *([UNREAD_TITLE] if unread else [])], all_pages, strict=True):
                yield _File(self._path / f"{names.file(title)}{_LETTER}", letters([page], self._terms))
            yield _File(self._path / NOTICE_BOOK, self._book(notices, pages, unread))
        elif self._path.suffix.lower() == _LETTER:
            yield _File(self._path, letters(all_pages, self._terms))
        else:
            yield _File(self._path, self._book(notices, pages, unread))

    def _book(self, notices: Sequence[Notice], pages: Sequence[Page], unread: Page | None) -> Callable[[Path], None]:
        from xladdin.output.notice.book import write_notices

        return lambda path: write_notices(notices, pages, unread, self._terms, path)

    def _describe(self, notices: Sequence[Notice]) -> Iterator[Line]:
        recipients = self._recipients
        if not notices and not recipients.unread:
            yield Line("没有需要退回的单位，没有写退回通知。")
        else:
            errors = sum(notice.errors for notice in notices)
            unread = f"；无法打开的文件{len(recipients.unread)}个，另列一页" if recipients.unread else ""
            yield Line(f"退回通知：{len(notices)}个单位，错误{errors}处{unread}。已写入：{self._path}")
        unnamed = [notice.name for notice in notices if notice.is_unnamed]
        if unnamed:
            yield Line(f"  表内没有写明单位，按文件名出通知：{'、'.join(unnamed)}", "warning")
        if recipients.failed:
            names = "、".join(Path(file).name for file in recipients.failed)
            yield Line(f"  检查时程序自身出错，没有出通知：{names}", "warning")
