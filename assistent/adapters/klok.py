"""De echte klok."""

from datetime import datetime

from assistent.kern.tijden import NEDERLAND


class Systeemklok:
    """De tijd van deze computer, in Nederland."""

    def nu(self) -> datetime:
        """Nu."""
        return datetime.now(NEDERLAND)
