"""Stage 3: pure arithmetic in Decimal, from a form and a scheme to what is due. Not: comparing with what was filled in."""
