"""Events reach every subscriber, one at a time, until the subscription ends."""

from threading import Thread

from metrology.text import Text
from services.events import Events, Notice, ServiceEvent


def test_every_subscriber_gets_every_event_until_it_leaves() -> None:
    events, first, second = Events(), list[ServiceEvent](), list[ServiceEvent]()
    leave = events.subscribe(first.append)
    events.subscribe(second.append)
    events.publish(Notice(Text.same("a")))
    leave()
    events.publish(Notice(Text.same("b")))
    assert [len(first), len(second)] == [1, 2]


def test_events_of_several_positions_come_one_at_a_time() -> None:
    events, inside, most = Events(), 0, 0

    def listener(_event: ServiceEvent) -> None:
        nonlocal inside, most
        inside += 1
        most = max(most, inside)
        inside -= 1

    events.subscribe(listener)
    threads = [Thread(target=lambda: [events.publish(Notice(Text.same("x"))) for _ in range(200)]) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1
