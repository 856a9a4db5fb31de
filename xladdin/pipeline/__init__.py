"""The walk: file → workbook → forms → recalculation → findings → summary. The only place that chains stages.

``walk`` is the chain itself, the other modules are what is made of it. Merging, reports, moved forms and
comparisons are imported from their modules, so that a check does not load them.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
