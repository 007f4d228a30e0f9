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
task-source-api = the board or the API
task-created-at = Created
task-updated-at = Changed

task-history = History
task-history-older =
    { $count ->
        [one] Show { $count } older step
       *[other] Show { $count } older steps
    }
task-created = created the task
task-changed = made a change
task-became = became
task-came = added:
task-went = removed:
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
