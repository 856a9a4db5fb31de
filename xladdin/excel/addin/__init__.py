"""The add-in file of Excel, built from text on any computer and without Excel.

``build`` chains: macros/*.bas → ``modules``; the Python functions → ``recording`` → ``functions``, ``wrappers``; both
→ ``project`` (``directory``, ``compression``, ``encryption``, ``compound``) → vbaProject.bin; with the ribbon →
``package``. ``shipped`` finds the built file: nothing else of this package is needed on a clerk's computer.
"""
