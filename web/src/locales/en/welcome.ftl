# The first steps, and the keys.

shortcuts = Keyboard shortcuts
shortcuts-everywhere = Everywhere
shortcuts-off = Single keys are switched off in the settings; only those with Ctrl or ⌘ work.
shortcut-search-too = Search, too
shortcut-move-focus = Go from card to card
shortcut-open-task = Open the task
shortcut-column-ends = First, last card of the column
shortcut-card-menu = Open its menu
shortcut-move-to = Move to that column
shortcut-next-previous = Next, previous
shortcut-accept = Accept
shortcut-decline = Decline
shortcut-edit = Edit before accepting
shortcut-merge = Merge into a task
shortcut-select = Select
shortcut-select-on = Select the next, the previous too
shortcut-select-none = Select none
shortcut-undo-last = Undo the last decision
shortcut-next-previous-message = Next, previous message
shortcut-message-details = Open the details
shortcut-back-to-messages = Close the details
shortcut-edit-title = Edit the title
shortcut-status = Status
shortcut-assignees = People
shortcut-due = Due time
shortcut-labels = Labels
shortcut-comment = Comment
shortcut-save-text = Save the text, send the comment
shortcut-drop-text = Forget what was typed in a text
shortcut-save-settings = Save what was changed
shortcut-add = Add
shortcut-add-and-go-on = Add and go on
shortcut-new-line = New line
shortcut-keep-draft = Close and keep the text

welcome = Welcome to Manta
welcome-lead = Manta reads what your team writes and turns it into tasks on this board. Three ways to begin:
welcome-viewer = Nothing has happened here yet. Tasks appear as soon as somebody writes what is to be done.
welcome-example = Look at an example
welcome-example-text =
    { $count ->
        [one] { $count } message of an invented team, “{ $chat }”: watch it become tasks.
       *[other] { $count } messages of an invented team, “{ $chat }”: watch them become tasks.
    }
welcome-example-act = Bring in the example
welcome-reading = { $read } of { $total } messages read
welcome-imported =
    { $count ->
        [one] { $count } message is in. Tasks appear as it is read
       *[other] { $count } messages are in. Tasks appear as they are read
    }
welcome-telegram = Connect Telegram
welcome-telegram-text = Add a bot to your group: what people write there becomes tasks and proposals.
welcome-telegram-ask = Ask an administrator to connect your group: what people write there becomes tasks.
welcome-telegram-act = Set it up
welcome-own = Write a task yourself
welcome-own-text = One line is enough. Times, people, labels and priorities are understood as you type.
welcome-own-act = Write a task
welcome-own-sample = Order label rolls tomorrow at 10 !high #depot
