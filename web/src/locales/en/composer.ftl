# The composer: a line of text that becomes a task.

compose-text = What is to be done
compose-placeholder = Call the port on Friday at 9 !high @ann #depot
compose-hint = Enter adds the task, Control and Enter adds it and goes on, Escape closes and keeps the text.
compose-syntax = Write a day or time, @person, #label, !high. “Quoted” words stay as they are.
compose-add = Add
compose-added = Task added
compose-open = Open
compose-understood = Understood
compose-take-back = Not meant: { $fact }

repeats = repeats
repeats-day =
    { $count ->
        [1] every day
       *[other] every { $count } days
    }
repeats-week =
    { $count ->
        [1] every week
       *[other] every { $count } weeks
    }
repeats-month =
    { $count ->
        [1] every month
       *[other] every { $count } months
    }
repeats-year =
    { $count ->
        [1] every year
       *[other] every { $count } years
    }
