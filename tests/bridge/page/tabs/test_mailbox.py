import asyncio

from bridge.page.tabs.mailbox import MOST_FEED, MOST_WAITING, Mailbox


def taken(mailbox: Mailbox, count: int) -> list[bytes | str]:
    async def take() -> list[bytes | str]:
        return [await mailbox.take() for _ in range(count)]

    return asyncio.run(asyncio.wait_for(take(), 5.0))


def test_frames_come_in_their_order() -> None:
    mailbox = Mailbox()
    mailbox.put(b"a reply")
    mailbox.put_feed("a line", 1)
    mailbox.put("a status")
    assert taken(mailbox, 3) == [b"a reply", "a line", "a status"]


def test_whoever_takes_waits_for_a_frame() -> None:
    async def wait_and_put() -> bytes | str:
        mailbox = Mailbox()
        waiting = asyncio.create_task(mailbox.take())
        await asyncio.sleep(0)
        mailbox.put(b"late")
        return await waiting

    assert asyncio.run(asyncio.wait_for(wait_and_put(), 5.0)) == b"late"


def test_a_tab_that_doesnt_read_loses_lines_of_others_first() -> None:
    mailbox = Mailbox()
    for number in range(MOST_FEED + 10):
        mailbox.put_feed(str(number), 3)
    mailbox.put(b"a reply")
    assert mailbox.left_out == 30
    assert taken(mailbox, MOST_FEED + 1)[-2:] == [str(MOST_FEED - 1), b"a reply"]


def test_then_it_loses_its_oldest_replies() -> None:
    mailbox = Mailbox()
    for number in range(MOST_WAITING + 1):
        mailbox.put(bytes([number % 256]))
    assert taken(mailbox, MOST_WAITING)[0] == b"\1"
