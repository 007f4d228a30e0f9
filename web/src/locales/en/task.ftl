# One task with all that belongs to it.

task-title = Title
task-edit-title = Edit the title (e)
task-title-needed = A task needs a title.
task-description = Description
task-description-none = No description yet.
task-edit = Edit
task-autosave = Saved when you leave the field, or by Ctrl+Enter
task-facts = Facts
task-none = none
task-parent = Step of:
task-to-board = To the board
task-missing = This task can’t be found
task-missing-why = It may belong to another workspace, or its number is wrong.

task-conflict = Somebody changed this while you were writing:
task-conflict-by = { $actor } changed this while you were writing:
task-conflict-empty = (nothing: it was emptied)
task-conflict-kept = Your text is kept. Which one should stay?
task-keep-mine = Keep mine
task-take-theirs = Take theirs
task-faster = Somebody was faster and changed: { $fields }. Your change was not made.
task-apply-mine = Change anyway

task-field-title = Title
task-field-description = Description
task-field-status = Status
task-field-priority = Priority
task-field-category = Category
task-field-due = Due
task-field-assignees = Assignees
task-field-labels = Labels
task-field-recurrence = Repeats
task-source = Came by
task-source-telegram = Telegram
task-source-slack = Slack
task-source-email = Email
task-source-api = The board or the API
task-created-at = Created
task-updated-at = Changed

task-due-none = No due date
task-due-title = When is it due?
task-due-line = Due
task-due-example = next friday 17:00
task-due-hint = In words, a date, or a time: “tomorrow at 9”, “15/04”
task-due-not-understood = No date or time is understood in this
task-due-today = Today
task-due-tomorrow = Tomorrow
task-due-monday = Next Monday
task-due-clear = Remove the date
task-due-set = Set
task-add-assignees = Add a person
task-add-labels = Add a label
task-add-name = Add “{ $name }”
task-remove-name = Remove { $name }
task-names-empty = Type a name
task-recurrence-end = Stop repeating
task-recurrence-end-title = Stop repeating this task?
task-recurrence-end-why = This task stays as it is. No further ones will be made after it.
task-recurrence-ended = The task no longer repeats

task-subtasks = Steps
task-subtasks-done = { $done } of { $all } done
task-subtask-add = Add a step
task-subtask-tick = Done: { $title }
task-add = Add

task-comments = Comments
task-comments-none = Nobody has said anything yet.
task-comment-add = Write a comment
task-comment-hint = Ctrl+Enter sends
task-comment-send = Comment
task-comment-delete = Delete
task-comment-delete-of = Delete the comment by { $author }
task-comment-delete-title = Delete this comment?

task-links = Related tasks
task-links-none = No other task seems to be about the same.
task-link-duplicate = Probably the same
task-link-related = Related
task-link-merged = Merged
task-link-similar = { $share } alike
task-merge = Merge into …
task-merge-into = Merge into this
task-merge-title = Merge this task into another
task-merge-why = Messages, comments, people and labels move over, and this task is closed. It can be reopened, but what has moved stays there.
task-merge-other = Choose another
task-merge-do = Merge
task-merge-search = Find the task to merge into
task-merge-nothing = No unfinished task has these words
task-merge-candidates = Unfinished tasks
task-merged-into = This task went into
task-merged = Task #{ $id } is now part of #{ $into }

task-history = History
task-history-older =
    { $count ->
        [one] Show { $count } older step
       *[other] Show { $count } older steps
    }
task-became = became
task-came = added:
task-went = removed:
task-step-created = Created the task
task-step-description = The description was rewritten
task-step-correction = The message was corrected
task-step-forgotten = Words of a person were forgotten
task-step-merged = Took in the task
task-step-merged_into = Was merged into the task
task-step-merged-proposal = Took in a proposal
task-step-other = Something else changed

task-sources = Where it comes from
task-open-telegram = Open in Telegram

task-rule-daily =
    { $interval ->
        [1] every day
       *[other] every { $interval } days
    }
task-rule-weekly =
    { $interval ->
        [1] every week
       *[other] every { $interval } weeks
    }
task-rule-monthly =
    { $interval ->
        [1] every month
       *[other] every { $interval } months
    }
task-rule-yearly =
    { $interval ->
        [1] every year
       *[other] every { $interval } years
    }
task-rule-workdays = Monday to Friday
task-rule-month-day = day { $day }
task-rule-last-day = the last day
task-rule-until = until { $day }
task-rule-count =
    { $count ->
        [one] once
       *[other] { $count } times
    }
