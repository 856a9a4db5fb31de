"""Stage 3: pure arithmetic in Decimal, from form and scheme to what is due. Not: comparing with what is stated."""
