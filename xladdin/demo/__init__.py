"""`xladdin demo`: a folder of filled forms in several layouts, some faulty, made from text tables."""
