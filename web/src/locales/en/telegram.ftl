# The page inside Telegram.

telegram-unsigned = Telegram has not said who you are
telegram-unsigned-remedy = Open the board by the bot’s menu button, or by a link that the bot has sent.
telegram-refused = This login does not count any more
telegram-refused-remedy = It may be older than an hour, or meant for another bot. Close the board and open it again from Telegram.
telegram-nowhere = There is no board for you here yet
telegram-nowhere-remedy = Write something in the group where the bot is, then try again. If that does not help, ask an administrator for a login link.
telegram-no-cookie = This window keeps no login
telegram-no-cookie-remedy = Allow cookies for this page, or open the board in the Telegram app instead.
telegram-ended = Your session has ended
telegram-ended-remedy = Close the board and open it again from Telegram.
telegram-choose = Which board?
telegram-choose-hint = You belong to several. You can change it later, beside the title.
