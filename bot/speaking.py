"""In which language and time zone the bot speaks."""

from bot.texts import Texts, choose_language
from domain.chat import Chat, Person


def texts_for(chat: Chat | None, person: Person | None) -> Texts:
    """Return the words for a chat and who acts in it.

    A group reads together: its language and time zone come first there, one's own in private.
    """
    spoken = person.language if person else ""
    shared = chat.language if chat else ""
    if chat is not None and not chat.is_private:
        return Texts(choose_language(shared, spoken), chat.timezone)
    own = person.own_language if person else ""
    zone = (person and person.timezone) or (chat and chat.timezone) or "UTC"
    return Texts(choose_language(own, shared, spoken), zone)
