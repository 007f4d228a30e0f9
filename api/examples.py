"""One example story for the API's documentation: a message, the task it becomes, and what surrounds them."""

CLASSIFICATION = {
    "is_actionable": True,
    "category": "bug",
    "priority": "high",
    "confidence": 0.93,
    "reason": "Reports a defect and asks for a fix by a date.",
}
ANALYSIS = {
    "classification": CLASSIFICATION,
    "extraction": {
        "projects": [],
        "components": ["login page"],
        "technologies": ["Safari"],
        "mentions": [],
        "assignees": [],
        "versions": [],
        "dates": ["by Friday"],
        "due": "2026-02-06T00:00:00Z",
        "urls": [],
    },
    "summary": {"short": "The login page fails on Safari.", "title": "Fix the login page on Safari"},
    "model": "embedded",
    "task_ids": [7],
}
MESSAGE_IN = {
    "id": "chat-42-1007",
    "content": "The login page is broken on Safari, please fix it by Friday.",
    "author": "Ada",
    "timestamp": "2026-01-31T09:30:00+02:00",
    "chat_id": "42",
}
RECEIVED = {"status": "message received", "id": "chat-42-1007", "message_id": 1007}
MESSAGE = {
    "id": 1007,
    "external_id": "chat-42-1007",
    "content": MESSAGE_IN["content"],
    "author": "Ada",
    "chat_id": "42",
    "sent_at": "2026-01-31T07:30:00Z",
    "source": "api",
    "status": "analyzed",
    "analysis": ANALYSIS,
    "correction": None,
    "received_at": "2026-01-31T07:30:01Z",
    "error": None,
    "url": None,
}
MESSAGE_DETAIL = {
    **MESSAGE,
    "edited_at": "2026-01-31T07:32:10Z",
    "edits": [{"content": "The login page is broken.", "edited_at": "2026-01-31T07:32:10Z"}],
}
REJECTION = {
    "code": "invalid-fields",
    "detail": "timestamp: Field required",
    "remedy": "`errors` names each field and its rule; /docs shows an example.",
}
BATCH = {
    "results": [
        {"id": "chat-42-1007", "status": "message received", "message_id": 1007, "error": None},
        {"id": "chat-42-1006", "status": "duplicate", "message_id": 1006, "error": None},
        {"id": "chat-42-1008", "status": "rejected", "message_id": None, "error": REJECTION},
    ],
    "received": 1,
    "duplicates": 1,
    "rejected": 1,
}
TASK_IN = {
    "title": "Fix the login page on Safari",
    "description": "The button does nothing since 2.3.",
    "category": "bug",
    "priority": "high",
    "source": "api",
    "due": "2026-02-06T17:00:00Z",
    "assignees": ["ada"],
    "labels": ["web"],
}
TASK = {
    **TASK_IN,
    "id": 7,
    "status": "open",
    "created_at": "2026-01-31T07:30:02Z",
    "updated_at": "2026-01-31T07:30:02Z",
    "version": 1,
    "message_ids": [1007],
}
COMMENT_IN = {"text": "It is the new cookie; I have a fix."}
COMMENT = {
    "id": 5,
    "task_id": 7,
    "author": "@ada",
    "text": COMMENT_IN["text"],
    "created_at": "2026-01-31T09:12:40Z",
}
TASK_DETAIL = {
    **TASK,
    "parent_id": 3,
    "history": [
        {
            "at": "2026-01-31T07:30:02Z",
            "actor": "agents",
            "action": "created",
            "version": 1,
            "changes": {"title": TASK_IN["title"]},
        }
    ],
    "subtasks": [{"task_id": 8, "title": "Test it on Safari", "status": "open"}],
    "parent": {"task_id": 3, "title": "Release 2.4", "status": "in_progress"},
    "comments": [COMMENT],
    "messages": [
        {
            name: MESSAGE[name]
            for name in ("id", "external_id", "author", "content", "chat_id", "sent_at", "url")
        }
    ],
}
QUICK_ADD_IN = {"text": "Report !high @ann #docs every Monday at 9", "timezone": "Europe/Berlin"}
QUICK_ADD = {
    "title": "Report",
    "description": "",
    "priority": "high",
    "assignees": ["ann"],
    "labels": ["docs"],
    "due": "2026-02-02T09:00:00+01:00",
    "recurrence": "FREQ=WEEKLY;BYDAY=MO",
    "spans": [
        {"start": 7, "end": 12, "kind": "priority"},
        {"start": 13, "end": 17, "kind": "assignee"},
        {"start": 18, "end": 23, "kind": "label"},
        {"start": 24, "end": 41, "kind": "recurrence"},
    ],
    "timezone": "Europe/Berlin",
    "language": "de",
}
TASK_PATCH = {"priority": "critical", "version": 3}
STATUS_IN = {"status": "in_progress"}
STATUS_UPDATED = {"message": "Task status updated", "task_id": 7, "status": "in_progress", "version": 2}
MERGE_TASK_IN = {"into": 7}
SEARCH_RESULT = {
    "hits": [
        {
            "kind": "task",
            "score": 0.0328,
            "matched": ["words", "meaning"],
            "snippet": "Fix the login page on Safari",
            "highlights": [[8, 13], [22, 28]],
            "task": TASK,
            "message": None,
        },
        {
            "kind": "message",
            "score": 0.0161,
            "matched": ["meaning"],
            "snippet": "The login page is broken on Safari, please fix it by Friday.",
            "highlights": [],
            "task": None,
            "message": MESSAGE,
        },
    ],
    "meaning": True,
}
PROPOSAL = {
    "id": 3,
    "message_id": 1012,
    "position": 0,
    "status": "pending",
    "task": TASK_IN,
    "confidence": 0.58,
    "reason": "Sounds like a wish, but names nobody to do it.",
    "created_at": "2026-01-31T08:00:00Z",
    "task_id": None,
    "messages": [
        {
            "id": 1012,
            "external_id": "chat-42-1012",
            "author": "Ben",
            "content": "A dark mode would be nice some day.",
            "chat_id": "42",
            "sent_at": "2026-01-31T07:59:58Z",
        }
    ],
}
PROPOSAL_PATCH = {"title": "Add a dark mode", "priority": "low", "due": None}
MERGE_PROPOSAL_IN = {"task_id": 7}
DECLINE_IN = {"reason": "duplicate"}
CORRECTION_IN = {"category": "improvement", "priority": "low", "due": None}
CORRECTED = {
    "message": {
        **MESSAGE,
        "correction": {
            "is_actionable": True,
            "category": "improvement",
            "priority": "low",
            "due_removed": True,
            "due_shift_s": None,
            "due_after_s": None,
            "due": None,
            "merged_into": None,
            "corrected_by": "Ada",
            "corrected_at": "2026-01-31T08:10:00Z",
        },
    },
    "tasks": [{**TASK, "category": "improvement", "priority": "low", "due": None, "version": 2}],
}
EXAMPLE = {"messages": 470, "chat": "Harbor ⚓ team"}
EXAMPLE_RECEIVED = {"received": 470, "duplicates": 0}
EXAMPLE_KNOWN = {"received": 0, "duplicates": 470}
MODELS = {
    "in_use": {"classification": "embedded", "extraction": "embedded", "analysis": "ollama:qwen3:4b"},
    "choices": [
        {"name": "auto", "label": "Automatic", "available": True, "why": "Takes ollama:qwen3:4b now."},
        {"name": "embedded", "label": "Embedded engine", "available": True, "why": "Runs inside Manta."},
        {
            "name": "ollama:qwen3:4b",
            "label": "qwen3:4b (Ollama)",
            "available": True,
            "why": "Runs on Ollama.",
        },
        {
            "name": "openai:",
            "label": "OpenAI",
            "available": False,
            "why": "OPENAI_API_KEY is not set where messages are analysed.",
        },
    ],
}
MODEL_TRIAL_IN = {"model": "ollama:qwen3:4b"}
TRIAL = {
    "text": "The login page crashes on Safari since 2.4.1, please fix it by Friday.",
    "findings": {name: value for name, value in ANALYSIS.items() if name != "task_ids"},
    "error": "",
    "latency_ms": 2140.6,
}
HEALTH = {
    "status": "healthy",
    "timestamp": "2026-01-31T07:30:00Z",
    "version": "0.1.0",
    "checks": {"database": {"ok": True, "detail": "PostgreSQL 18.6, 2 ms"}},
}
CONFIG = {
    "wsUrl": "wss://tasks.example.org/ws",
    "apiBaseUrl": "https://tasks.example.org",
    "version": "0.1.0",
    "docsUrl": "https://tasks.example.org/docs",
    "workspaceId": 1,
    "role": "member",
}
RUNNING = {
    "message": "Manta is running",
    "status": "running",
    "version": "0.1.0",
    "docs": "/docs",
    "openapi": "/openapi.json",
    "health": "/api/health",
}
LOGIN_LINK = {"url": "https://tasks.example.org/login?token=…", "expires_at": "2026-01-31T07:40:00Z"}
MEMBER = {
    "person_id": 418203377,
    "name": "Olena Kovalenko",
    "username": "olena",
    "mark": "@olena",
    "chats": ["Harbor team"],
    "standing": "admin",
    "language": "uk",
}
ME = {
    "name": "@olena",
    "role": "member",
    "workspace": {
        "id": 1,
        "slug": "main",
        "name": "Main",
        "timezone": "Europe/Berlin",
        "language": "de",
    },
    "workspaces": [
        {"id": 1, "name": "Main", "chats": ["Harbor team"]},
        {"id": 4, "name": "Pier", "chats": ["Pier"]},
    ],
    "telegram_person": True,
    "last_seq": 1184,
    "version": "0.1.0",
}
SESSION_WORKSPACE_IN = {"workspace_id": 4}
KEY_IN = {"name": "ci", "role": "member"}
KEY = {**KEY_IN, "id": 3, "created_at": "2026-01-31T07:30:00Z", "revoked_at": None}
KEY_MADE = {**KEY_IN, "id": 3, "secret": "manta_key_…"}
SOCKET_TICKET = {"ticket": "…", "expires_at": "2026-01-31T07:31:00Z"}
RECURRENCE = {
    "id": 5,
    "workspace_id": 1,
    "rule": "FREQ=WEEKLY;BYDAY=FR",
    "timezone": "Europe/Kyiv",
    "starts": "2026-02-06T17:00:00",
    "task": {**TASK_IN, "due": None},
    "next_at": "2026-02-06T15:00:00Z",
    "created_by": "Ada",
    "created_at": "2026-01-31T07:30:00Z",
}
TELEGRAM_REPORT = {
    "configured": True,
    "token_set": True,
    "bot": {"id": 123456, "username": "harbor_tasks_bot"},
    "delivery": "webhook",
    "webhook_url": "https://tasks.example.org/webhook/telegram",
    "pending_updates": 0,
    "last_error": {
        "at": "2026-01-30T21:04:11Z",
        "message": "Wrong response from the webhook: 502 Bad Gateway",
    },
    "reads_all_of_groups": True,
    "can_join_groups": True,
    "last_update_at": "2026-01-31T07:29:58Z",
    "chats": [
        {
            "chat_id": -1002147081620,
            "title": "Harbor team",
            "kind": "supergroup",
            "state": "active",
            "members": 11,
        }
    ],
    "public_url": "https://tasks.example.org",
    "mini_app_url": "https://tasks.example.org/telegram/board",
    "problem": None,
}
UPDATE = {
    "update_id": 810000001,
    "message": {
        "message_id": 15,
        "date": 1769844600,
        "chat": {"id": 42, "type": "private", "first_name": "Ada"},
        "from": {"id": 42, "is_bot": False, "first_name": "Ada"},
        "text": "Please fix the login page",
    },
}

DEAD_LETTER = {
    "message_id": 43,
    "external_id": "m-1002",
    "chat_id": "backend",
    "author": "Olena",
    "source": "api",
    "excerpt": "The invoice job has been stuck since noon",
    "error": "analysis-failed: openai:gpt-5 failed at classification: no answer in time.",
    "attempts": 5,
    "sent_at": "2026-11-20T12:10:00Z",
    "failed_at": "2026-11-20T12:14:31Z",
}

RETRY_IN = {"message_ids": [43]}

RETRIED = {"retried": 1, "unchanged": 0, "left": 0}

REQUEUED = {"status": "message queued again", "id": "m-1002", "message_id": 43}

WORKSPACE_PATCH = {
    "timezone": "Europe/Berlin",
    "language": "de",
    "models": {"extraction": "ollama:qwen3:4b"},
    "task_threshold": 0.8,
}

WORKSPACE = {
    "id": 1,
    "slug": "main",
    "name": "Main",
    "timezone": "Europe/Berlin",
    "language": "de",
    "model": None,
    "models": {"classification": None, "extraction": "ollama:qwen3:4b", "analysis": None},
    "task_threshold": 0.8,
    "proposal_threshold": None,
    "duplicate_threshold": 0.78,
}

TERM_IN = {"kind": "component", "name": "Checkout", "aliases": ["cart", "Kasse"]}

TERM = {**TERM_IN, "id": 12}

TERM_PATCH = {"aliases": ["cart", "Kasse", "basket"]}
