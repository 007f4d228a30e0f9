# The first steps, and the keys.

shortcuts = Keyboard shortcuts
shortcuts-everywhere = Everywhere
shortcuts-off = Single keys are switched off in the settings; only those with Ctrl or ⌘ work.
shortcut-search-too = Search, too
shortcut-move-focus = Go from card to card
shortcut-open-task = Open the task
shortcut-move-menu = Choose where it moves
shortcut-move-to = Move to that column
shortcut-next-previous = Next, previous
shortcut-accept = Accept
shortcut-decline = Decline
shortcut-edit = Edit before accepting
shortcut-merge = Merge into a task
shortcut-select = Select
shortcut-undo-last = Undo the last decision
shortcut-edit-title = Edit the title
shortcut-status = Status
shortcut-assignees = People
shortcut-due = Due time
shortcut-labels = Labels
shortcut-comment = Comment
shortcut-add = Add
shortcut-add-and-go-on = Add and go on
shortcut-new-line = New line
shortcut-keep-draft = Close and keep the text
