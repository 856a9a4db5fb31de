"""A report beside a form: figures that both state."""
