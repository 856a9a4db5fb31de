"""退回与复查: a check beside what is known from before: opinions, the last check, the list of expected forms."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
