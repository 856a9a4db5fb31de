"""The group of commands. A command's module is imported only when it is called, so that ``--help`` stays fast."""

from __future__ import annotations

import gettext
import logging
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

import click

from xladdin import __version__
from xladdin.cli.logfile import keep_log, log_file
from xladdin.errors import XladdinError

#: Exit codes: nothing found or done, findings, could not run, stopped by the user.
FOUND_NOTHING, FOUND_SOMETHING, COULD_NOT_RUN, INTERRUPTED = 0, 1, 2, 130

#: Command → (module in this package, one line of help). The order is the order of the work.
COMMANDS: dict[str, tuple[str, str]] = {
    "demo": ("demo", "写出一套示例（空白表和填好的表），检查、汇总一遍，看看本工具能做什么"),
    "new": ("new", "生成空白的绩效自评表；可按名单一次生成多份（下发）"),
    "show": ("show", "显示一张自评表读出来的内容"),
    "score": ("score", "写出填好执行率、得分和总分的副本"),
    "check": ("check", "检查自评表，逐格指出问题和改法"),
    "compare": ("compare", "核对自评报告：文中的合计、占比、增减，与自评表是否一致"),
    "merge": ("merge", "把多份自评表汇总成一个工作簿"),
    "report": ("report", "由填好的表写出自评报告（Word）；表改了再运行一次，改过的段落不动"),
    "import": ("import_", "把公开的报告（.docx、文字）里的自评表和数字填进空白表，没有位置的逐项列出"),
    "upgrade": ("upgrade", "把填好的表迁移到本方案现行的空白表，没有位置的内容逐项列出"),
    "sanitize": ("sanitize", "写出脱敏副本（名称、金额、文字都遮盖，问题不变），供求助时发送"),
    "rules": ("rules", "列出检查规则，或说明其中一条"),
    "schemes": ("schemes", "列出评分方案，或说明其中一个"),
    "install": ("install", "把加载项装进 Excel（Windows）"),
    "uninstall": ("uninstall", "从 Excel 中去掉加载项"),
    "doctor": ("doctor", "检查环境：Excel、Python、加载项、信任设置是否正常"),
    "manual": ("manual", "打开使用手册"),
}


class LazyGroup(click.Group):
    """A group that knows its commands' names and one-line helps without importing them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  the library's signature
        """The commands in the order of the work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  the library's signature
        """Import the command's module; its command is the attribute ``command``."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"xladdin.cli.{COMMANDS[cmd_name][0]}")
        command = module.command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  the library's signature
        """The list of commands, from the table above."""
        with formatter.section("命令"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    options_metavar="[选项]",
    subcommand_metavar="命令 …",
)
@click.version_option(
    __version__, "-V", "--version", prog_name="xladdin", message="%(prog)s %(version)s", help="显示版本号。"
)
def xladdin() -> None:
    """绩效自评表的填报、评分、检查与汇总。

    每个命令都可以加 --help 看用法，例如：xladdin check --help
    """


def main() -> NoReturn:
    """Entry point: Chinese texts, one sentence for every fault, the exit codes."""
    _speak_chinese()
    keep_log()
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command line; the exit code."""
    try:
        result: Any = xladdin.main(args=arguments, prog_name="xladdin", standalone_mode=False)
    except click.ClickException as fault:
        fault.show()
        return COULD_NOT_RUN
    except XladdinError as fault:
        click.echo(f"错误：{fault}", err=True)
        return COULD_NOT_RUN
    except (click.Abort, KeyboardInterrupt):
        click.echo("已中断，没有留下写了一半的文件。", err=True)
        return INTERRUPTED
    except BrokenPipeError:  # `xladdin check … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FOUND_NOTHING
    except Exception:  # the outermost boundary: a user gets a sentence, the log gets the rest
        logging.getLogger("xladdin").exception("crash %s", " ".join(arguments))
        click.echo(f"错误：程序自身出错，没有完成。请把日志{log_file()}发给维护人员。", err=True)
        return COULD_NOT_RUN
    return result if isinstance(result, int) else FOUND_NOTHING


def _speak_chinese() -> None:
    """The command-line library's own messages in Chinese; output that a console cannot show never stops a run."""
    os.environ["LANGUAGE"] = "zh_CN"
    gettext.bindtextdomain("messages", str(Path(__file__).parent / "locale"))
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
