"""The conversations that the documentation shows; each is played on a stage of its own."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from tests.fakes.telegram import Extras, Line, Status, User
from tests.pictures.conversation import render
from tests.pictures.theatre import HARBOR, IRYNA, MONDAY, OLENA, TARAS, Theatre

GROUP: Final = "Harbor"


@dataclass(frozen=True)
class Scene:
    """A picture: what stands above it, whose phone it is, and what happens until it is taken."""

    title: str
    me: User
    act: Callable[[Theatre], Awaitable[list[Line]]]

    async def draw(self, theatre: Theatre) -> str:
        """Play it and return the picture."""
        return render(await self.act(theatre), self.title, me=self.me.first_name)


async def say(theatre: Theatre, who: User, words: str, chat: int, extras: Extras | None = None) -> int:
    """Let somebody write, the bot answer, and a minute pass; return the message's number."""
    number = theatre.people.text(chat, who.id, words, extras or Extras()).message_id
    assert number is not None
    await theatre.answer()
    await theatre.later(minutes=1)
    return number


async def press(theatre: Theatre, who: User, button: str, chat: int) -> None:
    """Let somebody press a button, and the bot do what it says."""
    theatre.people.press(chat, who.id, button)
    await theatre.answer()
    await theatre.later(minutes=1)


async def group(theatre: Theatre) -> list[Line]:
    """People talk; what asks for work is marked, and marked again when it is done."""
    await say(theatre, TARAS, "Morning! How was the weekend?", HARBOR)
    await say(theatre, OLENA, "Rainy, but we went to the lake anyway 😊", HARBOR)
    first = await say(theatre, TARAS, "The login page crashes on Safari, please fix it by Friday", HARBOR)
    await say(theatre, OLENA, "Oh no. I'll have a look after lunch", HARBOR)
    await say(theatre, TARAS, "Please send the invoice to the bakery tomorrow", HARBOR)
    await say(theatre, OLENA, "Maybe we should look at the heating some day", HARBOR)
    await theatre.later(hours=4)
    theatre.people.react(HARBOR, first, OLENA.id, "👍")
    await theatre.answer()
    return theatre.lines(HARBOR)


async def card(theatre: Theatre) -> list[Line]:
    """In private each task is a card."""
    await say(theatre, OLENA, "Please send the report to the harbour office on Friday at 15:00", OLENA.id)
    await say(theatre, OLENA, "The printer on the second floor is broken, please repair it", OLENA.id)
    await press(theatre, OLENA, "✅ Done", OLENA.id)
    return theatre.lines(OLENA.id)


async def quick_add(theatre: Theatre) -> list[Line]:
    """A command makes a task by hand."""
    await say(theatre, OLENA, "/task Report !high @taras #docs tomorrow 18:30", HARBOR)
    return theatre.lines(HARBOR)


async def proposal(theatre: Theatre) -> list[Line]:
    """What the agents are not sure of is asked."""
    await say(theatre, OLENA, "Maybe we should look at the heating some day", OLENA.id)
    return theatre.lines(OLENA.id)


async def proposal_added(theatre: Theatre) -> list[Line]:
    """A proposal is edited by an answer, and added."""
    await proposal(theatre)
    await press(theatre, OLENA, "✎ Edit", OLENA.id)
    asked = theatre.lines(OLENA.id)[-1].message_id
    answer = Extras(reply_to=asked)
    await say(theatre, OLENA, "Have the heating serviced !low 7 December", OLENA.id, answer)
    await press(theatre, OLENA, "✓ Add task", OLENA.id)
    return theatre.lines(OLENA.id)


async def lists(theatre: Theatre) -> list[Line]:
    """A group's list."""
    for words in (
        "/task Pay the rent !critical today 17:00",
        "/task Report !high @taras #docs tomorrow 18:30",
        "/task Order coffee",
        "/task Renew the certificate @olena 14 December",
    ):
        await say(theatre, OLENA, words, HARBOR)
    await theatre.later(minutes=30)
    await say(theatre, TARAS, "/tasks", HARBOR)
    return theatre.lines(HARBOR)[-2:]


async def today(theatre: Theatre) -> list[Line]:
    """A person's day, of all chats."""
    await say(theatre, OLENA, "Good morning!", HARBOR)
    await say(theatre, TARAS, "/task Pay the rent !critical @olena today 17:00", HARBOR)
    await say(theatre, TARAS, "/task Report @olena tomorrow 18:30", HARBOR)
    await say(theatre, OLENA, "/new Call the dentist today 12:00", OLENA.id)
    await say(theatre, OLENA, "/today", OLENA.id)
    return theatre.lines(OLENA.id)[-2:]


async def reminder(theatre: Theatre) -> list[Line]:
    """A due time is told before, put off, and told again."""
    await say(theatre, OLENA, "/task Report @taras today 17:00", HARBOR)
    await theatre.pass_to(MONDAY.replace(hour=16))
    await theatre.later(minutes=2)
    await press(theatre, TARAS, "⏰ 1 h", HARBOR)
    await theatre.pass_to(MONDAY.replace(hour=17))
    return theatre.lines(HARBOR)


async def digest(theatre: Theatre) -> list[Line]:
    """The morning's summary."""
    for words in (
        "/task Pay the rent !critical today 17:00",
        "/task Report @taras tomorrow 18:30",
        "/task Order coffee today 12:00",
        "/task Renew the certificate @olena Friday",
    ):
        await say(theatre, OLENA, words, HARBOR)
    await say(theatre, TARAS, "/done 3", HARBOR)
    asked = await say(theatre, OLENA, "/digest 9", HARBOR)
    for hours in (1, 7, 8, 24):
        await theatre.pass_to(MONDAY + timedelta(hours=hours))
    return [line for line in theatre.lines(HARBOR) if line.message_id >= asked and not line.buttons]


async def settings(theatre: Theatre) -> list[Line]:
    """Settings are one message."""
    await say(theatre, OLENA, "/settings London", OLENA.id)
    await press(theatre, OLENA, "📰 Digest", OLENA.id)
    await press(theatre, OLENA, "09", OLENA.id)
    return theatre.lines(OLENA.id)


async def ukrainian(theatre: Theatre) -> list[Line]:
    """The bot speaks Ukrainian to whom Telegram does."""
    await say(theatre, IRYNA, "/start", IRYNA.id)
    await say(theatre, IRYNA, "Надішліть, будь ласка, звіт завтра до 15:00", IRYNA.id)
    await press(theatre, IRYNA, "👤 Беру", IRYNA.id)
    return theatre.lines(IRYNA.id)


async def edit(theatre: Theatre) -> list[Line]:
    """The card shows what an edit has changed."""
    number = await say(theatre, OLENA, "Please send the report on Thursday", OLENA.id)
    theatre.people.edit(OLENA.id, number, "Please send the invoice on Friday")
    await theatre.answer()
    return theatre.lines(OLENA.id)


async def checklist(theatre: Theatre) -> list[Line]:
    """A checklist is a task with steps."""
    items = ["Order boxes", "Book a van", "Hand in the keys"]
    theatre.people.checklist(OLENA.id, OLENA.id, "Moving the office", items)
    await theatre.answer()
    await theatre.later(minutes=1)
    await say(theatre, OLENA, "/my", OLENA.id)
    return theatre.lines(OLENA.id)


async def welcome(theatre: Theatre) -> list[Line]:
    """A bot in privacy mode says what it needs."""
    theatre.people.configure(can_read_all_group_messages=False)
    theatre.people.set_bot_status(HARBOR, OLENA.id, Status.LEFT)
    await theatre.answer()
    theatre.people.set_bot_status(HARBOR, OLENA.id, Status.MEMBER)
    await theatre.answer()
    return theatre.lines(HARBOR)


SCENES: Final[Mapping[str, Scene]] = {
    "group": Scene(GROUP, OLENA, group),
    "card": Scene("Manta", OLENA, card),
    "quick-add": Scene(GROUP, OLENA, quick_add),
    "proposal": Scene("Manta", OLENA, proposal),
    "proposal-added": Scene("Manta", OLENA, proposal_added),
    "tasks": Scene(GROUP, TARAS, lists),
    "today": Scene("Manta", OLENA, today),
    "reminder": Scene(GROUP, OLENA, reminder),
    "digest": Scene(GROUP, OLENA, digest),
    "settings": Scene("Manta", OLENA, settings),
    "ukrainian": Scene("Manta", IRYNA, ukrainian),
    "edit": Scene("Manta", OLENA, edit),
    "checklist": Scene("Manta", OLENA, checklist),
    "welcome": Scene(GROUP, OLENA, welcome),
}
"""The pictures by the names of their files."""
