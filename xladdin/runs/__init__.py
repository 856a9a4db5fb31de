"""Runs: many files through the walk, quickly and safely. Not: what is made of a file (pipeline), what is told (output).

One interface for all that work on many files (check, merge, score)::

    for result in walk_files(files, task, options, how): ...

gives one result a file, in the order of the files, whatever did the work:

- ``tasks``: a ``Task`` says what is kept of a checked file (all of it, the extract for a summary, a scored copy) and
  packs it into bytes. Nothing but addresses, options and such bytes ever goes from one process to another.
- ``batches.run_batch(addresses, task, options)``: the work itself, a pure function that gives one ``Outcome`` a file;
  it can be run anywhere: in this process, in a local one, on another machine.
- An ``Executor`` takes batches and gives them back as futures: ``pool`` has local processes that are
  ended and replaced when a file hangs, eats memory or kills them; one for a cluster needs no more than ``submit`` and
  ``close`` (``How.executor``). Few files are worked on in this process, without any.
- ``limits``: seconds and memory a file may use, and the finding (W109, W901) of a file that was stopped.
- ``cache``: packed outcomes of earlier runs by content, rules and options; only what it does not hold is worked on.
- ``walked``: puts these together, with as many files under way as are needed to keep everybody busy and no more.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
