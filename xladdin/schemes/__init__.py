"""评分方案: one TOML file a region and first year, and their loader. Not: formulas."""
