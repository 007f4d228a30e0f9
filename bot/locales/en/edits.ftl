edited = the message was edited
edited-no-task = the message was edited, and no longer reads as a task
