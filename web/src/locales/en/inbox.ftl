# The inbox: proposals that wait for a decision.

inbox-left =
    { $count ->
        [one] { $count } left
       *[other] { $count } left
    }
inbox-list = Proposals
inbox-select = Select “{ $title }”
inbox-detail = The chosen proposal
inbox-empty-title = Nothing waits. Well done!
inbox-empty-body = When the agents find something in a message that may be a task, but are not sure enough to make it one, they ask you here.
inbox-empty-chat = See what is being said
inbox-choose = Choose a proposal
inbox-sure-hardly = Hardly sure
inbox-sure-little = Not quite sure
inbox-sure-rather = Rather sure
inbox-sure-quite = Quite sure
inbox-confidence = How sure the agents are
inbox-confidence-value = { $words }, { $percent }
inbox-source = Where it comes from
inbox-why = Why it is proposed
inbox-assignees = Assignees
inbox-labels = Labels
inbox-category = Category
inbox-priority = Priority
inbox-due = Due
inbox-description = Description
inbox-none = none
inbox-proposed = proposed { $when }
inbox-telegram = Open in Telegram
inbox-accept = Accept
inbox-decline = Decline
inbox-decline-why = Decline, because it is …
inbox-reason-not_a_task = not a task
inbox-reason-duplicate = there already
inbox-reason-other = something else
inbox-next = Next proposal
inbox-previous = Previous proposal
inbox-back = All proposals
inbox-becomes-task = “{ $title }” becomes a task
inbox-become-tasks =
    { $count ->
        [one] { $count } proposal becomes a task
       *[other] { $count } proposals become tasks
    }
inbox-declined = “{ $title }” is declined
inbox-declined-many =
    { $count ->
        [one] { $count } proposal is declined
       *[other] { $count } proposals are declined
    }
inbox-merges = “{ $title }” joins “{ $target }”
inbox-undone = Taken back: it waits again
inbox-undo-late = There is nothing left to take back
inbox-decided-accepted = This has become a task
inbox-decided-declined = This has been declined
inbox-decided-merged = This has joined another task
inbox-decided-body = Somebody has decided about this proposal.
inbox-open-task = Open the task
inbox-viewer = You may look here. Members and admins decide.

inbox-select-all = Select all
inbox-select-none = Select none
inbox-selected = { $count } selected
inbox-sending = { $done } of { $of } sent
inbox-accept-many = Accept { $count }
inbox-decline-many = Decline { $count }
inbox-edit = Edit
inbox-merge = Merge
inbox-merge-title = Which task does it belong to?
inbox-merge-hint = The message becomes a source of that task. No new task is made.
inbox-merge-search = Search tasks
inbox-merge-into = Merge into “{ $title }”
inbox-merge-here = Merge here
inbox-found =
    { $count ->
        [0] No task fits
        [one] { $count } task
       *[other] { $count } tasks
    }
inbox-alike = Looks like
inbox-edit-title = Edit the proposal
inbox-title = Title
inbox-commas = Separate several by commas
inbox-save-accept = Save and accept
inbox-unread =
    { $count ->
        [one] { $count } message could not be read
       *[other] { $count } messages could not be read
    }
inbox-unread-hint = The agents tried several times. Nothing is lost: let them try again when the reason is gone.
inbox-retry-all = Try all again
inbox-retried =
    { $count ->
        [one] { $count } message is read again
       *[other] { $count } messages are read again
    }
