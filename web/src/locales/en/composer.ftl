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

compose-people = People
compose-labels = Labels
compose-offline = The server can’t be reached. The task will wait here and is read and sent later.
compose-replaced = Your draft made room for this text

outbox = Waiting to be sent
outbox-waiting = Waiting to be sent ({ $count })
outbox-refused = Not accepted ({ $count })
outbox-refused-one = The task was not accepted
outbox-kept = No connection. The task is kept and will be sent
outbox-explained = These tasks are kept in this browser and are sent as soon as the server can be reached.
outbox-empty = Everything has been sent.
outbox-edit = Edit
outbox-edit-this = Edit: { $text }
outbox-discard-this = Discard: { $text }
outbox-discarded = Discarded
outbox-now = Send now
outbox-sent =
    { $count ->
        [one] { $count } waiting task was sent
       *[other] { $count } waiting tasks were sent
    }
