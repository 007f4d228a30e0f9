"""The methods of the Bot API that do more than answer."""

from tests.fakes.telegram.methods.chats import CHATS
from tests.fakes.telegram.methods.editing import EDITING
from tests.fakes.telegram.methods.getting import GETTING
from tests.fakes.telegram.methods.moving import MOVING
from tests.fakes.telegram.methods.profile import PROFILE
from tests.fakes.telegram.methods.queries import QUERIES
from tests.fakes.telegram.methods.sending import sending_handlers
from tests.fakes.telegram.world import Handler


def all_handlers(names: list[str]) -> dict[str, Handler]:
    """Return what performs each method that has a behaviour, by its lower-case name."""
    return sending_handlers(names) | CHATS | EDITING | GETTING | MOVING | PROFILE | QUERIES
