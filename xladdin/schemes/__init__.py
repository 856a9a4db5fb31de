"""评分方案: one TOML file a region and first year, and their loader. Not: formulas."""

from xladdin.schemes.choose import choose
from xladdin.schemes.loader import all_keys, load

__all__ = ["all_keys", "choose", "load"]
