"""De eigen toetsen van het chat-element (types en gedrag zonder browser), met Node."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

WIDGET = Path(__file__).parents[2] / "assistent/web/widget"


def test_de_toetsen_van_de_chat_slagen() -> None:
    if shutil.which("npm") is None or not (WIDGET / "node_modules").is_dir():
        assert not os.environ.get("CI"), "In CI moet Node er zijn."
        pytest.skip("De chat is niet gebouwd: doe `make test`.")
    klaar = subprocess.run(["npm", "run", "--silent", "test"], cwd=WIDGET, capture_output=True, text=True, check=False)
    assert klaar.returncode == 0, klaar.stdout[-4000:] + klaar.stderr[-2000:]
