"""Stage 4: one module a section of the form, one generator a rule. Not: fixing, printing."""
