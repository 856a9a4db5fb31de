"""Stage 5: many checked forms become a Summary. Not: checking again."""
