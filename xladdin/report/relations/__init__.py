"""Relations (数字之间的关系): parts and totals, shares, rates, changes, scores."""
