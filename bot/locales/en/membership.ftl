membership-hello =
    👋 I turn messages into tasks. Write as always: what asks for work becomes a task, and I mark it with ✍.
    /task makes one by hand, /tasks lists them, /help tells more.
membership-privacy =
    🔒 As of now I only see commands and replies to me. To let me read along, make me an administrator here, or send @BotFather /setprivacy, choose Disable, and add me to the group anew.
