# The feed of messages, and one message in full.

messages-kind-assignee = Person asked
messages-kind-date = Date
messages-kind-version = Version
messages-kind-project = Project
messages-kind-component = Component
messages-kind-technology = Technology
messages-kind-mention = Mention
messages-kind-url = Link

messages-legend = What the colours mean

messages-source-telegram = Telegram
messages-source-slack = Slack
messages-source-email = Email
messages-source-api = API

messages-edited = edited
messages-forwarded = forwarded from { $name }
messages-details = Details
messages-open = Details of the message by { $name }
messages-tasks = Tasks
messages-task-number = Task { $id }
messages-waiting = Waiting to be read
messages-failed = Could not be read.
messages-retry = Try again
messages-queued-again = The message is in the queue again
messages-new =
    { $count ->
        [one] { $count } new message
       *[other] { $count } new messages
    }
messages-end =
    { $count ->
        [one] That is the only message
       *[other] That is all: { $count } messages
    }

messages-no-task = Not a task
messages-what-is-it = What is it?
messages-how-urgent = How urgent is it?
messages-change-category = Change the category:
messages-change-priority = Change the priority:
messages-change-due = Change the due time:
messages-no-due = No due time
messages-sure = { $share } sure
messages-corrected-by = Corrected by { $name }
messages-corrected = Corrected. The agents learn from it
messages-correct-failed = The correction was not accepted
messages-undone = The correction is taken back

messages-one = Message
messages-in-telegram = Open in Telegram
messages-verdict = What it counts as
messages-confidence = How sure the agents are
messages-confidence-sure = { $share }: quite sure
messages-confidence-likely = { $share }: rather sure
messages-confidence-unsure = { $share }: not sure
messages-corrected-at = Corrected by { $name }, { $when }
messages-agents-said = The agents had said:
messages-seen = What was seen in it
messages-reply-draft = A possible answer
messages-earlier = Earlier texts
messages-replaced = replaced { $when }
messages-reading = How it was read
messages-model = Model
messages-fallback = Stood in because
messages-took = Took
messages-cost = Cost
messages-received = Received
messages-id = Number and id
messages-read-again = Read it again

messages-due = Due time
messages-due-words = When is it due?
messages-due-example = tomorrow 17:00
messages-due-hint = For example “friday 17:00” or “in 3 days”
messages-due-unclear = No day or time was found in this
messages-due-clear = Nothing is due

messages-attachments = Attachments
messages-picture = Picture
messages-file = File ({ $kind })

messages-search = Search the messages
messages-filter-chat = Chat
messages-filter-author = Author
messages-filter-category = Category
messages-filter-status = State
messages-filter-source = Source
messages-status-received = Waiting
messages-status-analyzed = Read
messages-status-failed = Failed
messages-any = Any
messages-clear = Clear filters

messages-none = No messages yet
messages-none-how = Whatever your team writes in Telegram, or a program sends, shows up here the moment it comes, with what the agents made of it.
messages-example = Try it with an example chat
messages-connect = Connect Telegram
messages-by-hand = Or send one yourself:
messages-first = The export has failed since noon, please fix it by Friday
messages-copy = Copy
messages-copied = Copied
messages-nothing-fits = No message fits
messages-nothing-fits-how = Other words or fewer filters may find what you are looking for.
