# The settings of the workspace and of the person.

settings-parts = Parts of the settings
settings-part-general = General
settings-about-general = How the page looks to you, and how the workspace reads its messages.
settings-part-vocabulary = Vocabulary
settings-about-vocabulary = Words of your own that Manta should know: projects, components and labels.

settings-unsaved = Your changes are not saved yet
settings-saving = Saving …
settings-saved = Settings saved
settings-admins-only = Only admins can change the settings of the workspace. You can look at them.
settings-no-suggestion = Nothing by this name

settings-personal = For you
settings-personal-hint = Kept in this browser; it counts at once.
settings-theme = Theme
settings-theme-auto = As the device
settings-theme-light = Light
settings-theme-dark = Dark
settings-page-language = Language of the page
settings-page-language-auto = As the browser
settings-letter-keys = Single-letter shortcuts
settings-letter-keys-hint = “c” adds a task, “/” searches, “g” and a letter goes to a view.

settings-workspace = Workspace
settings-workspace-hint = The same for everybody here.
settings-name = Name
settings-timezone = Time zone
settings-timezone-now = It is { $clock } there. “Tomorrow at 9” is read by these clocks.
settings-timezone-hint = Type a city, such as Berlin, and choose.
settings-language = Language of the messages
settings-language-none = Found for each message
settings-language-hint = Helps with dates and short messages.

settings-thresholds = When messages become tasks
settings-thresholds-hint = For each message Manta says how sure it is. You say how sure is sure enough.
settings-own-limits = Limits of this workspace
settings-own-limits-hint = Without them the system’s limits count, usually 75% and 35%.
settings-task-threshold = Becomes a task by itself from
settings-proposal-threshold = Is proposed to you from
settings-duplicate-threshold = Tasks count as duplicates from
settings-sure-certain = only when Manta is nearly certain
settings-sure-quite = when Manta is quite sure
settings-sure-likely = when it is more likely than not
settings-sure-guess = already on a guess
settings-duplicates-few = only tasks that say nearly the same are linked
settings-duplicates-some = tasks about the same thing are linked
settings-duplicates-many = also tasks that are merely alike are linked
settings-zone-nothing = Below { $proposal }: left alone
settings-zone-proposal = From { $proposal }: a proposal
settings-zone-task = From { $task }: a task
settings-preview-none = As soon as messages have been read, you see here what would become of them.
settings-preview =
    { $read ->
        [one] Of the last message:
       *[other] Of the last { $read } messages:
    } { $tasks ->
        [one] { $tasks } would be a task
       *[other] { $tasks } would be tasks
    }, { $proposals ->
        [one] { $proposals } a proposal
       *[other] { $proposals } proposals
    }, { $nothing } left alone.

settings-add-term = Add a term
settings-add-term-hint = A message with one of its spellings is about it; upper and lower case make no difference.
settings-add = Add
settings-kind = Kind
settings-kind-project = Project
settings-kind-component = Component
settings-kind-label = Label
settings-kinds-all = All
settings-kinds-project = Projects
settings-kinds-component = Components
settings-kinds-label = Labels
settings-term-name = Name
settings-term-needed = Give it a name.
settings-term-added = “{ $name }” added
settings-term-deleted = “{ $name }” deleted
settings-aliases = Also written as
settings-aliases-example = cart, checkout page
settings-terms =
    { $count ->
        [0] Terms
        [one] { $count } term
       *[other] { $count } terms
    }
settings-no-terms = No terms yet
settings-no-terms-more = Add the names your team uses, with their nicknames. Messages that have them get the right project and labels.
settings-filter-terms = Filter by name or spelling
settings-none-found = No term is written so.
settings-edit-term = Edit { $name }
settings-delete-term = Delete { $name }
settings-import = Import
settings-export = Export
settings-import-title = Import terms
settings-import-text = Terms
settings-import-hint = One a line, such as “component: Checkout, cart, basket”, or the JSON of an export.
settings-import-file = Or read a file
settings-import-preview = { $added } new, { $changed } changed, { $removed } removed
settings-import-unreadable = This is neither a list of terms nor the JSON of an export.
settings-import-line = Line { $line } has no name.
settings-import-way = Terms that are here already
settings-import-add = Keep
settings-import-replace = Replace them all
settings-import-done =
    { $count ->
        [one] { $count } term imported
       *[other] { $count } terms imported
    }
