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
stats-day = Day
stats-week = Week
stats-week-from = Week from { $day }
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

stats-ages = Age of unfinished tasks in days
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

stats-categories = Categories
stats-category = Category
stats-priorities = Priorities
stats-priority = Priority
stats-kinds-none = No new tasks in this time.
stats-kinds-summary = Most often: { $kind }, { $share } of the new tasks.

stats-done = Time to done
stats-done-half = Half of the tasks
stats-done-most = Nine of ten
stats-done-none = No task was completed in this time.
stats-done-summary =
    { $done ->
        [one] One task was completed, within { $half }.
       *[other] Of { $done } completed tasks half were done within { $half }, nine of ten within { $most }.
    }

stats-agent = Agent
stats-agent-analysis = Conversations
stats-agent-classification = Classification
stats-agent-extraction = Extraction

stats-latency = How fast the agents answer
stats-latency-half = Half within
stats-latency-most = 19 of 20 within
stats-latency-none = No agent has run in this time.
stats-latency-summary =
    { $runs ->
        [one] { $runs } run on { $model }: it took { $half }.
       *[other] { $runs } runs on { $model }: half took at most { $half }, 19 of 20 at most { $most }.
    }

stats-quality = How often people agree with the agents
stats-quality-summary =
    { $analysed ->
        [0] No message was analysed in this time.
        [one] One message was analysed.
       *[other] Share of { $analysed } analysed messages in which nobody corrected it.
    }
stats-judged = What was judged
stats-kept = Not corrected
stats-corrected = Corrected
stats-field-actionable = Is it work
stats-field-category = Category
stats-field-priority = Priority
stats-field-due = Due time

stats-models = Models in use
stats-agent-model = Agent and model
stats-runs = Runs
stats-stood-in = Stood in
stats-tokens = Tokens
stats-price = Cost
stats-cost = The models cost { $cost } in this time.
stats-cost-partly = The models cost { $cost } in this time, without runs whose price is not known.
stats-fallbacks =
    { $runs ->
        [one] In { $runs } run another model stood in for the chosen one.
       *[other] In { $runs } runs another model stood in for the chosen one.
    }

stats-empty = Nothing to count yet
stats-empty-how = As soon as messages arrive and tasks are made, this page shows how many there are, how fast they get done and how well the agents judge them.
