from pipeline.pace import Pace


def test_a_worker_begins_with_few_chats_and_takes_more_while_they_are_quick() -> None:
    pace = Pace(least=2, most=4, quick_s=1.0)
    rooms = [pace.room]
    for took_s in (0.1, 1.0, 0.5, 0.5):
        pace.note(took_s)
        rooms.append(pace.room)
    assert rooms == [2, 3, 4, 4, 4]


def test_one_slow_chat_makes_it_careful_again() -> None:
    pace = Pace(least=2, most=9)
    for _ in range(9):
        pace.note(0.0)
    pace.note(1.1)
    assert pace.room == 2


def test_many_chats_are_claimed_in_portions_and_few_at_once() -> None:
    pace = Pace(least=8, most=64)
    assert [pace.portion(free) for free in (8, 3)] == [8, 3]
    for _ in range(64):
        pace.note(0.0)
    assert [pace.portion(free) for free in (64, 20, 3)] == [16, 16, 3]


def test_only_a_quick_worker_takes_many_messages_of_few_chats() -> None:
    pace = Pace(least=8, most=64)
    assert pace.messages == 0
    for _ in range(64):
        pace.note(0.0)
    assert pace.messages == 256
    pace.note(1.1)
    assert pace.messages == 0
