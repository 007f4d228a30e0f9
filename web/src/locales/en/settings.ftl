# The settings of the workspace and of the person.

settings-parts = Parts of the settings
settings-part-general = General
settings-about-general = How the page looks to you, and how the workspace reads its messages.
settings-part-vocabulary = Vocabulary
settings-about-vocabulary = Words of your own that Manta should know: projects, components and labels.

settings-unsaved = Your changes are not saved yet
settings-saving = Saving …
settings-saved = Settings saved
settings-admins-only = Only admins can change the settings of the workspace. You can look at them.
settings-no-suggestion = Nothing by this name

settings-personal = For you
settings-personal-hint = Kept in this browser; it counts at once.
settings-theme = Theme
settings-theme-auto = As the device
settings-theme-light = Light
settings-theme-dark = Dark
settings-page-language = Language of the page
settings-page-language-auto = As the browser
settings-letter-keys = Single-letter shortcuts
settings-letter-keys-hint = “c” adds a task, “/” searches, “g” and a letter goes to a view.

settings-workspace = Workspace
settings-workspace-hint = The same for everybody here.
settings-name = Name
settings-timezone = Time zone
settings-timezone-now = It is { $clock } there. “Tomorrow at 9” is read by these clocks.
settings-timezone-hint = Type a city, such as Berlin, and choose.
settings-language = Language of the messages
settings-language-none = Found for each message
settings-language-hint = Helps with dates and short messages.

settings-thresholds = When messages become tasks
settings-thresholds-hint = For each message Manta says how sure it is. You say how sure is sure enough.
settings-own-limits = Limits of this workspace
settings-own-limits-hint = Without them the system’s limits count, usually 75% and 35%.
settings-task-threshold = Becomes a task by itself from
settings-proposal-threshold = Is proposed to you from
settings-duplicate-threshold = Tasks count as duplicates from
settings-sure-certain = only when Manta is nearly certain
settings-sure-quite = when Manta is quite sure
settings-sure-likely = when it is more likely than not
settings-sure-guess = already on a guess
settings-duplicates-few = only tasks that say nearly the same are linked
settings-duplicates-some = tasks about the same thing are linked
settings-duplicates-many = also tasks that are merely alike are linked
settings-zone-nothing = Below { $proposal }: left alone
settings-zone-proposal = From { $proposal }: a proposal
settings-zone-task = From { $task }: a task
settings-preview-none = As soon as messages have been read, you see here what would become of them.
settings-preview =
    { $read ->
        [one] Of the last message:
       *[other] Of the last { $read } messages:
    } { $tasks ->
        [one] { $tasks } would be a task
       *[other] { $tasks } would be tasks
    }, { $proposals ->
        [one] { $proposals } a proposal
       *[other] { $proposals } proposals
    }, { $nothing } left alone.

settings-add-term = Add a term
settings-add-term-hint = A message with one of its spellings is about it; upper and lower case make no difference.
settings-add = Add
settings-kind = Kind
settings-kind-project = Project
settings-kind-component = Component
settings-kind-label = Label
settings-kinds-all = All
settings-kinds-project = Projects
settings-kinds-component = Components
settings-kinds-label = Labels
settings-term-name = Name
settings-term-needed = Give it a name.
settings-term-added = “{ $name }” added
settings-term-deleted = “{ $name }” deleted
settings-aliases = Also written as
settings-aliases-example = cart, checkout page
settings-terms =
    { $count ->
        [0] Terms
        [one] { $count } term
       *[other] { $count } terms
    }
settings-no-terms = No terms yet
settings-no-terms-more = Add the names your team uses, with their nicknames. Messages that have them get the right project and labels.
settings-filter-terms = Filter
settings-none-found = No term is written so.
settings-edit-term = Edit { $name }
settings-delete-term = Delete { $name }
settings-import = Import
settings-export = Export
settings-import-title = Import terms
settings-import-text = Terms
settings-import-hint = One a line, such as “component: Checkout, cart, basket”, or the JSON of an export.
settings-import-file = Or read a file
settings-import-preview = { $added } new, { $changed } changed, { $removed } removed
settings-import-unreadable = This is neither a list of terms nor the JSON of an export.
settings-import-line = Line { $line } has no name.
settings-import-way = Terms that are here already
settings-import-add = Keep
settings-import-replace = Replace them all
settings-import-done =
    { $count ->
        [one] { $count } term imported
       *[other] { $count } terms imported
    }

settings-part-models = Models
settings-about-models = Which models read the messages. Three agents share the work.
settings-models-in-use = In use now
settings-models-in-use-hint = What reads the next message.
settings-agent-classification = Is it work?
settings-agent-extraction = Who, when, where
settings-agent-analysis = Title and parts
settings-models-admins-only = Only admins can choose other models.
settings-choose-models = Choose
settings-choose-models-hint = A model is taken only if it can be used now. An empty field takes what stands above it.
settings-model-of-model = All agents
settings-model-of-classification = Only for “Is it work?”
settings-model-of-extraction = Only for “Who, when, where”
settings-model-of-analysis = Only for “Title and parts”
settings-model-system = As the system is set
settings-model-workspace = As all agents
settings-models-missing = What else there could be
settings-model = Model
settings-try-model = Try a model
settings-try-model-hint = It reads three sample messages, for at most a minute. Nothing is stored; a provider may charge for it.
settings-try = Try
settings-trying = Reading …
settings-trials = What the model made of the samples
settings-trial-text = Sample
settings-trial-found = Understood as
settings-trial-time = Took
settings-no-task = No task
settings-sure-by = { $share } sure
settings-milliseconds = { $count } ms

settings-part-keys = API keys
settings-about-keys = Keys let programs, and people without Telegram, into this workspace.
settings-keys = Keys
settings-keys-admins-only = Only admins see and make API keys.
settings-create-key = Make a key
settings-create-key-hint = One for each program or person, so that each can be taken away alone.
settings-create = Make key
settings-key-name = Name
settings-key-name-example = such as build server
settings-key-name-needed = Give it a name: it is written into histories.
settings-role = Role
settings-role-viewer-may = Reads everything, changes nothing.
settings-role-member-may = Adds and changes tasks, sends messages.
settings-role-admin-may = May also change settings and make keys.
settings-key-created = Made { $when }
settings-key-revoked = Revoked { $when }
settings-revoke = Revoke
settings-revoke-key = Revoke { $name }
settings-revoke-title = Revoke “{ $name }”?
settings-revoke-text = Whoever uses it is shut out at once, and this can’t be undone. You can make a new key at any time.
settings-key-gone = “{ $name }” is revoked
settings-revoked-keys =
    { $count ->
        [one] { $count } revoked key
       *[other] { $count } revoked keys
    }
settings-secret = the key
settings-secret-title = The key “{ $name }”
settings-secret-text = Copy it now: it is shown this once, and only its fingerprint is kept.
settings-secret-use = For example:
settings-secret-command = the command
settings-secret-kept = I have kept it
settings-copy = Copy { $what }
settings-copy-copied = Copied
settings-copy-selected = Marked. Copy it with Ctrl+C or ⌘C.

settings-part-members = Members
settings-about-members = The people of the Telegram chats that belong to this workspace.
settings-people =
    { $count ->
        [one] { $count } person
       *[other] { $count } people
    }
settings-no-members = Nobody yet
settings-no-members-more = People appear here as soon as they write in a chat with your bot. With API keys nobody needs Telegram.
settings-connect-telegram = Connect Telegram
settings-filter-members = Find by name or chat
settings-nobody-found = Nobody is called so.
settings-standing-admin = admin
settings-standing-member = member
settings-standing-seen = only named
settings-standing-left = has left
settings-sign-out = Sign out
settings-sign-out-who = Sign out { $name }
settings-sign-out-title = Sign out { $name }?
settings-sign-out-text = Their open pages of this workspace close within half a minute. While they belong to a chat they can come in again by Telegram.
settings-signed-out = { $name } is signed out

settings-part-telegram = Telegram
settings-about-telegram = A bot that reads along in your chats and makes tasks of what people ask for.
settings-telegram-steps = Connect a bot
settings-telegram-steps-hint = The marks follow by themselves while this page is open.
settings-steps-done = { $done } of { $all } steps are done
settings-step-is-done = (done)
settings-step-is-next = (to do now)
settings-step-is-stuck = (does not work yet)
settings-step-is-later = (later)
settings-step-command = the command
settings-step-line = the line
settings-step-bot = Make a bot
settings-step-bot-how = Write /newbot to @BotFather in Telegram and choose a name. It answers with the bot’s token.
settings-step-token = Give Manta the token
settings-step-token-how = Write this line into the file .env beside Manta, with your token. Whoever has the token is the bot, so tell it to nobody; this page never asks for it.
settings-step-start = Start Manta again
settings-step-start-how = Stop it with Ctrl+C, check the settings, and start it.
settings-step-group = Add the bot to a group
settings-step-group-how = So that it can read along, first write /setprivacy to @BotFather, choose the bot, then “Disable”. Then add it to the group.
settings-privacy-advice = The bot is in privacy mode: in groups it sees only commands and replies. Write /setprivacy to @BotFather, choose “Disable”, then take the bot out of the group and add it again; or make it an administrator there.
settings-step-app = Open the board in Telegram
settings-step-app-how = Give Manta its public https address, then start it again. A button for the board appears beside the input field of the private chat.
settings-connection = Connection
settings-bot = Bot
settings-delivery = Updates
settings-delivery-polling = are polled
settings-delivery-webhook = come by webhook
settings-pending = Waiting at Telegram
settings-updates =
    { $count ->
        [one] { $count } update
       *[other] { $count } updates
    }
settings-last-update = Last update
settings-never = none yet
settings-last-error = Last trouble
settings-reads-groups = In groups it reads
settings-reads-groups-yes = everything
settings-reads-groups-no = only commands and replies (privacy mode)
settings-joins-groups = May be added to groups
settings-joins-groups-yes = yes
settings-joins-groups-no = no; /setjoingroups at @BotFather allows it
settings-mini-app = Board in Telegram
settings-chats =
    { $count ->
        [one] { $count } chat
       *[other] { $count } chats
    }
settings-chat-private = Private chat
settings-chat-group = Group
settings-chat-supergroup = Group
settings-chat-channel = Channel
settings-chat-people =
    { $count ->
        [one] { $count } person known
       *[other] { $count } people known
    }
settings-chat-is-left = bot is out
settings-chat-is-migrated = moved

settings-part-about = About
settings-about-about = Which Manta this is, and how it is.
settings-this-manta = This Manta
settings-version = Version
settings-you = You
settings-api-docs = Reference of the API
settings-health = Health
settings-health-hint = Looked at again every ten seconds.
settings-well = well
settings-ill = not well
