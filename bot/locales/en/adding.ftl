adding-hint = Say what is to be done, for example: <code>{ $example }</code> Or answer a message with /task.
adding-example = /task Send the report !high Friday 15:00
adding-from = From { $author }
