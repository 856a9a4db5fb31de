"""xladdin: fills, scores, checks and merges 绩效自评表 (budget-performance self-evaluation forms)."""

__version__ = "1.0.0"
