# The feed of messages, and one message in full.

messages-kind-assignee = Person asked
messages-kind-date = Date
messages-kind-version = Version
messages-kind-project = Project
messages-kind-component = Component
messages-kind-technology = Technology
messages-kind-mention = Mention
messages-kind-url = Link

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
