"""The log: where a crash of ours is written down, so that a finding W901 can refer to it."""

from __future__ import annotations

import logging
from pathlib import Path


def log_file() -> Path:
    """The log's place on this computer, e.g. ~/.local/state/xladdin/log/xladdin.log."""
    import platformdirs

    return platformdirs.user_log_path("xladdin", appauthor=False) / "xladdin.log"


class CrashLog(logging.Handler):
    """Appends to the log file; its folder is made, and its path worked out, only when there is something to write."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write one record; a log that cannot be written must not become a second fault."""
        try:
            path = log_file()
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("a", encoding="utf-8") as stream:
                stream.write(self.format(record) + "\n")
        except OSError:
            return


def keep_log() -> None:
    """Send what the tool logs to the file and nowhere else."""
    handler = CrashLog()
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    logger = logging.getLogger("xladdin")
    logger.addHandler(handler)
    logger.propagate = False
