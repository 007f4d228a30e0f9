start-greeting =
    Hello, { $name }! I make tasks of messages.
    1. Write what has to be done, for example: <i>{ $example }</i>
    2. Add me to a group, and I note what people ask each other for.
    3. /my shows your tasks, /settings your time zone.
start-example = Send the report on Friday
start-example-button = Try the example
start-example-read = Reading it…
help-private =
    <b>Write to me</b> what has to be done, or forward messages: I make tasks of them.

    /new – make a task
    /my – your tasks of all chats
    /today – what is due today
    /search <i>words</i> – find tasks and messages
    /board – open the board
    /settings – time zone, language, digest
    /export – get your data, /forget – delete it

    In any chat write my name and some words to share a task.
help-group =
    I make tasks of what people ask each other for.

    /tasks – open tasks
    /task <i>text</i> – make a task, or answer a message with it
    /done 12 – finish a task
    /assign 12 @name – give it to somebody
    /search <i>words</i> – find tasks and messages
    /digest – a summary
board-button = 📋 Open the board
board-private = Your board:
board-group = The board of this group:
board-unset = The board has no public address yet. Whoever runs Manta sets MANTA_PUBLIC_URL to an https address.
hint-unknown = I don't know { $command }. /help shows what I can do.
hint-groups = { $command } works in groups. /help shows what I can do here.
