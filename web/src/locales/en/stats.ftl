# Statistics: plots, their sentences and their tables.

stats-range = Time that is shown
stats-days =
    { $days ->
        [7] 7 days
        [30] 30 days
        [90] 90 days
       *[365] Year
    }
stats-headline = At a glance
stats-done-week = Done in 7 days
stats-week-before = { $before } in the 7 days before
stats-time-to-done = Median time to done
stats-median-of =
    { $done ->
        [one] { $done } task in { $days } days
       *[other] { $done } tasks in { $days } days
    }
stats-waiting = Proposals
stats-waiting-hint = wait for a decision

stats-table = Table
stats-table-of = { $title } as a table
stats-day = Day
stats-tasks = Tasks

stats-messages = Messages
stats-all-messages = All messages
stats-actionable = Asked for something
stats-messages-none = No messages in this time.
stats-messages-summary =
    { $messages ->
        [one] { $messages } message
       *[other] { $messages } messages
    }, of which { $actionable } ({ $share }) asked for something. Busiest day: { $day } with { $most }.

stats-throughput = New and completed tasks
stats-created = New
stats-completed = Completed
stats-throughput-none = No tasks came or went in this time.
stats-throughput-summary =
    { $created ->
        [one] { $created } new task
       *[other] { $created } new tasks
    }, { $completed } completed, { $closed } closed.

stats-backlog = Backlog
stats-unfinished = Unfinished tasks
stats-backlog-summary =
    { $now ->
        [one] { $now } unfinished task now
       *[other] { $now } unfinished tasks now
    }, { $way ->
        [more] { $change } more than on { $day }.
        [fewer] { $change } fewer than on { $day }.
       *[same] as many as on { $day }.
    }

stats-ages = Age of unfinished tasks
stats-age = Age
stats-age-under =
    { $to ->
        [one] under { $to } day
       *[other] under { $to } days
    }
stats-age-between = { $from }–{ $to } days
stats-age-over =
    { $from ->
        [one] over { $from } day
       *[other] over { $from } days
    }
stats-ages-none = Nothing is left unfinished.
stats-ages-summary =
    { $old ->
        [0] None of the { $all } unfinished tasks is older than 30 days.
        [one] { $old } of { $all } unfinished tasks is older than 30 days.
       *[other] { $old } of { $all } unfinished tasks are older than 30 days.
    }

stats-empty = Nothing to count yet
stats-empty-how = As soon as messages arrive and tasks are made, this page shows how many there are, how fast they get done and how well the agents judge them.
