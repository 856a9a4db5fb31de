"""Stage 2: a Workbook becomes SelfEvaluations. Not: whether what they say is right."""
