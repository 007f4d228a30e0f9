# Search and commands.

palette-placeholder = Find tasks and messages, or say where to go
palette-results = Results
palette-hint = ↑ ↓ choose · Enter opens · Esc closes
palette-recent = Recent searches
palette-do = Go to and do
palette-tasks = Tasks
palette-messages = Messages
palette-add = New

go-to = Go to { $view }
add-this = Add task “{ $text }”
theme-dark = Dark theme
theme-light = Light theme
theme-auto = Theme of the device
searching = Searching …
nothing-found = Nothing was found. Fewer or other words may help; inflected and misspelt ones are understood.
words-only = Only words could be looked for just now, not what they mean.
hits =
    { $count ->
        [one] { $count } found
       *[other] { $count } found
    }
