# The board: columns, cards, filters.

board-of = { $shown } of { $all }
board-menu = More
board-steps = { $steps } steps completed
board-messages =
    { $count ->
        [one] From { $count } message
       *[other] From { $count } messages
    }
board-recurring = Comes again and again

board-first-title = Nothing here yet
board-first = Tasks come out of messages, or you write one yourself.
board-empty-open = Nothing waits. New tasks arrive here.
board-empty-in_progress = Nobody works on anything yet. Drag a card here when you begin.
board-empty-completed = What gets done is kept here.
board-empty-closed = Tasks that nobody will do are kept here.
board-none-fits = No card fits the filters

board-open = Open
board-move-to = Move to { $status }
board-assign-me = Assign to me
board-unassign-me = Unassign me
board-copy-link = Copy link
board-copied = Link copied
board-not-copied = The browser does not let the page copy. Open the task and copy its address.

board-moved = { $title } moved to { $status }
board-move-failed = { $title } could not be moved and is back in its place
board-changed-meanwhile = Somebody else was faster: { $title } is shown as it is now
board-illegal-open = An open task can’t go to { $status }
board-illegal-in_progress = A task in progress can’t go to { $status }
board-illegal-completed = A completed task can only be opened again or closed
board-illegal-closed = A closed task has to be opened again first

board-filters = Filters
board-filter-text = Filter by words
board-filter-assignee = Assignee
board-filter-label = Label
board-filter-category = Category
board-filter-priority = Priority
board-filter-due = Due
board-filter-chat = Chat
board-no-assignee = Nobody
board-no-label = No label
board-no-chat = No chat
board-due-overdue = Overdue
board-due-today = Today
board-due-week = Next 7 days
board-due-none = No due time
board-clear = Clear all
board-clear-kind = Clear { $kind }
board-find-option = Find in { $kind }
board-no-option = Nothing has these words
board-show = Show the board
board-sort = Order
board-sort-priority = Priority
board-sort-due = Due first
board-sort-newest = Newest
board-sort-updated = Last changed
board-statuses = Columns

board-more = Show more
board-more-busy = Reading …
board-more-end = These are all
