"""The walk: the only module that chains stages."""
