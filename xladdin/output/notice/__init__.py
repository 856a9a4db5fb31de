"""退回通知: who gets one (recipients), what it says (wording), a letter (.docx), a sheet (.xlsx), where they go."""

from xladdin.output.notice.delivery import NOTICE_BOOK, NoticeWriter
from xladdin.output.notice.recipients import FormReturn, Notice, Recipients, UnreadFile
from xladdin.output.notice.wording import Terms

__all__ = ["NOTICE_BOOK", "FormReturn", "Notice", "NoticeWriter", "Recipients", "Terms", "UnreadFile"]
