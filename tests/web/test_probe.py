import asyncio
import pytest
from tests.web.conftest import *
@pytest.fixture(autouse=True)
async def laatste():
    yield
    me = asyncio.current_task()
    for t in asyncio.all_tasks():
        if t is not me:
            print("TASK", t)
            c = t.get_coro()
            while c is not None and hasattr(c,'cr_await'):
                print("   ", c.__qualname__, c.cr_frame and (c.cr_frame.f_code.co_filename[-40:], c.cr_frame.f_lineno)); c = c.cr_await
            print("   ->", c)
@pytest.mark.parametrize("n", range(30))
async def test_x(laatste, chat, n):
    ws = await chat.open(na=2)
    await ws.send_json({"soort": "beurt", "tekst": "😀"})
    await ontvang(ws)
