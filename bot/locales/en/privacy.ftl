privacy-in-private = Ask me that in our private chat, please.
export-caption = { $left ->
    [0] Everything I keep about you, as JSON.
   *[other] Everything I keep about you, as JSON, without your { $left } oldest messages: the file would be too large.
}
export-too-often = You had an export within the last hour. Please ask again later.
forget-explanation =
    <b>What I would delete, in all chats:</b>
    • your messages to me and in groups I read, their edits, files and what I understood of them;
    • your comments on tasks;
    • your name, username, language and settings;
    • your name in tasks, their history and corrections;
    • titles and descriptions made of your words.

    <b>What stays:</b>
    • tasks themselves, for the others, with due date and labels but without your words;
    • what others wrote, also about you;
    • everything in Telegram itself: only you can delete that.

    What you write from then on, I keep again. /export gives you your data first.
forget-go-on = Go on…
forget-sure = Delete all that for good? It can’t be undone.
forget-confirm = 🗑 Delete my data
forget-keep = Keep everything
forget-kept = Nothing was deleted.
forget-done = Done. Messages deleted: { $messages }. Tasks your name and words were taken out of: { $tasks }.
forget-expired = This button no longer counts. Send /forget again.
