# ruff: noqa: RUF001 - Ukrainian letters look like Latin ones
"""The bot's commands and what Telegram says of them, in English and Ukrainian."""

from typing import Final

from bot.commands import DEFAULT_LANGUAGE, Audience, BotTexts, LanguageTexts

_GROUP: Final = ("task", "tasks", "done", "assign", "digest", "help")

_ENGLISH: Final = LanguageTexts(
    commands={
        "start": "Begin, and connect this chat",
        "new": "Make a task",
        "my": "Tasks assigned to you",
        "today": "What is due today",
        "board": "Open the board",
        "search": "Find tasks and messages",
        "settings": "Time zone and reminders",
        "lang": "Choose the language",
        "export": "Get your data as a file",
        "forget": "Delete your data",
        "help": "What the bot can do",
        "task": "Make a task of a text, or of the message you answer",
        "tasks": "Open tasks of this group",
        "done": "Finish a task: /done 12",
        "assign": "Give a task to somebody: /assign 12 @name",
        "digest": "A summary of this group's tasks",
        "setup": "Connect this group to a workspace",
        "quiet": "Say less in this group, or more",
    },
    description=(
        "I read what your team writes and make tasks of what somebody should do. "
        "Add me to a group, or send me a message here: “Send the report on Friday”."
    ),
    short_description="Messages become tasks.",
)

_UKRAINIAN: Final = LanguageTexts(
    commands={
        "start": "Почати й підключити цей чат",
        "new": "Створити завдання",
        "my": "Завдання, призначені вам",
        "today": "Що потрібно зробити сьогодні",
        "board": "Відкрити дошку",
        "search": "Шукати завдання й повідомлення",
        "settings": "Часовий пояс і нагадування",
        "lang": "Вибрати мову",
        "export": "Отримати свої дані файлом",
        "forget": "Видалити свої дані",
        "help": "Що вміє бот",
        "task": "Створити завдання з тексту або з повідомлення, на яке ви відповідаєте",
        "tasks": "Відкриті завдання цієї групи",
        "done": "Завершити завдання: /done 12",
        "assign": "Призначити завдання: /assign 12 @імʼя",
        "digest": "Підсумок завдань цієї групи",
        "setup": "Підключити групу до робочого простору",
        "quiet": "Писати в групі рідше або частіше",
    },
    description=(
        "Я читаю, що пише ваша команда, і роблю завдання з того, що хтось має зробити. "
        "Додайте мене до групи або напишіть мені тут: «Надіслати звіт у пʼятницю»."
    ),
    short_description="Повідомлення стають завданнями.",
)

TEXTS: Final = BotTexts(
    commands={
        Audience.PRIVATE: (
            "start",
            "new",
            "my",
            "today",
            "board",
            "search",
            "settings",
            "lang",
            "export",
            "forget",
            "help",
        ),
        Audience.GROUPS: _GROUP,
        Audience.ADMINISTRATORS: (*_GROUP, "setup", "quiet"),
    },
    languages={DEFAULT_LANGUAGE: _ENGLISH, "uk": _UKRAINIAN},
)
