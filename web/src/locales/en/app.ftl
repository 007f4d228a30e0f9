# The frame of the page, and words that all parts use.

view-board = Board
view-inbox = Inbox
view-messages = Messages
view-stats = Stats
view-settings = Settings
view-task = Task
views = Views
skip = Skip to the content
search = Search
add-task = Add task
close = Close
cancel = Cancel
save = Save
undo = Undo
try-again = Try again
loading = Loading …
offline = The server can’t be reached
not-found = There is nothing at this address
waiting =
    { $count ->
        [one] { $count } proposal waits
       *[other] { $count } proposals wait
    }
workspace = Workspace
log-out = Log out
overdue = Overdue:
role-admin = admin
role-member = member
role-viewer = viewer

connection-connecting = Connecting …
connection-live = Live
connection-lost = Not connected. Try now
connection-ended = Logged out

category-bug = Bug
category-feature = Feature
category-improvement = Improvement
category-question = Question
category-chore = Chore
category-other = Other

priority-critical = Critical
priority-high = High
priority-medium = Medium
priority-low = Low

status-open = Open
status-in_progress = In progress
status-completed = Completed
status-closed = Closed

leave-title = Leave without saving?
leave-text = What you have changed here is not saved yet.
leave-discard = Discard changes
leave-stay = Keep editing
