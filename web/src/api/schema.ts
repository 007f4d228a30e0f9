// Made by `web/npm run types` from the OpenAPI document; don't edit.

export interface paths {
    "/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Is Manta running?
         * @description Say that Manta runs: the board to browsers, or counts while there is none, and JSON to programs.
         */
        get: operations["get_root"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How the agents fare
         * @description Return what the runs of the last days took, by agent and model, and how often people corrected them.
         */
        get: operations["get_agents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/attachments/{attachment_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a file
         * @description Return the bytes of a file that came with a message, fetched from Telegram as they are read.
         *
         *     Telegram hands out files of up to 20 MB to bots.
         */
        get: operations["get_attachment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/config": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How to reach this server
         * @description Return the addresses of the API and its socket, right behind a proxy and TLS too.
         */
        get: operations["get_config"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/dead-letters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List dead letters
         * @description Return the messages that failed for good, each with the reason of its last try.
         */
        get: operations["list_dead_letters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/example": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the example chat holds
         * @description Return what `POST /api/example` would bring; nothing is stored.
         */
        get: operations["get_example"];
        put?: never;
        /**
         * Take in the example chat
         * @description Store an invented team's chat, its newest message some minutes old. Repeating stores nothing twice.
         */
        post: operations["accept_example"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/facets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What tasks can be filtered by
         * @description Return the people, labels and chats of unfinished tasks, and of those finished within 30 days.
         */
        get: operations["get_facets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Is Manta well?
         * @description Return the state of the whole. Needs no key; with one, each part says more.
         */
        get: operations["get_health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the keys
         * @description Return the workspace's keys without their secrets, of which only hashes are kept; at most 500.
         */
        get: operations["list_keys"];
        put?: never;
        /**
         * Make a key
         * @description Make a key; its name differs from those of the other keys in force.
         */
        post: operations["create_key"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/keys/{key_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke a key
         * @description Revoke a key, with the sessions, login links and socket tickets made by it. It may be repeated.
         *
         *     409 when it is the key you are here by, directly or by your session. Its open sockets close within half a
         *     minute.
         */
        delete: operations["revoke_key"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/login-links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a login link
         * @description Make a link that logs one browser in, once, with your own rights.
         */
        post: operations["create_login_link"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who am I?
         * @description Return whom the key or the session stands for; a key opens one workspace.
         */
        get: operations["get_me"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the people of the chats
         * @description Return who is in the workspace's Telegram chats, at most 1,000.
         *
         *     Admins also see who has left, and who was only named there.
         */
        get: operations["list_members"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/members/{person_id}/sign-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End a person's sessions
         * @description End the sessions that a person opened in Telegram for this workspace. It may be repeated.
         *
         *     They can open another one while they belong to a chat; open sockets close within half a minute.
         */
        post: operations["sign_out_member"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List messages
         * @description Return messages with what the agents found in them, newest first.
         */
        get: operations["list_messages"];
        put?: never;
        /**
         * Send a message
         * @description Store one message durably: the answer comes after the commit, and repeating is safe.
         *
         *     201 the first time, 200 with the very same body when the same message had been stored before.
         */
        post: operations["receive_message"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/messages/{message_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a message
         * @description Return one message with what the agents found in it, and the texts it had before, oldest first.
         */
        get: operations["get_message"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/messages/{message_id}/correction": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Correct a message
         * @description Say what the agents should have made of an analysed message; they learn from it. May be repeated.
         *
         *     Their tasks of this message alone are changed with it. What is no work has its open tasks closed and its
         *     pending proposals declined; what is work gets a task if it has none.
         */
        post: operations["correct_message"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/messages/{message_id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retry a message
         * @description Queue one message once more, whether it failed or was analysed; repeating changes nothing.
         *
         *     What goes and what stays is as for many messages.
         */
        post: operations["retry_message"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/messages/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send many messages
         * @description Store up to 500 messages in one transaction; an invalid item is rejected by itself.
         */
        post: operations["receive_messages"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Which models there are
         * @description Return what each agent uses here, and what there is where messages are analysed; no key is shown.
         */
        get: operations["list_models"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/models/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try a model
         * @description Let the agents read three sample messages by a model, for at most a minute; nothing is stored.
         *
         *     It may cost what the provider takes. 429 while another trial of the workspace is under way.
         */
        post: operations["try_model"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/proposals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List proposals
         * @description Return proposals, newest first; `status=pending` are those that wait for a person.
         */
        get: operations["list_proposals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/proposals/{proposal_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a proposal
         * @description Return one proposal with the message it is about.
         */
        get: operations["get_proposal"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Edit a proposal
         * @description Change the fields of a pending proposal's draft that are sent; `due: null` clears the due time.
         */
        patch: operations["edit_proposal"];
        trace?: never;
    };
    "/api/proposals/{proposal_id}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept a proposal
         * @description Turn a proposal into a task, as proposed or edited by the body; repeating gives the same task.
         */
        post: operations["accept_proposal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/proposals/{proposal_id}/decline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decline a proposal
         * @description Decline a proposal, without a body because it is no task; repeating changes nothing.
         */
        post: operations["decline_proposal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/proposals/{proposal_id}/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Merge a proposal into a task
         * @description Make the proposal's message a source of a task that is not closed; repeating changes nothing.
         */
        post: operations["merge_proposal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/proposals/{proposal_id}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reopen a proposal
         * @description Make a declined proposal pending again and forget what declining it taught; may be repeated.
         */
        post: operations["reopen_proposal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/quick-add": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Preview a quick add
         * @description Return the task that a line such as `Report !high @ann #docs 15/04 18:30` would be; nothing is stored.
         *
         *     `spans` tell which parts of the text were understood, counted in code points. Post the fields to
         *     `/api/tasks` to make the task. A recurrence is shown only; it is not stored yet.
         */
        post: operations["preview_quick_add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recurrences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List recurrences
         * @description Return the recurrences that go on, at most 500.
         */
        get: operations["list_recurrences"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recurrences/{recurrence_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a recurrence
         * @description Return a recurrence; `next_at` is when its next task is made, null when it has ended.
         */
        get: operations["get_recurrence"];
        put?: never;
        post?: never;
        /**
         * End a recurrence
         * @description Make no more tasks by a rule; what is unfinished of it stays as a plain task.
         */
        delete: operations["stop_recurrence"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/retries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retry messages
         * @description Queue messages that have ended once more, as if they had just come.
         *
         *     Their analysis and a proposal nobody has decided about go; tasks stay, and no second one is made. Of a
         *     kind, 500 are queued at once: repeat the request while `left` is above 0.
         */
        post: operations["retry_messages"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search messages and tasks
         * @description Find messages and tasks by their words, misspelt or inflected ones too, and by what they mean.
         *
         *     `meaning` is false when only words could be looked for; the answer is then complete in words.
         */
        get: operations["search"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions/workspace": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change to another workspace
         * @description Exchange the session of a Telegram person for one of another workspace they belong to.
         *
         *     The answer sets the new cookie; the old session ends.
         */
        post: operations["change_session_workspace"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Counts
         * @description Return how many tasks and messages there are, of which kinds.
         */
        get: operations["get_stats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/stats/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Counts by day
         * @description Return what came in, what was done and what was left on each of the last days.
         *
         *     The days are those of the zone's calendar, of 23 or 25 hours when its clocks change. Tasks that were
         *     taken up again count right.
         */
        get: operations["get_stats_history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List tasks
         * @description Return the tasks that fit every filter; a repeated filter means any of its values.
         */
        get: operations["list_tasks"];
        put?: never;
        /**
         * Create a task
         * @description Create a task by hand. With an Idempotency-Key the same request gives the same task again.
         *
         *     With `recurrence` it is the first of a recurring task: when its time has come, the next one is made.
         */
        post: operations["create_task"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/{task_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a task
         * @description Return a task, what happened to it, and the messages it came from.
         */
        get: operations["get_task"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a task
         * @description Change the fields that are sent; `due: null` clears the due time.
         *
         *     With `version` or If-Match nothing is changed when somebody else was faster (409).
         */
        patch: operations["change_task"];
        trace?: never;
    };
    "/api/tasks/{task_id}/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Comment on a task
         * @description Write a comment in the caller's name. With an Idempotency-Key the same request gives the same comment.
         *
         *     A comment leaves the task's version as it is.
         */
        post: operations["add_comment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/{task_id}/comments/{comment_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete a comment
         * @description Delete a comment of the caller's; an admin may delete anybody's.
         */
        delete: operations["delete_comment"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/{task_id}/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Merge a task into another
         * @description Move a task's messages and comments to another, add its assignees and labels there, and close it.
         *
         *     Both say so in their histories and `links`. Repeating changes nothing; reopening the closed one parts
         *     them, but the messages stay where they are.
         */
        post: operations["merge_task"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/{task_id}/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Move a task
         * @description Move a task to another status; the status it has already counts as done.
         */
        put: operations["set_task_status"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/telegram": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How Telegram is connected
         * @description Ask Telegram how the bot is connected, for at most 5 s, and list the workspace's chats.
         *
         *     While Telegram does not answer, or the settings can't be used, `problem` says so and what to do.
         */
        get: operations["get_telegram"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/vocabulary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the vocabulary
         * @description Return the projects, components and labels of the workspace, all at once: there are 2,000 at most.
         */
        get: operations["list_terms"];
        /**
         * Replace the vocabulary
         * @description Let these be all terms: what is missing goes, what was there keeps its id. It may be repeated.
         */
        put: operations["replace_terms"];
        /**
         * Add a term
         * @description Add a word and the other ways people write it.
         *
         *     Within a kind each spelling belongs to one term only; case makes no difference.
         */
        post: operations["add_term"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/vocabulary/{term_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a term
         * @description Return a term of the vocabulary.
         */
        get: operations["get_term"];
        put?: never;
        post?: never;
        /**
         * Delete a term
         * @description Delete a term; what is stored of messages and tasks that name it stays.
         */
        delete: operations["delete_term"];
        options?: never;
        head?: never;
        /**
         * Change a term
         * @description Change the fields that are sent; `aliases` replaces all of them.
         */
        patch: operations["change_term"];
        trace?: never;
    };
    "/api/workspace": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the workspace
         * @description Return the caller's workspace; a setting that is null is as the system is set.
         */
        get: operations["get_workspace"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change the workspace
         * @description Change the settings that are sent, and in `models` the agents that are sent.
         *
         *     null puts a setting back. A model is taken only if it can be used now; else `remedy` names those that can.
         */
        patch: operations["change_workspace"];
        trace?: never;
    };
    "/api/ws-tickets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get a ticket for one socket
         * @description Make a ticket that opens `/ws?ticket=…` once, so that keys never stand in addresses.
         */
        post: operations["create_socket_ticket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhook/telegram": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Telegram delivers an update
         * @description Store an update.
         *
         *     What can't be read is stored as a dead letter and answered with 200 too: Telegram would deliver it again
         *     for ever.
         */
        post: operations["receive_update"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * AgeClass
         * @description How many unfinished tasks are of an age, which is known to a quarter of an hour.
         */
        AgeClass: {
            /**
             * Label Days From
             * @description At least so many days old.
             */
            label_days_from: number;
            /**
             * Label Days To
             * @description And younger than this; null: any age.
             */
            label_days_to?: number | null;
            /** Tasks */
            tasks: number;
        };
        /**
         * AgentDay
         * @description What one agent did on one day of the workspace's calendar, whatever its model.
         */
        AgentDay: {
            /** Agent */
            agent: string;
            /**
             * Corrected
             * @description Runs of which people changed something this agent says: `classification` whether it is work, category and priority, `extraction` the due time.
             */
            corrected: number;
            /**
             * Date
             * Format: date
             */
            date: string;
            /**
             * P50 Latency Ms
             * @description Half of the runs were no slower.
             */
            p50_latency_ms: number;
            /**
             * P95 Latency Ms
             * @description 19 of 20 runs were no slower.
             */
            p95_latency_ms: number;
            /** Runs */
            runs: number;
        };
        /**
         * AgentFigures
         * @description What the runs of one agent on one model took.
         */
        AgentFigures: {
            /** Agent */
            agent: string;
            /**
             * Cost Usd
             * @description Null: the price of some run is not known.
             */
            cost_usd?: number | null;
            /**
             * Fallbacks
             * @description Runs in which this model stood in for the configured one.
             */
            fallbacks: number;
            /** Input Tokens */
            input_tokens: number;
            /** Mean Latency Ms */
            mean_latency_ms: number;
            /** Model */
            model: string;
            /** Output Tokens */
            output_tokens: number;
            /**
             * P50 Latency Ms
             * @description Half of the runs were no slower.
             */
            p50_latency_ms: number;
            /**
             * P95 Latency Ms
             * @description 19 of 20 runs were no slower.
             */
            p95_latency_ms: number;
            /** Runs */
            runs: number;
        };
        /**
         * AgentModels
         * @description The model of each agent; null: the workspace's, else the system's.
         */
        AgentModels: {
            /** Analysis */
            analysis?: string | null;
            /** Classification */
            classification?: string | null;
            /** Extraction */
            extraction?: string | null;
        };
        /**
         * AgentModelsPatch
         * @description Models of single agents; those that are not sent stay as they are.
         */
        AgentModelsPatch: {
            /** Analysis */
            analysis?: string | null;
            /** Classification */
            classification?: string | null;
            /** Extraction */
            extraction?: string | null;
        };
        /**
         * AgentReport
         * @description How a workspace's agents fared in the last days.
         */
        AgentReport: {
            /**
             * Agents
             * @description By agent and model.
             */
            agents: components["schemas"]["AgentFigures"][];
            /**
             * Analysed
             * @description Messages with a run in this time.
             */
            analysed: number;
            /**
             * Daily
             * @description Days with runs, oldest first; the first may be cut by the window.
             */
            daily?: components["schemas"]["AgentDay"][];
            /** Days */
            days: number;
            /** Quality */
            quality: components["schemas"]["FieldQuality"][];
        };
        /**
         * AgentUse
         * @description What one run of one agent took.
         */
        AgentUse: {
            /** Agent */
            agent: string;
            /**
             * Cost Usd
             * @description Null: the model's price is not known.
             */
            cost_usd?: number | null;
            /**
             * Input Tokens
             * @default 0
             */
            input_tokens: number;
            /** Latency Ms */
            latency_ms: number;
            /** Model */
            model: string;
            /**
             * Output Tokens
             * @default 0
             */
            output_tokens: number;
        };
        /**
         * Analysis
         * @description Findings as stored and served, with the tasks that came of them.
         */
        Analysis: {
            classification: components["schemas"]["Classification"];
            extraction: components["schemas"]["LocatedExtraction"];
            /**
             * Fallback
             * @description Why this model answered instead of the configured one; null: it is the one.
             */
            fallback?: string | null;
            /** Model */
            model: string;
            summary: components["schemas"]["Summary"];
            /** Task Ids */
            task_ids?: number[];
            /**
             * Usage
             * @description What each agent took.
             */
            usage?: components["schemas"]["AgentUse"][];
        };
        /**
         * ApiKey
         * @description A key as it is kept: its secret is not known any more.
         */
        ApiKey: {
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Id */
            id: number;
            /** Name */
            name: string;
            /** Revoked At */
            revoked_at?: string | null;
            role: components["schemas"]["Role"];
        };
        /**
         * Attachment
         * @description A photo, file or voice that came with a message; `url` is where Manta serves its bytes.
         */
        Attachment: {
            /** Id */
            id: number;
            /** Kind */
            kind: string;
            /** Mime */
            mime?: string | null;
            /** Name */
            name?: string | null;
            /**
             * Size
             * @description In bytes, as the source tells it.
             */
            size?: number | null;
            /** Url */
            url: string;
        };
        /**
         * BatchReply
         * @description What became of each item of a batch.
         */
        BatchReply: {
            /** Duplicates */
            duplicates: number;
            /** Received */
            received: number;
            /** Rejected */
            rejected: number;
            /** Results */
            results: components["schemas"]["BatchResult"][];
        };
        /**
         * BatchResult
         * @description What became of one item of a batch, in the order sent.
         */
        BatchResult: {
            error?: components["schemas"]["Refusal"] | null;
            /**
             * Id
             * @description The item's id, null when it has none that can be read.
             */
            id: string | null;
            /** Message Id */
            message_id?: number | null;
            /**
             * Status
             * @description `message received`, `duplicate` (stored before) or `rejected`.
             */
            status: string;
        };
        /**
         * BotName
         * @description The bot as Telegram knows it.
         */
        BotName: {
            /** Id */
            id: number;
            /** Username */
            username: string;
        };
        /**
         * Category
         * @description What kind of work a message asks for; `OTHER` means it is not a task.
         * @enum {string}
         */
        Category: "bug" | "feature" | "improvement" | "question" | "chore" | "other";
        /**
         * CategoryThroughput
         * @description What was made and completed of one category, which is the task's present one.
         */
        CategoryThroughput: {
            category: components["schemas"]["Category"];
            /**
             * Completed
             * @default 0
             */
            completed: number;
            /**
             * Created
             * @default 0
             */
            created: number;
        };
        /**
         * ChatCount
         * @description A chat and how many tasks live in it.
         */
        ChatCount: {
            /**
             * Chat Id
             * @description As its source names it.
             */
            chat_id: string;
            /** Tasks */
            tasks: number;
            /** Title */
            title: string;
        };
        /**
         * ChatKind
         * @description What kind of chat it is, as the Bot API names them.
         * @enum {string}
         */
        ChatKind: "private" | "group" | "supergroup" | "channel";
        /**
         * ChatState
         * @description Whether the bot may write in a chat: it may have been removed, blocked, or the chat moved.
         * @enum {string}
         */
        ChatState: "active" | "left" | "migrated";
        /**
         * CheckReply
         * @description One part's state; the detail is shown to authenticated callers only.
         */
        CheckReply: {
            /** Detail */
            detail?: string | null;
            /** Ok */
            ok: boolean;
        };
        /**
         * Classification
         * @description The classification agent's answer: is there work in it, which kind, how urgent.
         */
        Classification: {
            /** @description Kind of work; `other` when it is not a task. */
            category: components["schemas"]["Category"];
            /**
             * Confidence
             * @description Probability that is_actionable and category are right.
             */
            confidence: number;
            /**
             * Is Actionable
             * @description True if somebody should do something because of the message.
             */
            is_actionable: boolean;
            /** @description How soon it needs attention. */
            priority: components["schemas"]["Priority"];
            /**
             * Reason
             * @description One sentence a person can check against the text.
             */
            reason: string;
        };
        /**
         * Comment
         * @description A stored comment. It is never changed, only deleted; the task's version does not count it.
         */
        Comment: {
            /**
             * Author
             * @description Who wrote it, as histories name them.
             */
            author: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Id */
            id: number;
            /** Task Id */
            task_id: number;
            /** Text */
            text: string;
        };
        /**
         * CommentIn
         * @description A comment on a task.
         */
        CommentIn: {
            /** Text */
            text: string;
        };
        /**
         * Config
         * @description How a client reaches this server.
         */
        Config: {
            /** Apibaseurl */
            apiBaseUrl: string;
            /** Docsurl */
            docsUrl: string;
            role: components["schemas"]["Role"];
            /** Version */
            version: string;
            /** Workspaceid */
            workspaceId: number;
            /** Wsurl */
            wsUrl: string;
        };
        /**
         * CorrectedMessage
         * @description A message after a correction, and all tasks that come from it, by id.
         */
        CorrectedMessage: {
            message: components["schemas"]["Message"];
            /** Tasks */
            tasks: components["schemas"]["Task"][];
        };
        /**
         * Correction
         * @description What people corrected in a message, as stored and served; null: not corrected.
         *
         *     Without `due_removed`, `due_shift_s` and `due_after_s` the due time was not corrected; otherwise `due` is
         *     what they want, null for none.
         */
        Correction: {
            category?: components["schemas"]["Category"] | null;
            /**
             * Corrected At
             * Format: date-time
             */
            corrected_at: string;
            /** Corrected By */
            corrected_by: string;
            /** Due */
            due?: string | null;
            /**
             * Due After S
             * @description Seconds after the message; none was found.
             */
            due_after_s?: number | null;
            /**
             * Due Removed
             * @default false
             */
            due_removed: boolean;
            /**
             * Due Shift S
             * @description Seconds later than found; less than 0: earlier.
             */
            due_shift_s?: number | null;
            /** Is Actionable */
            is_actionable?: boolean | null;
            /**
             * Merged Into
             * @description The task that the message was put to.
             */
            merged_into?: number | null;
            priority?: components["schemas"]["Priority"] | null;
        };
        /**
         * CorrectionIn
         * @description What a person says of a message; at least one field. `due: null` means that it has no due time.
         */
        CorrectionIn: {
            category?: components["schemas"]["Category"] | null;
            /** Due */
            due?: string | null;
            /** Is Actionable */
            is_actionable?: boolean | null;
            priority?: components["schemas"]["Priority"] | null;
        };
        /**
         * DayFigures
         * @description What happened on a day of the zone's calendar.
         *
         *     A task counts as completed or closed each time it becomes so, unless it is taken up again on the same day.
         */
        DayFigures: {
            /**
             * Actionable
             * @description Of these, the ones that ask for something.
             * @default 0
             */
            actionable: number;
            /**
             * Backlog
             * @description Unfinished tasks at the day's end; today: now.
             * @default 0
             */
            backlog: number;
            /**
             * Closed
             * @description Tasks that became `closed`.
             * @default 0
             */
            closed: number;
            /**
             * Completed
             * @description Tasks that became `completed`.
             * @default 0
             */
            completed: number;
            /**
             * Created
             * @description Tasks made.
             * @default 0
             */
            created: number;
            /**
             * Date
             * Format: date
             */
            date: string;
            /**
             * Messages
             * @description Messages sent on this day.
             * @default 0
             */
            messages: number;
        };
        /**
         * DeadLetter
         * @description A message that the agents failed at for good, and why.
         */
        DeadLetter: {
            /**
             * Attempts
             * @description How often it was tried.
             */
            attempts: number;
            /** Author */
            author: string;
            /** Chat Id */
            chat_id: string;
            /**
             * Error
             * @description Why the last try failed.
             */
            error: string;
            /**
             * Excerpt
             * @description The beginning of the text.
             */
            excerpt: string;
            /** External Id */
            external_id: string;
            /**
             * Failed At
             * Format: date-time
             */
            failed_at: string;
            /** Message Id */
            message_id: number;
            /**
             * Sent At
             * Format: date-time
             */
            sent_at: string;
            source: components["schemas"]["Source"];
        };
        /**
         * DeclineIn
         * @description Why a proposal is declined; only `not_a_task` teaches the agents something.
         */
        DeclineIn: {
            reason?: components["schemas"]["DeclineReason"];
        };
        /**
         * DeclineReason
         * @description Why a proposal is declined; only `not_a_task` says that the agents were wrong about the message.
         * @enum {string}
         */
        DeclineReason: "not_a_task" | "duplicate" | "other";
        /**
         * Delivery
         * @description How a bot's updates come: Telegram calls a webhook, or somebody has to ask for them.
         * @enum {string}
         */
        Delivery: "webhook" | "polling";
        /**
         * DeliveryError
         * @description The last trouble Telegram had with the webhook; Telegram never takes it back, so its time matters.
         */
        DeliveryError: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Message */
            message: string;
        };
        /**
         * Span
         * @description Where a named thing stands in the message: characters `start` to `end`, the end not included.
         */
        domain__analysis__Span: {
            /** End */
            end: number;
            kind: components["schemas"]["EntityKind"];
            /** Start */
            start: number;
            /** Value */
            value: string;
        };
        /**
         * Span
         * @description The part of the text from `start` up to `end`, in characters (code points).
         */
        domain__quick_add__Span: {
            /** End */
            end: number;
            kind: components["schemas"]["SpanKind"];
            /** Start */
            start: number;
        };
        /**
         * EntityKind
         * @description What a named thing is; each is a list of `Extraction`, called by `field`.
         * @enum {string}
         */
        EntityKind: "project" | "component" | "technology" | "mention" | "assignee" | "version" | "date" | "url";
        /**
         * ExampleInfo
         * @description What the example holds.
         */
        ExampleInfo: {
            /**
             * Chat
             * @description The chat's title.
             */
            chat: string;
            /** Messages */
            messages: number;
        };
        /**
         * ExampleReceipt
         * @description How much of the example was stored now, and how much was stored before.
         */
        ExampleReceipt: {
            /** Duplicates */
            duplicates: number;
            /** Received */
            received: number;
        };
        /**
         * Facets
         * @description What a filter of the present tasks can ask for, most used first; at most 200 of each.
         *
         *     Counted are unfinished tasks, and finished ones that changed within 30 days.
         */
        Facets: {
            /** Assignees */
            assignees: components["schemas"]["NameCount"][];
            /** Chats */
            chats: components["schemas"]["ChatCount"][];
            /** Labels */
            labels: components["schemas"]["NameCount"][];
        };
        /**
         * FieldError
         * @description One field of a request that can't be accepted. The value itself is never repeated.
         */
        FieldError: {
            /**
             * Code
             * @description Stable name of the rule, for example `missing`.
             */
            code: string;
            /**
             * Field
             * @description Path of the field, for example `labels.0`; empty for the whole body.
             */
            field: string;
            /** Message */
            message: string;
        };
        /**
         * FieldQuality
         * @description How often people corrected one thing the agents said.
         */
        FieldQuality: {
            /**
             * Accuracy
             * @description Share in which nobody did; null when nothing was analysed.
             */
            accuracy?: number | null;
            /**
             * Corrected
             * @description Analysed messages in which a person changed it.
             */
            corrected: number;
            field: components["schemas"]["JudgedField"];
        };
        /**
         * Findings
         * @description Everything the agents found in one message, and the model that said so.
         */
        Findings: {
            classification: components["schemas"]["Classification"];
            extraction: components["schemas"]["LocatedExtraction"];
            /**
             * Fallback
             * @description Why this model answered instead of the configured one; null: it is the one.
             */
            fallback?: string | null;
            /** Model */
            model: string;
            summary: components["schemas"]["Summary"];
            /**
             * Usage
             * @description What each agent took.
             */
            usage?: components["schemas"]["AgentUse"][];
        };
        /**
         * HealthReply
         * @description The state of the whole, with each part's.
         */
        HealthReply: {
            /** Checks */
            checks: {
                [key: string]: components["schemas"]["CheckReply"];
            };
            status: components["schemas"]["HealthStatus"];
            /**
             * Timestamp
             * Format: date-time
             */
            timestamp: string;
            /** Version */
            version: string;
        };
        /**
         * HealthStatus
         * @description `DEGRADED` means that messages can't be accepted right now.
         * @enum {string}
         */
        HealthStatus: "healthy" | "degraded";
        /**
         * HistoryEntry
         * @description One line of a task's history: who changed what, when, and the task's version after it.
         */
        HistoryEntry: {
            action: components["schemas"]["TaskAction"];
            /** Actor */
            actor: string;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /**
             * Changes
             * @description Changed fields with their new values.
             */
            changes: {
                [key: string]: unknown;
            };
            /** Version */
            version: number;
        };
        /**
         * Hit
         * @description A message or task that was found, the one of both that `kind` says.
         *
         *     `score` only orders the hits of one answer. `highlights` are pairs of character offsets into `snippet`,
         *     from the first character of a word that was asked for to the one after its last.
         */
        Hit: {
            /**
             * Highlights
             * @description Characters of `snippet` to mark, as [start, end); counted in Unicode code points.
             */
            highlights: [
                number,
                number
            ][];
            kind: components["schemas"]["HitKind"];
            /** Matched */
            matched: components["schemas"]["Match"][];
            message?: components["schemas"]["Message"] | null;
            /** Score */
            score: number;
            /**
             * Snippet
             * @description The part of the text that fits best: plain text, never HTML.
             */
            snippet: string;
            task?: components["schemas"]["Task"] | null;
        };
        /**
         * HitKind
         * @description What was found.
         * @enum {string}
         */
        HitKind: "task" | "message";
        /**
         * JudgedField
         * @description What people can correct in an analysis.
         * @enum {string}
         */
        JudgedField: "actionable" | "category" | "priority" | "due";
        /**
         * LinkKind
         * @description How two tasks belong together.
         * @enum {string}
         */
        LinkKind: "duplicate" | "related" | "merged";
        /**
         * LocatedExtraction
         * @description An extraction with the place of each thing, in the order of the text, and the labels the text names.
         */
        LocatedExtraction: {
            /**
             * Assignees
             * @description People asked to do the work.
             */
            assignees?: string[];
            /** Components */
            components?: string[];
            /**
             * Dates
             * @description Date phrases as written.
             */
            dates?: string[];
            /**
             * Due
             * @description When the work is due, ISO 8601 with offset.
             */
            due?: string | null;
            /**
             * Labels
             * @description Labels of the workspace's vocabulary, by their names there.
             */
            labels?: string[];
            /**
             * Mentions
             * @description @handles, without the @.
             */
            mentions?: string[];
            /** Projects */
            projects?: string[];
            /** Spans */
            spans?: components["schemas"]["domain__analysis__Span"][];
            /** Technologies */
            technologies?: string[];
            /** Urls */
            urls?: string[];
            /** Versions */
            versions?: string[];
        };
        /**
         * LoginLink
         * @description A link that logs one browser in, once.
         */
        LoginLink: {
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            /** Url */
            url: string;
        };
        /**
         * MadeKey
         * @description A key that was made just now.
         */
        MadeKey: {
            /** Id */
            id: number;
            /** Name */
            name: string;
            role: components["schemas"]["Role"];
            /**
             * Secret
             * @description Shown this once; only its hash is kept.
             */
            secret: string;
        };
        /**
         * Match
         * @description Why it was found.
         * @enum {string}
         */
        Match: "words" | "meaning";
        /**
         * Me
         * @description The caller, as a page shows them.
         */
        Me: {
            /**
             * Last Seq
             * @description The workspace's newest event: where a live socket may start from.
             */
            last_seq: number;
            /**
             * Name
             * @description What histories call the caller.
             */
            name: string;
            role: components["schemas"]["Role"];
            /**
             * Telegram Person
             * @description Whether it is the session of a person of Telegram.
             */
            telegram_person: boolean;
            /**
             * Version
             * @description Manta's version.
             */
            version: string;
            workspace: components["schemas"]["MyWorkspace"];
            /**
             * Workspaces
             * @description Those the caller may change to, and this one.
             */
            workspaces: components["schemas"]["RoomReply"][];
        };
        /**
         * MergeProposalIn
         * @description The task that a proposal's message belongs to.
         */
        MergeProposalIn: {
            /** Task Id */
            task_id: number;
        };
        /**
         * MergeTaskIn
         * @description The task that another one is merged into.
         */
        MergeTaskIn: {
            /** Into */
            into: number;
        };
        /**
         * Message
         * @description A stored message with what the agents said of it.
         */
        Message: {
            analysis?: components["schemas"]["Analysis"] | null;
            /** Attachments */
            attachments?: components["schemas"]["Attachment"][];
            /** Author */
            author: string;
            /**
             * Author Id
             * @description Who wrote it, as the source knows them.
             */
            author_id?: string | null;
            /** Chat Id */
            chat_id: string;
            /** Content */
            content: string;
            /** @description What people corrected, if they did. */
            correction?: components["schemas"]["Correction"] | null;
            /**
             * Edited At
             * @description When its text was changed, if it was.
             */
            edited_at?: string | null;
            /**
             * Error
             * @description Why the message failed, if it did.
             */
            error?: string | null;
            /** External Id */
            external_id: string;
            /** Id */
            id: number;
            /** @description Where it was forwarded from, if it was. */
            origin?: components["schemas"]["Origin"] | null;
            /**
             * Received At
             * Format: date-time
             */
            received_at: string;
            /**
             * Sent At
             * Format: date-time
             */
            sent_at: string;
            source: components["schemas"]["Source"];
            status: components["schemas"]["MessageStatus"];
            /**
             * Thread Id
             * @description The forum topic it was written in.
             */
            thread_id?: number | null;
            /**
             * Url
             * @description Its address in Telegram, if it has one.
             */
            url?: string | null;
        };
        /**
         * MessageDetail
         * @description A message with the texts it had before, oldest first.
         */
        MessageDetail: {
            analysis?: components["schemas"]["Analysis"] | null;
            /** Attachments */
            attachments?: components["schemas"]["Attachment"][];
            /** Author */
            author: string;
            /**
             * Author Id
             * @description Who wrote it, as the source knows them.
             */
            author_id?: string | null;
            /** Chat Id */
            chat_id: string;
            /** Content */
            content: string;
            /** @description What people corrected, if they did. */
            correction?: components["schemas"]["Correction"] | null;
            /**
             * Edited At
             * @description When its text was changed, if it was.
             */
            edited_at?: string | null;
            /** Edits */
            edits?: components["schemas"]["MessageEdit"][];
            /**
             * Error
             * @description Why the message failed, if it did.
             */
            error?: string | null;
            /** External Id */
            external_id: string;
            /** Id */
            id: number;
            /** @description Where it was forwarded from, if it was. */
            origin?: components["schemas"]["Origin"] | null;
            /**
             * Received At
             * Format: date-time
             */
            received_at: string;
            /**
             * Sent At
             * Format: date-time
             */
            sent_at: string;
            source: components["schemas"]["Source"];
            status: components["schemas"]["MessageStatus"];
            /**
             * Thread Id
             * @description The forum topic it was written in.
             */
            thread_id?: number | null;
            /**
             * Url
             * @description Its address in Telegram, if it has one.
             */
            url?: string | null;
        };
        /**
         * MessageEdit
         * @description A text that the author of a message has replaced; `edited_at` is when it was replaced.
         */
        MessageEdit: {
            /** Content */
            content: string;
            /**
             * Edited At
             * Format: date-time
             */
            edited_at: string;
        };
        /**
         * MessageIn
         * @description A message as a client sends it.
         */
        MessageIn: {
            /** Author */
            author: string;
            /** Chat Id */
            chat_id: string;
            /** Chat Title */
            chat_title?: string;
            /** Content */
            content: string;
            /**
             * Id
             * @description Your own id; repeating it is safe. Without: the Idempotency-Key, else a new UUID.
             */
            id?: string | null;
            /**
             * Reply To
             * @description The id of the message this one answers.
             */
            reply_to?: string | null;
            source?: components["schemas"]["Source"];
            /**
             * Timestamp
             * Format: date-time
             * @description ISO 8601; without offset: UTC.
             */
            timestamp: string;
        };
        /**
         * MessageStatus
         * @description How far a message got: stored, understood, or dead-lettered.
         * @enum {string}
         */
        MessageStatus: "received" | "analyzed" | "failed";
        /**
         * ModelOffer
         * @description The model each agent uses, `auto` resolved, and those there are.
         */
        ModelOffer: {
            /** Choices */
            choices: components["schemas"]["ModelOption"][];
            /** In Use */
            in_use: {
                [key: string]: string;
            };
        };
        /**
         * ModelOption
         * @description A model that a workspace may be set to, or why it can't be.
         */
        ModelOption: {
            /**
             * Available
             * @description Whether `name` can be chosen as it is.
             */
            available: boolean;
            /** Label */
            label: string;
            /**
             * Name
             * @description As the settings take it; with nothing behind the colon: any of these.
             */
            name: string;
            /**
             * Why
             * @description What it is, or why it can't be chosen as it is.
             * @default
             */
            why: string;
        };
        /**
         * ModelTrialIn
         * @description The model to try, for all three agents.
         */
        ModelTrialIn: {
            /** Model */
            model: string;
        };
        /**
         * MyWorkspace
         * @description The workspace that the caller is in.
         */
        MyWorkspace: {
            /** Id */
            id: number;
            /**
             * Language
             * @description BCP 47 tag; empty: not set.
             */
            language: string;
            /** Name */
            name: string;
            /** Slug */
            slug: string;
            /** Timezone */
            timezone: string;
        };
        /**
         * NameCount
         * @description A name and how many tasks have it.
         */
        NameCount: {
            /** Name */
            name: string;
            /** Tasks */
            tasks: number;
        };
        /**
         * NewKey
         * @description A key to be made; `name` is written into histories.
         */
        NewKey: {
            /** Name */
            name: string;
            role: components["schemas"]["Role"];
        };
        /**
         * NewTask
         * @description A task as a person or the agents ask for it.
         */
        NewTask: {
            /** Assignees */
            assignees?: string[];
            /** @default chore */
            category: components["schemas"]["Category"];
            /**
             * Chat Id
             * @description The chat it lives in, as its source names it.
             */
            chat_id?: string | null;
            /**
             * Description
             * @default
             */
            description: string;
            /** Due */
            due?: string | null;
            /** Labels */
            labels?: string[];
            /**
             * Parent Id
             * @description The task it is a step of.
             */
            parent_id?: number | null;
            /** @default medium */
            priority: components["schemas"]["Priority"];
            /** @default api */
            source: components["schemas"]["Source"];
            /** Title */
            title: string;
        };
        /**
         * NewTaskIn
         * @description A task as a client asks for it, which may come again.
         */
        NewTaskIn: {
            /** Assignees */
            assignees?: string[];
            category?: components["schemas"]["Category"];
            /**
             * Chat Id
             * @description The chat it lives in, as its source names it.
             */
            chat_id?: string | null;
            /** Description */
            description?: string;
            /** Due */
            due?: string | null;
            /** Labels */
            labels?: string[];
            /**
             * Parent Id
             * @description The task it is a step of.
             */
            parent_id?: number | null;
            priority?: components["schemas"]["Priority"];
            /**
             * Recurrence
             * @description An RFC 5545 RRULE that begins at `due`: it comes again.
             */
            recurrence?: string | null;
            source?: components["schemas"]["Source"];
            /**
             * Timezone
             * @description Whose clocks the recurrence goes by; without: the workspace's.
             */
            timezone?: string | null;
            /** Title */
            title: string;
        };
        /**
         * Origin
         * @description Where a forwarded message comes from; `url` leads to a channel's public post.
         */
        Origin: {
            kind: components["schemas"]["OriginKind"];
            /** Name */
            name: string;
            /**
             * Sent At
             * Format: date-time
             */
            sent_at: string;
            /** Url */
            url?: string | null;
        };
        /**
         * OriginKind
         * @description Who wrote a forwarded message first, as the Bot API tells them apart.
         * @enum {string}
         */
        OriginKind: "user" | "hidden_user" | "chat" | "channel";
        /**
         * Priority
         * @description How soon a task needs attention.
         * @enum {string}
         */
        Priority: "low" | "medium" | "high" | "critical";
        /**
         * PriorityThroughput
         * @description What was made and completed of one priority, which is the task's present one.
         */
        PriorityThroughput: {
            /**
             * Completed
             * @default 0
             */
            completed: number;
            /**
             * Created
             * @default 0
             */
            created: number;
            priority: components["schemas"]["Priority"];
        };
        /**
         * Problem
         * @description Problem details (RFC 9457). `detail` is always a string; `remedy` says what to do.
         */
        Problem: {
            /** Code */
            code: string;
            /** Detail */
            detail: string;
            /**
             * Errors
             * @description For invalid input: which fields.
             * @default null
             */
            errors: components["schemas"]["FieldError"][] | null;
            /**
             * Instance
             * @description The request's path.
             */
            instance: string;
            /** Remedy */
            remedy: string;
            /**
             * Request Id
             * @description Names the request in the server's log.
             */
            request_id: string;
            /** Status */
            status: number;
            /** Title */
            title: string;
            /**
             * Type
             * @description URI reference that explains this kind of problem.
             */
            type: string;
        };
        /**
         * Proposal
         * @description A stored proposal: the task it would become, why, and the message it is about.
         *
         *     `position` is its place among the proposals of one message, `task_id` the task it became or joined.
         */
        Proposal: {
            /** Confidence */
            confidence: number;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Id */
            id: number;
            /** Message Id */
            message_id: number;
            /** Messages */
            messages?: components["schemas"]["SourceMessage"][];
            /**
             * Position
             * @default 0
             */
            position: number;
            /** Reason */
            reason: string;
            status: components["schemas"]["ProposalStatus"];
            task: components["schemas"]["NewTask"];
            /** Task Id */
            task_id?: number | null;
        };
        /**
         * ProposalPatch
         * @description Fields of a proposal's draft to change.
         */
        ProposalPatch: {
            /** Assignees */
            assignees?: string[] | null;
            category?: components["schemas"]["Category"] | null;
            /** Description */
            description?: string | null;
            /** Due */
            due?: string | null;
            /** Labels */
            labels?: string[] | null;
            priority?: components["schemas"]["Priority"] | null;
            /** Title */
            title?: string | null;
        };
        /**
         * ProposalStatus
         * @description A proposal waits until a person decides.
         * @enum {string}
         */
        ProposalStatus: "pending" | "accepted" | "declined" | "merged";
        /**
         * QuickAddIn
         * @description A line of text to be read as a task.
         */
        QuickAddIn: {
            /**
             * Language
             * @description Without: the workspace's. `en-US` writes the month first in 3/4.
             */
            language?: string | null;
            /**
             * Text
             * @description The line, such as `Report !high @ann #docs 15/04 18:30`.
             */
            text: string;
            /**
             * Timezone
             * @description Without: the workspace's.
             */
            timezone?: string | null;
        };
        /**
         * QuickAddReply
         * @description What a line of text was understood as, and how it was read.
         */
        QuickAddReply: {
            /** Assignees */
            assignees?: string[];
            /**
             * Description
             * @description The whole text, if the title does not hold it.
             * @default
             */
            description: string;
            /**
             * Due
             * @description A day without a time ends at 23:59:59. Of a recurrence: its first time.
             */
            due?: string | null;
            /** Labels */
            labels?: string[];
            /**
             * Language
             * @description `en-US` writes the month first in 3/4; all others, the day.
             * @default
             */
            language: string;
            priority?: components["schemas"]["Priority"] | null;
            /**
             * Recurrence
             * @description An RFC 5545 RRULE that starts at `due`, in the time zone.
             */
            recurrence?: string | null;
            /**
             * Spans
             * @description Which parts of the text were understood, to be highlighted.
             */
            spans?: components["schemas"]["domain__quick_add__Span"][];
            /**
             * Timezone
             * @default UTC
             */
            timezone: string;
            /**
             * Title
             * @description The text without what was understood; empty only if there is none.
             */
            title: string;
        };
        /**
         * Received
         * @description A message is stored durably; the same answer whenever the message is repeated.
         */
        Received: {
            /**
             * Id
             * @description The message's own id, yours or the one it was given.
             */
            id: string;
            /**
             * Message Id
             * @description Manta's number of the message.
             */
            message_id: number;
            /**
             * Status
             * @default message received
             * @example message received
             */
            status: string;
        };
        /**
         * RecurringTask
         * @description A recurrence as it is stored; `next_at` is when its next task is made, null when it has ended.
         */
        RecurringTask: {
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Created By */
            created_by: string;
            /** Id */
            id: number;
            /** Next At */
            next_at: string | null;
            /**
             * Rule
             * @description An RFC 5545 RRULE's value.
             */
            rule: string;
            /**
             * Starts
             * Format: date-time
             */
            starts: string;
            task: components["schemas"]["NewTask"];
            /** Timezone */
            timezone: string;
            /** Workspace Id */
            workspace_id: number;
        };
        /**
         * Refusal
         * @description Why one item of a batch was not stored.
         */
        Refusal: {
            /** Code */
            code: string;
            /** Detail */
            detail: string;
            /** Remedy */
            remedy: string;
        };
        /**
         * Requeued
         * @description A message is in the queue: again, or still.
         */
        Requeued: {
            /**
             * Id
             * @description The message's own id.
             */
            id: string;
            /**
             * Message Id
             * @description Manta's number of the message.
             */
            message_id: number;
            /**
             * Status
             * @description `message queued again`, or `message still waiting`: nothing has changed.
             */
            status: string;
        };
        /**
         * Retried
         * @description What became of a wish to retry.
         */
        Retried: {
            /**
             * Left
             * @description Messages of the kind that are still to be retried.
             * @default 0
             */
            left: number;
            /**
             * Retried
             * @description Messages that are in the queue again.
             */
            retried: number;
            /**
             * Unchanged
             * @description Messages that have not ended yet, or don't exist.
             * @default 0
             */
            unchanged: number;
        };
        /**
         * RetryIn
         * @description Which messages to retry: these, or all of a kind.
         */
        RetryIn: {
            /**
             * Message Ids
             * @description Messages that have ended.
             */
            message_ids?: number[] | null;
            /** @description `dead`: all that failed for good; `fallbacks`: all that another model stood in for. */
            which?: components["schemas"]["Which"] | null;
        };
        /**
         * Role
         * @description What an API key or a session may do in its workspace.
         * @enum {string}
         */
        Role: "admin" | "member" | "viewer";
        /**
         * RoomReply
         * @description A workspace that may be opened, and the chats it is of.
         */
        RoomReply: {
            /** Chats */
            chats: string[];
            /** Id */
            id: number;
            /** Name */
            name: string;
        };
        /**
         * Running
         * @description The root's answer to programs.
         */
        Running: {
            /** Docs */
            docs: string;
            /** Health */
            health: string;
            /**
             * Message
             * @default Manta is running
             */
            message: string;
            /** Openapi */
            openapi: string;
            /**
             * Status
             * @default running
             */
            status: string;
            /** Version */
            version: string;
        };
        /**
         * SearchResult
         * @description What was found, best first.
         */
        SearchResult: {
            /** Hits */
            hits: components["schemas"]["Hit"][];
            /**
             * Meaning
             * @description False: only words could be looked for, as nothing embeds texts now.
             */
            meaning: boolean;
        };
        /**
         * SessionWorkspaceIn
         * @description The workspace that a session moves to.
         */
        SessionWorkspaceIn: {
            /** Workspace Id */
            workspace_id: number;
        };
        /**
         * SocketTicket
         * @description A ticket that opens one socket, once: `/ws?ticket=…`.
         */
        SocketTicket: {
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            /** Ticket */
            ticket: string;
        };
        /**
         * Source
         * @description Where a message or a task came from.
         * @enum {string}
         */
        Source: "telegram" | "slack" | "email" | "api";
        /**
         * SourceMessage
         * @description A message a task came from, as shown beside the task.
         */
        SourceMessage: {
            /** Author */
            author: string;
            /** Chat Id */
            chat_id: string;
            /** Content */
            content: string;
            /** External Id */
            external_id: string;
            /** Id */
            id: number;
            /**
             * Sent At
             * Format: date-time
             */
            sent_at: string;
            /**
             * Url
             * @description Its address in Telegram, if it has one.
             */
            url?: string | null;
        };
        /**
         * SpanKind
         * @description What a part of the text was understood as.
         * @enum {string}
         */
        SpanKind: "priority" | "assignee" | "label" | "due" | "recurrence" | "literal";
        /**
         * Standing
         * @description What a person is in a chat, as far as Manta cares; who is only `SEEN` was named there by others.
         * @enum {string}
         */
        Standing: "admin" | "member" | "seen" | "left";
        /**
         * Stats
         * @description Counts of a workspace.
         */
        Stats: {
            /** Categories */
            categories: {
                [key: string]: number;
            };
            /** Closed Tasks */
            closed_tasks: number;
            /** Completed Tasks */
            completed_tasks: number;
            /**
             * Failed Messages
             * @description Dead-lettered messages.
             */
            failed_messages: number;
            /** In Progress Tasks */
            in_progress_tasks: number;
            /** Open Tasks */
            open_tasks: number;
            /**
             * Pending Messages
             * @description Stored messages that wait for their analysis.
             */
            pending_messages: number;
            /** Priorities */
            priorities: {
                [key: string]: number;
            };
            /**
             * Proposals
             * @description Proposals that wait for a person.
             */
            proposals: number;
            /** Total Messages */
            total_messages: number;
            /** Total Tasks */
            total_tasks: number;
        };
        /**
         * StatsHistory
         * @description The last days of a workspace, oldest first, without gaps; the last one is today.
         */
        StatsHistory: {
            /**
             * Ages
             * @description Unfinished tasks by age, the youngest first.
             */
            ages: components["schemas"]["AgeClass"][];
            /** By Category */
            by_category: components["schemas"]["CategoryThroughput"][];
            /** By Priority */
            by_priority: components["schemas"]["PriorityThroughput"][];
            /** Days */
            days: components["schemas"]["DayFigures"][];
            time_to_done: components["schemas"]["TimeToDone"];
            /**
             * Timezone
             * @description Whose calendar the days are of.
             */
            timezone: string;
        };
        /**
         * StatusIn
         * @description A task's new status.
         */
        StatusIn: {
            status: components["schemas"]["TaskStatus"];
        };
        /**
         * StatusUpdated
         * @description A task's status after the request.
         */
        StatusUpdated: {
            /**
             * Message
             * @default Task status updated
             */
            message: string;
            status: components["schemas"]["TaskStatus"];
            /** Task Id */
            task_id: number;
            /** Version */
            version: number;
        };
        /**
         * StoredTerm
         * @description A term of a workspace's vocabulary.
         */
        StoredTerm: {
            /** Aliases */
            aliases?: string[];
            /** Id */
            id: number;
            kind: components["schemas"]["TermKind"];
            /** Name */
            name: string;
        };
        /**
         * Subtask
         * @description A step of a task, or the task that something is a step of.
         */
        Subtask: {
            status: components["schemas"]["TaskStatus"];
            /** Task Id */
            task_id: number;
            /** Title */
            title: string;
        };
        /**
         * Summary
         * @description The analysis agent's answer: how the message reads as a task.
         */
        Summary: {
            /**
             * Duplicates
             * @description Numbers of known tasks that ask for the same.
             */
            duplicates?: number[];
            /**
             * Items
             * @description The pieces of work, when the message asks for several that are independent; else empty.
             */
            items?: components["schemas"]["WorkItem"][];
            /**
             * Related
             * @description Numbers of known tasks on the same matter.
             */
            related?: number[];
            /**
             * Reply Draft
             * @description An answer to send, if it is a question; else empty.
             * @default
             */
            reply_draft: string;
            /**
             * Short
             * @description One or two sentences.
             */
            short: string;
            /**
             * Subtasks
             * @description Steps towards it, if it takes several.
             */
            subtasks?: string[];
            /**
             * Title
             * @description Imperative title for a task card.
             */
            title: string;
            /**
             * Urgency Reason
             * @description Why it has the priority it has; empty when it is ordinary.
             * @default
             */
            urgency_reason: string;
        };
        /**
         * Task
         * @description A stored task. `version` grows by one with every change.
         */
        Task: {
            /** Assignees */
            assignees?: string[];
            /** @default chore */
            category: components["schemas"]["Category"];
            /**
             * Chat Id
             * @description The chat it lives in, as its source names it.
             */
            chat_id?: string | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Description
             * @default
             */
            description: string;
            /** Due */
            due?: string | null;
            /** Id */
            id: number;
            /** Labels */
            labels?: string[];
            /** Message Ids */
            message_ids?: number[];
            /**
             * Parent Id
             * @description The task it is a step of.
             */
            parent_id?: number | null;
            /** @default medium */
            priority: components["schemas"]["Priority"];
            /**
             * Recurrence
             * @description The RFC 5545 RRULE by which its next one comes.
             */
            recurrence?: string | null;
            /**
             * Recurrence Id
             * @description What makes its next one.
             */
            recurrence_id?: number | null;
            /** @default api */
            source: components["schemas"]["Source"];
            status: components["schemas"]["TaskStatus"];
            /** Title */
            title: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /** Version */
            version: number;
        };
        /**
         * TaskAction
         * @description What happened to a task, as its history tells.
         * @enum {string}
         */
        TaskAction: "created" | "updated" | "status_changed";
        /**
         * TaskDetail
         * @description A task with its history, oldest first, its sources, the tasks that belong to it, and its comments.
         */
        TaskDetail: {
            /** Assignees */
            assignees?: string[];
            /** @default chore */
            category: components["schemas"]["Category"];
            /**
             * Chat Id
             * @description The chat it lives in, as its source names it.
             */
            chat_id?: string | null;
            /**
             * Comments
             * @description Oldest first.
             */
            comments?: components["schemas"]["Comment"][];
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Description
             * @default
             */
            description: string;
            /** Due */
            due?: string | null;
            /** History */
            history?: components["schemas"]["HistoryEntry"][];
            /** Id */
            id: number;
            /** Labels */
            labels?: string[];
            /** Links */
            links?: components["schemas"]["TaskLink"][];
            /** Message Ids */
            message_ids?: number[];
            /** Messages */
            messages?: components["schemas"]["SourceMessage"][];
            /** @description The task it is a step of. */
            parent?: components["schemas"]["Subtask"] | null;
            /**
             * Parent Id
             * @description The task it is a step of.
             */
            parent_id?: number | null;
            /** @default medium */
            priority: components["schemas"]["Priority"];
            /**
             * Recurrence
             * @description The RFC 5545 RRULE by which its next one comes.
             */
            recurrence?: string | null;
            /**
             * Recurrence Id
             * @description What makes its next one.
             */
            recurrence_id?: number | null;
            /** @default api */
            source: components["schemas"]["Source"];
            status: components["schemas"]["TaskStatus"];
            /**
             * Subtasks
             * @description Its steps, oldest first.
             */
            subtasks?: components["schemas"]["Subtask"][];
            /** Title */
            title: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /** Version */
            version: number;
        };
        /**
         * TaskIn
         * @description A task as a client asks for it.
         */
        TaskIn: {
            /** Assignees */
            assignees?: string[];
            category?: components["schemas"]["Category"];
            /**
             * Chat Id
             * @description The chat it lives in, as its source names it.
             */
            chat_id?: string | null;
            /** Description */
            description?: string;
            /** Due */
            due?: string | null;
            /** Labels */
            labels?: string[];
            /**
             * Parent Id
             * @description The task it is a step of.
             */
            parent_id?: number | null;
            priority?: components["schemas"]["Priority"];
            source?: components["schemas"]["Source"];
            /** Title */
            title: string;
        };
        /**
         * TaskLink
         * @description Another task that belongs to a task; `similarity` is the cosine of their embeddings, if it was that.
         */
        TaskLink: {
            kind: components["schemas"]["LinkKind"];
            /** Similarity */
            similarity?: number | null;
            status: components["schemas"]["TaskStatus"];
            /** Task Id */
            task_id: number;
            /** Title */
            title: string;
        };
        /**
         * TaskPatch
         * @description Fields of a task to change; `version` guards against overwriting somebody else's change.
         */
        TaskPatch: {
            /** Assignees */
            assignees?: string[] | null;
            category?: components["schemas"]["Category"] | null;
            /** Description */
            description?: string | null;
            /** Due */
            due?: string | null;
            /** Labels */
            labels?: string[] | null;
            priority?: components["schemas"]["Priority"] | null;
            status?: components["schemas"]["TaskStatus"] | null;
            /** Title */
            title?: string | null;
            /**
             * Version
             * @description The version you read; same as If-Match.
             */
            version?: number | null;
        };
        /**
         * TaskSort
         * @description Orders a task list can have; each ends with the id, so that pages never overlap.
         * @enum {string}
         */
        TaskSort: "newest" | "oldest" | "updated" | "priority" | "due";
        /**
         * TaskStatus
         * @description Where a task stands; see `domain.task.TRANSITIONS` for the legal moves.
         * @enum {string}
         */
        TaskStatus: "open" | "in_progress" | "completed" | "closed";
        /**
         * TelegramChat
         * @description A chat of the workspace.
         */
        TelegramChat: {
            /** Chat Id */
            chat_id: number;
            kind: components["schemas"]["ChatKind"];
            /**
             * Members
             * @description People known to be in it.
             */
            members: number;
            state: components["schemas"]["ChatState"];
            /** Title */
            title: string;
        };
        /**
         * TelegramReport
         * @description The connection; what Telegram alone can tell is null while it does not tell it.
         */
        TelegramReport: {
            bot?: components["schemas"]["BotName"] | null;
            /** Can Join Groups */
            can_join_groups?: boolean | null;
            /**
             * Chats
             * @description Of the workspace, by title; at most 500.
             */
            chats: components["schemas"]["TelegramChat"][];
            /**
             * Configured
             * @description Whether there is a token, and the settings can be used.
             */
            configured: boolean;
            delivery?: components["schemas"]["Delivery"] | null;
            /** @description The last trouble with the webhook; Telegram never takes it back. */
            last_error?: components["schemas"]["DeliveryError"] | null;
            /**
             * Last Update At
             * @description When the newest update came.
             */
            last_update_at?: string | null;
            /**
             * Mini App Url
             * @description The board inside Telegram; null where Telegram could not open it.
             */
            mini_app_url?: string | null;
            /**
             * Pending Updates
             * @description Updates that wait at Telegram.
             */
            pending_updates?: number | null;
            /**
             * Problem
             * @description What is wrong, and what to do about it.
             */
            problem?: string | null;
            /**
             * Public Url
             * @description MANTA_PUBLIC_URL.
             */
            public_url?: string | null;
            /**
             * Reads All Of Groups
             * @description False: in privacy mode.
             */
            reads_all_of_groups?: boolean | null;
            /** Token Set */
            token_set: boolean;
            /**
             * Webhook Url
             * @description The address that is set at Telegram.
             */
            webhook_url?: string | null;
        };
        /**
         * Term
         * @description A word and the other ways people write it; a message that has any of them is about it.
         */
        Term: {
            /** Aliases */
            aliases?: string[];
            kind: components["schemas"]["TermKind"];
            /** Name */
            name: string;
        };
        /**
         * TermChange
         * @description New values for a term; what is not set stays as it is.
         */
        TermChange: {
            /** Aliases */
            aliases?: string[] | null;
            /** Name */
            name?: string | null;
        };
        /**
         * TermKind
         * @description What a word of the workspace stands for.
         * @enum {string}
         */
        TermKind: "project" | "component" | "label";
        /**
         * Terms
         * @description A whole vocabulary.
         */
        Terms: components["schemas"]["Term"][];
        /**
         * TimeToDone
         * @description How long it took from making a task to completing it last.
         *
         *     Measured on those of the count that are among the 1,000 tasks of the workspace that changed last.
         */
        TimeToDone: {
            /**
             * Count
             * @description Tasks completed in the range and not taken up again.
             */
            count: number;
            /**
             * P50 S
             * @description Half were done within; null when there is none.
             */
            p50_s?: number | null;
            /**
             * P90 S
             * @description Nine of ten were done within.
             */
            p90_s?: number | null;
        };
        /**
         * Trial
         * @description What the agents made of a sample message; without findings `error` says why.
         */
        Trial: {
            /**
             * Error
             * @default
             */
            error: string;
            findings?: components["schemas"]["Findings"] | null;
            /** Latency Ms */
            latency_ms: number;
            /** Text */
            text: string;
        };
        /**
         * WebhookReply
         * @description Telegram need not deliver the update again.
         */
        WebhookReply: {
            /**
             * Status
             * @default ok
             */
            status: string;
        };
        /**
         * Which
         * @description Which messages of a workspace to retry.
         * @enum {string}
         */
        Which: "dead" | "fallbacks";
        /**
         * WorkItem
         * @description One of several pieces of work in a message, with what the message says about this one.
         */
        WorkItem: {
            /**
             * Assignees
             * @description People asked to do it.
             */
            assignees?: string[];
            category: components["schemas"]["Category"];
            /**
             * Confidence
             * @description Null: as for the whole message.
             */
            confidence?: number | null;
            /**
             * Due
             * @description When it is due, ISO 8601 with offset.
             */
            due?: string | null;
            /** @default medium */
            priority: components["schemas"]["Priority"];
            /**
             * Quote
             * @description The words of the message that ask for it.
             * @default
             */
            quote: string;
            /**
             * Title
             * @description Imperative title for a task card.
             */
            title: string;
        };
        /**
         * Workspace
         * @description A workspace as it is served.
         */
        Workspace: {
            /**
             * Duplicate Threshold
             * @description Tasks at least this similar are linked as duplicates.
             * @default 0.78
             */
            duplicate_threshold: number;
            /** Id */
            id: number;
            /**
             * Language
             * @default
             */
            language: string;
            /**
             * Model
             * @description `auto`, `embedded`, `ollama:NAME` or a provider's model.
             */
            model?: string | null;
            /** @description Models of single agents. */
            models?: components["schemas"]["AgentModels"];
            /** Name */
            name: string;
            /**
             * Proposal Threshold
             * @description From here on: a proposal.
             */
            proposal_threshold?: number | null;
            /** Slug */
            slug: string;
            /**
             * Task Threshold
             * @description From here on: a task by itself.
             */
            task_threshold?: number | null;
            /**
             * Timezone
             * @default UTC
             */
            timezone: string;
        };
        /**
         * WorkspaceMember
         * @description A person in chats of the workspace.
         */
        WorkspaceMember: {
            /**
             * Chats
             * @description Titles of the workspace's chats they were seen in.
             */
            chats: string[];
            /**
             * Language
             * @description Their choice, else their Telegram's; empty: not known.
             * @default
             */
            language: string;
            /**
             * Mark
             * @description What tasks and histories call them.
             */
            mark: string;
            /** Name */
            name: string;
            /** Person Id */
            person_id: number;
            /** @description The highest they have in any of them. */
            standing: components["schemas"]["Standing"];
            /** Username */
            username?: string | null;
        };
        /**
         * WorkspacePatch
         * @description Settings of the workspace to change; null puts one back to what it is when nobody sets it.
         *
         *     A field that is not known is refused: a setting that has no effect is worse than an error.
         */
        WorkspacePatch: {
            /** Duplicate Threshold */
            duplicate_threshold?: number | null;
            /** Language */
            language?: string | null;
            /** Model */
            model?: string | null;
            models?: components["schemas"]["AgentModelsPatch"] | null;
            /** Name */
            name?: string | null;
            /** Proposal Threshold */
            proposal_threshold?: number | null;
            /** Task Threshold */
            task_threshold?: number | null;
            /** Timezone */
            timezone?: string | null;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type AgeClass = components['schemas']['AgeClass'];
export type AgentDay = components['schemas']['AgentDay'];
export type AgentFigures = components['schemas']['AgentFigures'];
export type AgentModels = components['schemas']['AgentModels'];
export type AgentModelsPatch = components['schemas']['AgentModelsPatch'];
export type AgentReport = components['schemas']['AgentReport'];
export type AgentUse = components['schemas']['AgentUse'];
export type Analysis = components['schemas']['Analysis'];
export type ApiKey = components['schemas']['ApiKey'];
export type Attachment = components['schemas']['Attachment'];
export type BatchReply = components['schemas']['BatchReply'];
export type BatchResult = components['schemas']['BatchResult'];
export type BotName = components['schemas']['BotName'];
export type Category = components['schemas']['Category'];
export type CategoryThroughput = components['schemas']['CategoryThroughput'];
export type ChatCount = components['schemas']['ChatCount'];
export type ChatKind = components['schemas']['ChatKind'];
export type ChatState = components['schemas']['ChatState'];
export type CheckReply = components['schemas']['CheckReply'];
export type Classification = components['schemas']['Classification'];
export type Comment = components['schemas']['Comment'];
export type CommentIn = components['schemas']['CommentIn'];
export type Config = components['schemas']['Config'];
export type CorrectedMessage = components['schemas']['CorrectedMessage'];
export type Correction = components['schemas']['Correction'];
export type CorrectionIn = components['schemas']['CorrectionIn'];
export type DayFigures = components['schemas']['DayFigures'];
export type DeadLetter = components['schemas']['DeadLetter'];
export type DeclineIn = components['schemas']['DeclineIn'];
export type DeclineReason = components['schemas']['DeclineReason'];
export type Delivery = components['schemas']['Delivery'];
export type DeliveryError = components['schemas']['DeliveryError'];
export type DomainAnalysisSpan = components['schemas']['domain__analysis__Span'];
export type DomainQuickAddSpan = components['schemas']['domain__quick_add__Span'];
export type EntityKind = components['schemas']['EntityKind'];
export type ExampleInfo = components['schemas']['ExampleInfo'];
export type ExampleReceipt = components['schemas']['ExampleReceipt'];
export type Facets = components['schemas']['Facets'];
export type FieldError = components['schemas']['FieldError'];
export type FieldQuality = components['schemas']['FieldQuality'];
export type Findings = components['schemas']['Findings'];
export type HealthReply = components['schemas']['HealthReply'];
export type HealthStatus = components['schemas']['HealthStatus'];
export type HistoryEntry = components['schemas']['HistoryEntry'];
export type Hit = components['schemas']['Hit'];
export type HitKind = components['schemas']['HitKind'];
export type JudgedField = components['schemas']['JudgedField'];
export type LinkKind = components['schemas']['LinkKind'];
export type LocatedExtraction = components['schemas']['LocatedExtraction'];
export type LoginLink = components['schemas']['LoginLink'];
export type MadeKey = components['schemas']['MadeKey'];
export type Match = components['schemas']['Match'];
export type Me = components['schemas']['Me'];
export type MergeProposalIn = components['schemas']['MergeProposalIn'];
export type MergeTaskIn = components['schemas']['MergeTaskIn'];
export type Message = components['schemas']['Message'];
export type MessageDetail = components['schemas']['MessageDetail'];
export type MessageEdit = components['schemas']['MessageEdit'];
export type MessageIn = components['schemas']['MessageIn'];
export type MessageStatus = components['schemas']['MessageStatus'];
export type ModelOffer = components['schemas']['ModelOffer'];
export type ModelOption = components['schemas']['ModelOption'];
export type ModelTrialIn = components['schemas']['ModelTrialIn'];
export type MyWorkspace = components['schemas']['MyWorkspace'];
export type NameCount = components['schemas']['NameCount'];
export type NewKey = components['schemas']['NewKey'];
export type NewTask = components['schemas']['NewTask'];
export type NewTaskIn = components['schemas']['NewTaskIn'];
export type Origin = components['schemas']['Origin'];
export type OriginKind = components['schemas']['OriginKind'];
export type Priority = components['schemas']['Priority'];
export type PriorityThroughput = components['schemas']['PriorityThroughput'];
export type Problem = components['schemas']['Problem'];
export type Proposal = components['schemas']['Proposal'];
export type ProposalPatch = components['schemas']['ProposalPatch'];
export type ProposalStatus = components['schemas']['ProposalStatus'];
export type QuickAddIn = components['schemas']['QuickAddIn'];
export type QuickAddReply = components['schemas']['QuickAddReply'];
export type Received = components['schemas']['Received'];
export type RecurringTask = components['schemas']['RecurringTask'];
export type Refusal = components['schemas']['Refusal'];
export type Requeued = components['schemas']['Requeued'];
export type Retried = components['schemas']['Retried'];
export type RetryIn = components['schemas']['RetryIn'];
export type Role = components['schemas']['Role'];
export type RoomReply = components['schemas']['RoomReply'];
export type Running = components['schemas']['Running'];
export type SearchResult = components['schemas']['SearchResult'];
export type SessionWorkspaceIn = components['schemas']['SessionWorkspaceIn'];
export type SocketTicket = components['schemas']['SocketTicket'];
export type Source = components['schemas']['Source'];
export type SourceMessage = components['schemas']['SourceMessage'];
export type SpanKind = components['schemas']['SpanKind'];
export type Standing = components['schemas']['Standing'];
export type Stats = components['schemas']['Stats'];
export type StatsHistory = components['schemas']['StatsHistory'];
export type StatusIn = components['schemas']['StatusIn'];
export type StatusUpdated = components['schemas']['StatusUpdated'];
export type StoredTerm = components['schemas']['StoredTerm'];
export type Subtask = components['schemas']['Subtask'];
export type Summary = components['schemas']['Summary'];
export type Task = components['schemas']['Task'];
export type TaskAction = components['schemas']['TaskAction'];
export type TaskDetail = components['schemas']['TaskDetail'];
export type TaskIn = components['schemas']['TaskIn'];
export type TaskLink = components['schemas']['TaskLink'];
export type TaskPatch = components['schemas']['TaskPatch'];
export type TaskSort = components['schemas']['TaskSort'];
export type TaskStatus = components['schemas']['TaskStatus'];
export type TelegramChat = components['schemas']['TelegramChat'];
export type TelegramReport = components['schemas']['TelegramReport'];
export type Term = components['schemas']['Term'];
export type TermChange = components['schemas']['TermChange'];
export type TermKind = components['schemas']['TermKind'];
export type Terms = components['schemas']['Terms'];
export type TimeToDone = components['schemas']['TimeToDone'];
export type Trial = components['schemas']['Trial'];
export type WebhookReply = components['schemas']['WebhookReply'];
export type Which = components['schemas']['Which'];
export type WorkItem = components['schemas']['WorkItem'];
export type Workspace = components['schemas']['Workspace'];
export type WorkspaceMember = components['schemas']['WorkspaceMember'];
export type WorkspacePatch = components['schemas']['WorkspacePatch'];
export type $defs = Record<string, never>;
export interface operations {
    get_root: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description To programs; browsers get a page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Manta is running",
                     *       "status": "running",
                     *       "version": "0.1.0",
                     *       "docs": "/docs",
                     *       "openapi": "/openapi.json",
                     *       "health": "/api/health"
                     *     }
                     */
                    "application/json": components["schemas"]["Running"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_agents: {
        parameters: {
            query?: {
                /** @description How far back to look. */
                days?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What their runs took, and how often they were corrected. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "days": 7,
                     *       "analysed": 340,
                     *       "agents": [
                     *         {
                     *           "agent": "classification",
                     *           "model": "openai:gpt-5-mini",
                     *           "runs": 338,
                     *           "mean_latency_ms": 912.4,
                     *           "p50_latency_ms": 840.1,
                     *           "p95_latency_ms": 1720.9,
                     *           "input_tokens": 401200,
                     *           "output_tokens": 30420,
                     *           "cost_usd": 0.1612,
                     *           "fallbacks": 0
                     *         },
                     *         {
                     *           "agent": "classification",
                     *           "model": "embedded",
                     *           "runs": 2,
                     *           "mean_latency_ms": 11.8,
                     *           "p50_latency_ms": 11.8,
                     *           "p95_latency_ms": 12.1,
                     *           "input_tokens": 0,
                     *           "output_tokens": 0,
                     *           "fallbacks": 2
                     *         }
                     *       ],
                     *       "quality": [
                     *         {
                     *           "field": "actionable",
                     *           "corrected": 4,
                     *           "accuracy": 0.9882
                     *         },
                     *         {
                     *           "field": "category",
                     *           "corrected": 9,
                     *           "accuracy": 0.9735
                     *         },
                     *         {
                     *           "field": "priority",
                     *           "corrected": 21,
                     *           "accuracy": 0.9382
                     *         },
                     *         {
                     *           "field": "due",
                     *           "corrected": 3,
                     *           "accuracy": 0.9912
                     *         }
                     *       ],
                     *       "daily": [
                     *         {
                     *           "date": "2026-01-31",
                     *           "agent": "classification",
                     *           "runs": 52,
                     *           "p50_latency_ms": 812,
                     *           "p95_latency_ms": 1690.3,
                     *           "corrected": 2
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["AgentReport"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_attachment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                attachment_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The bytes, with their type if a browser may show it. */
            200: {
                headers: {
                    /** @description Names the bytes. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /** @example … */
                    "application/octet-stream": string;
                };
            };
            /** @description The reader has them: If-None-Match names their ETag. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_config: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Addresses as the caller sees them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "wsUrl": "wss://tasks.example.org/ws",
                     *       "apiBaseUrl": "https://tasks.example.org",
                     *       "version": "0.1.0",
                     *       "docsUrl": "https://tasks.example.org/docs",
                     *       "workspaceId": 1,
                     *       "role": "member"
                     *     }
                     */
                    "application/json": components["schemas"]["Config"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_dead_letters: {
        parameters: {
            query?: {
                /** @description Opaque position, from the previous page's Link header. */
                cursor?: string | null;
                /** @description Items per page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Messages the agents failed at, newest first. */
            200: {
                headers: {
                    /** @description `<address>; rel="next"`: the next page (RFC 8288); absent on the last one. */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "message_id": 43,
                     *         "external_id": "m-1002",
                     *         "chat_id": "backend",
                     *         "author": "Olena",
                     *         "source": "api",
                     *         "excerpt": "The invoice job has been stuck since noon",
                     *         "error": "analysis-failed: openai:gpt-5 failed at classification: no answer in time.",
                     *         "attempts": 5,
                     *         "sent_at": "2026-11-20T12:10:00Z",
                     *         "failed_at": "2026-11-20T12:14:31Z"
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["DeadLetter"][];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_example: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The chat. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "messages": 470,
                     *       "chat": "Harbor ⚓ team"
                     *     }
                     */
                    "application/json": components["schemas"]["ExampleInfo"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    accept_example: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All were stored before. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "received": 0,
                     *       "duplicates": 470
                     *     }
                     */
                    "application/json": components["schemas"]["ExampleReceipt"];
                };
            };
            /** @description Messages are stored and wait for the agents. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "received": 470,
                     *       "duplicates": 0
                     *     }
                     */
                    "application/json": components["schemas"]["ExampleReceipt"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_facets: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description People, labels and chats, most used first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "assignees": [
                     *         {
                     *           "name": "ada",
                     *           "tasks": 14
                     *         },
                     *         {
                     *           "name": "ben",
                     *           "tasks": 5
                     *         }
                     *       ],
                     *       "labels": [
                     *         {
                     *           "name": "web",
                     *           "tasks": 8
                     *         }
                     *       ],
                     *       "chats": [
                     *         {
                     *           "chat_id": "-1001234567890",
                     *           "title": "Backend",
                     *           "tasks": 12
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Facets"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_health: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Messages are accepted. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "healthy",
                     *       "timestamp": "2026-01-31T07:30:00Z",
                     *       "version": "0.1.0",
                     *       "checks": {
                     *         "database": {
                     *           "ok": true,
                     *           "detail": "PostgreSQL 18.6, 2 ms"
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["HealthReply"];
                };
            };
            /** @description Messages can't be accepted right now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "degraded",
                     *       "timestamp": "2026-01-31T07:30:00Z",
                     *       "version": "0.1.0",
                     *       "checks": {
                     *         "database": {
                     *           "ok": false
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["HealthReply"];
                };
            };
        };
    };
    list_keys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Keys in force first, the newest before older ones. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "name": "ci",
                     *         "role": "member",
                     *         "id": 3,
                     *         "created_at": "2026-01-31T07:30:00Z"
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["ApiKey"][];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_key: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "ci",
                 *       "role": "member"
                 *     }
                 */
                "application/json": components["schemas"]["NewKey"];
            };
        };
        responses: {
            /** @description The key with its secret, shown this once. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "ci",
                     *       "role": "member",
                     *       "id": 3,
                     *       "secret": "manta_key_…"
                     *     }
                     */
                    "application/json": components["schemas"]["MadeKey"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revoke_key: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_login_link: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The link, shown once. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "url": "https://tasks.example.org/login?token=…",
                     *       "expires_at": "2026-01-31T07:40:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["LoginLink"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The caller. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "@olena",
                     *       "role": "member",
                     *       "workspace": {
                     *         "id": 1,
                     *         "slug": "main",
                     *         "name": "Main",
                     *         "timezone": "Europe/Berlin",
                     *         "language": "de"
                     *       },
                     *       "workspaces": [
                     *         {
                     *           "id": 1,
                     *           "name": "Main",
                     *           "chats": [
                     *             "Harbor team"
                     *           ]
                     *         },
                     *         {
                     *           "id": 4,
                     *           "name": "Pier",
                     *           "chats": [
                     *             "Pier"
                     *           ]
                     *         }
                     *       ],
                     *       "telegram_person": true,
                     *       "last_seq": 1184,
                     *       "version": "0.1.0"
                     *     }
                     */
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_members: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description People by name. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "person_id": 418203377,
                     *         "name": "Olena Kovalenko",
                     *         "username": "olena",
                     *         "mark": "@olena",
                     *         "chats": [
                     *           "Harbor team"
                     *         ],
                     *         "standing": "admin",
                     *         "language": "uk"
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["WorkspaceMember"][];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sign_out_member: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_messages: {
        parameters: {
            query?: {
                author?: string | null;
                category?: components["schemas"]["Category"] | null;
                chat_id?: string | null;
                /** @description Opaque position, from the previous page's Link header. */
                cursor?: string | null;
                /** @description Sent at this time or later. */
                from?: string | null;
                /** @description Items per page. */
                limit?: number;
                source?: components["schemas"]["Source"] | null;
                status?: components["schemas"]["MessageStatus"] | null;
                /** @description Sent before this time. */
                until?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Messages, newest first. */
            200: {
                headers: {
                    /** @description `<address>; rel="next"`: the next page (RFC 8288); absent on the last one. */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "id": 1007,
                     *         "external_id": "chat-42-1007",
                     *         "content": "The login page is broken on Safari, please fix it by Friday.",
                     *         "author": "Ada",
                     *         "chat_id": "42",
                     *         "sent_at": "2026-01-31T07:30:00Z",
                     *         "source": "api",
                     *         "status": "analyzed",
                     *         "analysis": {
                     *           "classification": {
                     *             "is_actionable": true,
                     *             "category": "bug",
                     *             "priority": "high",
                     *             "confidence": 0.93,
                     *             "reason": "Reports a defect and asks for a fix by a date."
                     *           },
                     *           "extraction": {
                     *             "projects": [],
                     *             "components": [
                     *               "login page"
                     *             ],
                     *             "technologies": [
                     *               "Safari"
                     *             ],
                     *             "mentions": [],
                     *             "assignees": [],
                     *             "versions": [],
                     *             "dates": [
                     *               "by Friday"
                     *             ],
                     *             "due": "2026-02-06T00:00:00Z",
                     *             "urls": []
                     *           },
                     *           "summary": {
                     *             "short": "The login page fails on Safari.",
                     *             "title": "Fix the login page on Safari"
                     *           },
                     *           "model": "embedded",
                     *           "task_ids": [
                     *             7
                     *           ]
                     *         },
                     *         "received_at": "2026-01-31T07:30:01Z"
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["Message"][];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    receive_message: {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your choice for this request; repeating both gives the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "chat-42-1007",
                 *       "content": "The login page is broken on Safari, please fix it by Friday.",
                 *       "author": "Ada",
                 *       "timestamp": "2026-01-31T09:30:00+02:00",
                 *       "chat_id": "42"
                 *     }
                 */
                "application/json": components["schemas"]["MessageIn"];
            };
        };
        responses: {
            /** @description The same message had been stored before. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "message received",
                     *       "id": "chat-42-1007",
                     *       "message_id": 1007
                     *     }
                     */
                    "application/json": components["schemas"]["Received"];
                };
            };
            /** @description Stored. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "message received",
                     *       "id": "chat-42-1007",
                     *       "message_id": 1007
                     *     }
                     */
                    "application/json": components["schemas"]["Received"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_message: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                message_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The message. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 1007,
                     *       "external_id": "chat-42-1007",
                     *       "content": "The login page is broken on Safari, please fix it by Friday.",
                     *       "author": "Ada",
                     *       "chat_id": "42",
                     *       "sent_at": "2026-01-31T07:30:00Z",
                     *       "source": "api",
                     *       "status": "analyzed",
                     *       "analysis": {
                     *         "classification": {
                     *           "is_actionable": true,
                     *           "category": "bug",
                     *           "priority": "high",
                     *           "confidence": 0.93,
                     *           "reason": "Reports a defect and asks for a fix by a date."
                     *         },
                     *         "extraction": {
                     *           "projects": [],
                     *           "components": [
                     *             "login page"
                     *           ],
                     *           "technologies": [
                     *             "Safari"
                     *           ],
                     *           "mentions": [],
                     *           "assignees": [],
                     *           "versions": [],
                     *           "dates": [
                     *             "by Friday"
                     *           ],
                     *           "due": "2026-02-06T00:00:00Z",
                     *           "urls": []
                     *         },
                     *         "summary": {
                     *           "short": "The login page fails on Safari.",
                     *           "title": "Fix the login page on Safari"
                     *         },
                     *         "model": "embedded",
                     *         "task_ids": [
                     *           7
                     *         ]
                     *       },
                     *       "received_at": "2026-01-31T07:30:01Z",
                     *       "edited_at": "2026-01-31T07:32:10Z",
                     *       "edits": [
                     *         {
                     *           "content": "The login page is broken.",
                     *           "edited_at": "2026-01-31T07:32:10Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["MessageDetail"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    correct_message: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                message_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "category": "improvement",
                 *       "priority": "low"
                 *     }
                 */
                "application/json": components["schemas"]["CorrectionIn"];
            };
        };
        responses: {
            /** @description The message as corrected, and its tasks. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": {
                     *         "id": 1007,
                     *         "external_id": "chat-42-1007",
                     *         "content": "The login page is broken on Safari, please fix it by Friday.",
                     *         "author": "Ada",
                     *         "chat_id": "42",
                     *         "sent_at": "2026-01-31T07:30:00Z",
                     *         "source": "api",
                     *         "status": "analyzed",
                     *         "analysis": {
                     *           "classification": {
                     *             "is_actionable": true,
                     *             "category": "bug",
                     *             "priority": "high",
                     *             "confidence": 0.93,
                     *             "reason": "Reports a defect and asks for a fix by a date."
                     *           },
                     *           "extraction": {
                     *             "projects": [],
                     *             "components": [
                     *               "login page"
                     *             ],
                     *             "technologies": [
                     *               "Safari"
                     *             ],
                     *             "mentions": [],
                     *             "assignees": [],
                     *             "versions": [],
                     *             "dates": [
                     *               "by Friday"
                     *             ],
                     *             "due": "2026-02-06T00:00:00Z",
                     *             "urls": []
                     *           },
                     *           "summary": {
                     *             "short": "The login page fails on Safari.",
                     *             "title": "Fix the login page on Safari"
                     *           },
                     *           "model": "embedded",
                     *           "task_ids": [
                     *             7
                     *           ]
                     *         },
                     *         "correction": {
                     *           "is_actionable": true,
                     *           "category": "improvement",
                     *           "priority": "low",
                     *           "due_removed": true,
                     *           "corrected_by": "Ada",
                     *           "corrected_at": "2026-01-31T08:10:00Z"
                     *         },
                     *         "received_at": "2026-01-31T07:30:01Z"
                     *       },
                     *       "tasks": [
                     *         {
                     *           "title": "Fix the login page on Safari",
                     *           "description": "The button does nothing since 2.3.",
                     *           "category": "improvement",
                     *           "priority": "low",
                     *           "source": "api",
                     *           "assignees": [
                     *             "ada"
                     *           ],
                     *           "labels": [
                     *             "web"
                     *           ],
                     *           "id": 7,
                     *           "status": "open",
                     *           "created_at": "2026-01-31T07:30:02Z",
                     *           "updated_at": "2026-01-31T07:30:02Z",
                     *           "version": 2,
                     *           "message_ids": [
                     *             1007
                     *           ]
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["CorrectedMessage"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    retry_message: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                message_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The message is in the queue. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "message queued again",
                     *       "id": "m-1002",
                     *       "message_id": 43
                     *     }
                     */
                    "application/json": components["schemas"]["Requeued"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    receive_messages: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example [
                 *       {
                 *         "id": "chat-42-1007",
                 *         "content": "The login page is broken on Safari, please fix it by Friday.",
                 *         "author": "Ada",
                 *         "timestamp": "2026-01-31T09:30:00+02:00",
                 *         "chat_id": "42"
                 *       }
                 *     ]
                 */
                "application/json": components["schemas"]["MessageIn"][];
            };
        };
        responses: {
            /** @description What became of each item, in order. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "results": [
                     *         {
                     *           "id": "chat-42-1007",
                     *           "status": "message received",
                     *           "message_id": 1007
                     *         },
                     *         {
                     *           "id": "chat-42-1006",
                     *           "status": "duplicate",
                     *           "message_id": 1006
                     *         },
                     *         {
                     *           "id": "chat-42-1008",
                     *           "status": "rejected",
                     *           "error": {
                     *             "code": "invalid-fields",
                     *             "detail": "timestamp: Field required",
                     *             "remedy": "`errors` names each field and its rule; /docs shows an example."
                     *           }
                     *         }
                     *       ],
                     *       "received": 1,
                     *       "duplicates": 1,
                     *       "rejected": 1
                     *     }
                     */
                    "application/json": components["schemas"]["BatchReply"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_models: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Those in use and those to choose from. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "in_use": {
                     *         "classification": "embedded",
                     *         "extraction": "embedded",
                     *         "analysis": "ollama:qwen3:4b"
                     *       },
                     *       "choices": [
                     *         {
                     *           "name": "auto",
                     *           "label": "Automatic",
                     *           "available": true,
                     *           "why": "Takes ollama:qwen3:4b now."
                     *         },
                     *         {
                     *           "name": "embedded",
                     *           "label": "Embedded engine",
                     *           "available": true,
                     *           "why": "Runs inside Manta."
                     *         },
                     *         {
                     *           "name": "ollama:qwen3:4b",
                     *           "label": "qwen3:4b (Ollama)",
                     *           "available": true,
                     *           "why": "Runs on Ollama."
                     *         },
                     *         {
                     *           "name": "openai:",
                     *           "label": "OpenAI",
                     *           "available": false,
                     *           "why": "OPENAI_API_KEY is not set where messages are analysed."
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ModelOffer"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    try_model: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "model": "ollama:qwen3:4b"
                 *     }
                 */
                "application/json": components["schemas"]["ModelTrialIn"];
            };
        };
        responses: {
            /** @description What the agents made of each sample. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "text": "The login page crashes on Safari since 2.4.1, please fix it by Friday.",
                     *         "findings": {
                     *           "classification": {
                     *             "is_actionable": true,
                     *             "category": "bug",
                     *             "priority": "high",
                     *             "confidence": 0.93,
                     *             "reason": "Reports a defect and asks for a fix by a date."
                     *           },
                     *           "extraction": {
                     *             "projects": [],
                     *             "components": [
                     *               "login page"
                     *             ],
                     *             "technologies": [
                     *               "Safari"
                     *             ],
                     *             "mentions": [],
                     *             "assignees": [],
                     *             "versions": [],
                     *             "dates": [
                     *               "by Friday"
                     *             ],
                     *             "due": "2026-02-06T00:00:00Z",
                     *             "urls": []
                     *           },
                     *           "summary": {
                     *             "short": "The login page fails on Safari.",
                     *             "title": "Fix the login page on Safari"
                     *           },
                     *           "model": "embedded"
                     *         },
                     *         "error": "",
                     *         "latency_ms": 2140.6
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["Trial"][];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_proposals: {
        parameters: {
            query?: {
                /** @description Opaque position, from the previous page's Link header. */
                cursor?: string | null;
                /** @description Items per page. */
                limit?: number;
                status?: components["schemas"]["ProposalStatus"] | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Proposals, newest first. */
            200: {
                headers: {
                    /** @description `<address>; rel="next"`: the next page (RFC 8288); absent on the last one. */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "id": 3,
                     *         "message_id": 1012,
                     *         "position": 0,
                     *         "status": "pending",
                     *         "task": {
                     *           "title": "Fix the login page on Safari",
                     *           "description": "The button does nothing since 2.3.",
                     *           "category": "bug",
                     *           "priority": "high",
                     *           "source": "api",
                     *           "due": "2026-02-06T17:00:00Z",
                     *           "assignees": [
                     *             "ada"
                     *           ],
                     *           "labels": [
                     *             "web"
                     *           ]
                     *         },
                     *         "confidence": 0.58,
                     *         "reason": "Sounds like a wish, but names nobody to do it.",
                     *         "created_at": "2026-01-31T08:00:00Z",
                     *         "messages": [
                     *           {
                     *             "id": 1012,
                     *             "external_id": "chat-42-1012",
                     *             "author": "Ben",
                     *             "content": "A dark mode would be nice some day.",
                     *             "chat_id": "42",
                     *             "sent_at": "2026-01-31T07:59:58Z"
                     *           }
                     *         ]
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["Proposal"][];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_proposal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                proposal_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The proposal. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 3,
                     *       "message_id": 1012,
                     *       "position": 0,
                     *       "status": "pending",
                     *       "task": {
                     *         "title": "Fix the login page on Safari",
                     *         "description": "The button does nothing since 2.3.",
                     *         "category": "bug",
                     *         "priority": "high",
                     *         "source": "api",
                     *         "due": "2026-02-06T17:00:00Z",
                     *         "assignees": [
                     *           "ada"
                     *         ],
                     *         "labels": [
                     *           "web"
                     *         ]
                     *       },
                     *       "confidence": 0.58,
                     *       "reason": "Sounds like a wish, but names nobody to do it.",
                     *       "created_at": "2026-01-31T08:00:00Z",
                     *       "messages": [
                     *         {
                     *           "id": 1012,
                     *           "external_id": "chat-42-1012",
                     *           "author": "Ben",
                     *           "content": "A dark mode would be nice some day.",
                     *           "chat_id": "42",
                     *           "sent_at": "2026-01-31T07:59:58Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Proposal"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    edit_proposal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                proposal_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "title": "Add a dark mode",
                 *       "priority": "low"
                 *     }
                 */
                "application/json": components["schemas"]["ProposalPatch"];
            };
        };
        responses: {
            /** @description The proposal after the change. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 3,
                     *       "message_id": 1012,
                     *       "position": 0,
                     *       "status": "pending",
                     *       "task": {
                     *         "title": "Fix the login page on Safari",
                     *         "description": "The button does nothing since 2.3.",
                     *         "category": "bug",
                     *         "priority": "high",
                     *         "source": "api",
                     *         "due": "2026-02-06T17:00:00Z",
                     *         "assignees": [
                     *           "ada"
                     *         ],
                     *         "labels": [
                     *           "web"
                     *         ]
                     *       },
                     *       "confidence": 0.58,
                     *       "reason": "Sounds like a wish, but names nobody to do it.",
                     *       "created_at": "2026-01-31T08:00:00Z",
                     *       "messages": [
                     *         {
                     *           "id": 1012,
                     *           "external_id": "chat-42-1012",
                     *           "author": "Ben",
                     *           "content": "A dark mode would be nice some day.",
                     *           "chat_id": "42",
                     *           "sent_at": "2026-01-31T07:59:58Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Proposal"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    accept_proposal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                proposal_id: number;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "title": "Fix the login page on Safari",
                 *       "description": "The button does nothing since 2.3.",
                 *       "category": "bug",
                 *       "priority": "high",
                 *       "source": "api",
                 *       "due": "2026-02-06T17:00:00Z",
                 *       "assignees": [
                 *         "ada"
                 *       ],
                 *       "labels": [
                 *         "web"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["TaskIn"];
            };
        };
        responses: {
            /** @description The task the proposal became. */
            200: {
                headers: {
                    /** @description The task's version, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "title": "Fix the login page on Safari",
                     *       "description": "The button does nothing since 2.3.",
                     *       "category": "bug",
                     *       "priority": "high",
                     *       "source": "api",
                     *       "due": "2026-02-06T17:00:00Z",
                     *       "assignees": [
                     *         "ada"
                     *       ],
                     *       "labels": [
                     *         "web"
                     *       ],
                     *       "id": 7,
                     *       "status": "open",
                     *       "created_at": "2026-01-31T07:30:02Z",
                     *       "updated_at": "2026-01-31T07:30:02Z",
                     *       "version": 1,
                     *       "message_ids": [
                     *         1007
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Task"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    decline_proposal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                proposal_id: number;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "reason": "duplicate"
                 *     }
                 */
                "application/json": components["schemas"]["DeclineIn"];
            };
        };
        responses: {
            /** @description The proposal. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 3,
                     *       "message_id": 1012,
                     *       "position": 0,
                     *       "status": "declined",
                     *       "task": {
                     *         "title": "Fix the login page on Safari",
                     *         "description": "The button does nothing since 2.3.",
                     *         "category": "bug",
                     *         "priority": "high",
                     *         "source": "api",
                     *         "due": "2026-02-06T17:00:00Z",
                     *         "assignees": [
                     *           "ada"
                     *         ],
                     *         "labels": [
                     *           "web"
                     *         ]
                     *       },
                     *       "confidence": 0.58,
                     *       "reason": "Sounds like a wish, but names nobody to do it.",
                     *       "created_at": "2026-01-31T08:00:00Z",
                     *       "messages": [
                     *         {
                     *           "id": 1012,
                     *           "external_id": "chat-42-1012",
                     *           "author": "Ben",
                     *           "content": "A dark mode would be nice some day.",
                     *           "chat_id": "42",
                     *           "sent_at": "2026-01-31T07:59:58Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Proposal"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    merge_proposal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                proposal_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "task_id": 7
                 *     }
                 */
                "application/json": components["schemas"]["MergeProposalIn"];
            };
        };
        responses: {
            /** @description The task, with one more message. */
            200: {
                headers: {
                    /** @description The task's version, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "title": "Fix the login page on Safari",
                     *       "description": "The button does nothing since 2.3.",
                     *       "category": "bug",
                     *       "priority": "high",
                     *       "source": "api",
                     *       "due": "2026-02-06T17:00:00Z",
                     *       "assignees": [
                     *         "ada"
                     *       ],
                     *       "labels": [
                     *         "web"
                     *       ],
                     *       "id": 7,
                     *       "status": "open",
                     *       "created_at": "2026-01-31T07:30:02Z",
                     *       "updated_at": "2026-01-31T07:30:02Z",
                     *       "version": 1,
                     *       "message_ids": [
                     *         1007
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Task"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reopen_proposal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                proposal_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The proposal, which waits again. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 3,
                     *       "message_id": 1012,
                     *       "position": 0,
                     *       "status": "pending",
                     *       "task": {
                     *         "title": "Fix the login page on Safari",
                     *         "description": "The button does nothing since 2.3.",
                     *         "category": "bug",
                     *         "priority": "high",
                     *         "source": "api",
                     *         "due": "2026-02-06T17:00:00Z",
                     *         "assignees": [
                     *           "ada"
                     *         ],
                     *         "labels": [
                     *           "web"
                     *         ]
                     *       },
                     *       "confidence": 0.58,
                     *       "reason": "Sounds like a wish, but names nobody to do it.",
                     *       "created_at": "2026-01-31T08:00:00Z",
                     *       "messages": [
                     *         {
                     *           "id": 1012,
                     *           "external_id": "chat-42-1012",
                     *           "author": "Ben",
                     *           "content": "A dark mode would be nice some day.",
                     *           "chat_id": "42",
                     *           "sent_at": "2026-01-31T07:59:58Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Proposal"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    preview_quick_add: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "text": "Report !high @ann #docs every Monday at 9",
                 *       "timezone": "Europe/Berlin"
                 *     }
                 */
                "application/json": components["schemas"]["QuickAddIn"];
            };
        };
        responses: {
            /** @description What the line is understood as. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "title": "Report",
                     *       "description": "",
                     *       "priority": "high",
                     *       "assignees": [
                     *         "ann"
                     *       ],
                     *       "labels": [
                     *         "docs"
                     *       ],
                     *       "due": "2026-02-02T09:00:00+01:00",
                     *       "recurrence": "FREQ=WEEKLY;BYDAY=MO",
                     *       "spans": [
                     *         {
                     *           "start": 7,
                     *           "end": 12,
                     *           "kind": "priority"
                     *         },
                     *         {
                     *           "start": 13,
                     *           "end": 17,
                     *           "kind": "assignee"
                     *         },
                     *         {
                     *           "start": 18,
                     *           "end": 23,
                     *           "kind": "label"
                     *         },
                     *         {
                     *           "start": 24,
                     *           "end": 41,
                     *           "kind": "recurrence"
                     *         }
                     *       ],
                     *       "timezone": "Europe/Berlin",
                     *       "language": "de"
                     *     }
                     */
                    "application/json": components["schemas"]["QuickAddReply"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_recurrences: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What goes on, the newest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "id": 5,
                     *         "workspace_id": 1,
                     *         "rule": "FREQ=WEEKLY;BYDAY=FR",
                     *         "timezone": "Europe/Kyiv",
                     *         "starts": "2026-02-06T17:00:00",
                     *         "task": {
                     *           "title": "Fix the login page on Safari",
                     *           "description": "The button does nothing since 2.3.",
                     *           "category": "bug",
                     *           "priority": "high",
                     *           "source": "api",
                     *           "assignees": [
                     *             "ada"
                     *           ],
                     *           "labels": [
                     *             "web"
                     *           ]
                     *         },
                     *         "next_at": "2026-02-06T15:00:00Z",
                     *         "created_by": "Ada",
                     *         "created_at": "2026-01-31T07:30:00Z"
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["RecurringTask"][];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_recurrence: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                recurrence_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The recurrence. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 5,
                     *       "workspace_id": 1,
                     *       "rule": "FREQ=WEEKLY;BYDAY=FR",
                     *       "timezone": "Europe/Kyiv",
                     *       "starts": "2026-02-06T17:00:00",
                     *       "task": {
                     *         "title": "Fix the login page on Safari",
                     *         "description": "The button does nothing since 2.3.",
                     *         "category": "bug",
                     *         "priority": "high",
                     *         "source": "api",
                     *         "assignees": [
                     *           "ada"
                     *         ],
                     *         "labels": [
                     *           "web"
                     *         ]
                     *       },
                     *       "next_at": "2026-02-06T15:00:00Z",
                     *       "created_by": "Ada",
                     *       "created_at": "2026-01-31T07:30:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["RecurringTask"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    stop_recurrence: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                recurrence_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    retry_messages: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "message_ids": [
                 *         43
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["RetryIn"];
            };
        };
        responses: {
            /** @description What became of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "retried": 1,
                     *       "unchanged": 0,
                     *       "left": 0
                     *     }
                     */
                    "application/json": components["schemas"]["Retried"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    search: {
        parameters: {
            query: {
                /** @description Without: both. */
                kind?: components["schemas"]["HitKind"][];
                /** @description Most hits. */
                limit?: number;
                /** @description What to look for: words, `"exact phrase"`, `or`, and `-word` for what must not occur. */
                q: string;
                /** @description Only tasks that stand so, and no messages. */
                status?: components["schemas"]["TaskStatus"][];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was found, best first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "hits": [
                     *         {
                     *           "kind": "task",
                     *           "score": 0.0328,
                     *           "matched": [
                     *             "words",
                     *             "meaning"
                     *           ],
                     *           "snippet": "Fix the login page on Safari",
                     *           "highlights": [
                     *             [
                     *               8,
                     *               13
                     *             ],
                     *             [
                     *               22,
                     *               28
                     *             ]
                     *           ],
                     *           "task": {
                     *             "title": "Fix the login page on Safari",
                     *             "description": "The button does nothing since 2.3.",
                     *             "category": "bug",
                     *             "priority": "high",
                     *             "source": "api",
                     *             "due": "2026-02-06T17:00:00Z",
                     *             "assignees": [
                     *               "ada"
                     *             ],
                     *             "labels": [
                     *               "web"
                     *             ],
                     *             "id": 7,
                     *             "status": "open",
                     *             "created_at": "2026-01-31T07:30:02Z",
                     *             "updated_at": "2026-01-31T07:30:02Z",
                     *             "version": 1,
                     *             "message_ids": [
                     *               1007
                     *             ]
                     *           }
                     *         },
                     *         {
                     *           "kind": "message",
                     *           "score": 0.0161,
                     *           "matched": [
                     *             "meaning"
                     *           ],
                     *           "snippet": "The login page is broken on Safari, please fix it by Friday.",
                     *           "highlights": [],
                     *           "message": {
                     *             "id": 1007,
                     *             "external_id": "chat-42-1007",
                     *             "content": "The login page is broken on Safari, please fix it by Friday.",
                     *             "author": "Ada",
                     *             "chat_id": "42",
                     *             "sent_at": "2026-01-31T07:30:00Z",
                     *             "source": "api",
                     *             "status": "analyzed",
                     *             "analysis": {
                     *               "classification": {
                     *                 "is_actionable": true,
                     *                 "category": "bug",
                     *                 "priority": "high",
                     *                 "confidence": 0.93,
                     *                 "reason": "Reports a defect and asks for a fix by a date."
                     *               },
                     *               "extraction": {
                     *                 "projects": [],
                     *                 "components": [
                     *                   "login page"
                     *                 ],
                     *                 "technologies": [
                     *                   "Safari"
                     *                 ],
                     *                 "mentions": [],
                     *                 "assignees": [],
                     *                 "versions": [],
                     *                 "dates": [
                     *                   "by Friday"
                     *                 ],
                     *                 "due": "2026-02-06T00:00:00Z",
                     *                 "urls": []
                     *               },
                     *               "summary": {
                     *                 "short": "The login page fails on Safari.",
                     *                 "title": "Fix the login page on Safari"
                     *               },
                     *               "model": "embedded",
                     *               "task_ids": [
                     *                 7
                     *               ]
                     *             },
                     *             "received_at": "2026-01-31T07:30:01Z"
                     *           }
                     *         }
                     *       ],
                     *       "meaning": true
                     *     }
                     */
                    "application/json": components["schemas"]["SearchResult"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_session_workspace: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "workspace_id": 4
                 *     }
                 */
                "application/json": components["schemas"]["SessionWorkspaceIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_stats: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The workspace's counts. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "total_tasks": 12,
                     *       "open_tasks": 5,
                     *       "in_progress_tasks": 2,
                     *       "completed_tasks": 4,
                     *       "closed_tasks": 1,
                     *       "categories": {
                     *         "bug": 7,
                     *         "feature": 5
                     *       },
                     *       "priorities": {
                     *         "high": 3,
                     *         "medium": 9
                     *       },
                     *       "total_messages": 340,
                     *       "pending_messages": 2,
                     *       "failed_messages": 0,
                     *       "proposals": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Stats"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_stats_history: {
        parameters: {
            query?: {
                /** @description How many, today included. */
                days?: number;
                /** @description IANA zone whose calendar the days are of; without: the workspace's. */
                timezone?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The last days without gaps; the last one is today. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "timezone": "Europe/Berlin",
                     *       "days": [
                     *         {
                     *           "date": "2026-01-30",
                     *           "messages": 41,
                     *           "actionable": 9,
                     *           "created": 7,
                     *           "completed": 4,
                     *           "closed": 1,
                     *           "backlog": 23
                     *         },
                     *         {
                     *           "date": "2026-01-31",
                     *           "messages": 12,
                     *           "actionable": 3,
                     *           "created": 3,
                     *           "completed": 5,
                     *           "closed": 0,
                     *           "backlog": 21
                     *         }
                     *       ],
                     *       "ages": [
                     *         {
                     *           "label_days_from": 0,
                     *           "label_days_to": 1,
                     *           "tasks": 3
                     *         },
                     *         {
                     *           "label_days_from": 1,
                     *           "label_days_to": 3,
                     *           "tasks": 6
                     *         },
                     *         {
                     *           "label_days_from": 3,
                     *           "label_days_to": 7,
                     *           "tasks": 7
                     *         },
                     *         {
                     *           "label_days_from": 7,
                     *           "label_days_to": 30,
                     *           "tasks": 4
                     *         },
                     *         {
                     *           "label_days_from": 30,
                     *           "tasks": 1
                     *         }
                     *       ],
                     *       "time_to_done": {
                     *         "count": 9,
                     *         "p50_s": 93600,
                     *         "p90_s": 402300
                     *       },
                     *       "by_category": [
                     *         {
                     *           "category": "bug",
                     *           "created": 6,
                     *           "completed": 5
                     *         },
                     *         {
                     *           "category": "feature",
                     *           "created": 4,
                     *           "completed": 4
                     *         }
                     *       ],
                     *       "by_priority": [
                     *         {
                     *           "priority": "medium",
                     *           "created": 7,
                     *           "completed": 5
                     *         },
                     *         {
                     *           "priority": "high",
                     *           "created": 3,
                     *           "completed": 4
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["StatsHistory"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_tasks: {
        parameters: {
            query?: {
                assignee?: string | null;
                category?: components["schemas"]["Category"][];
                /** @description Opaque position, from the previous page's Link header. */
                cursor?: string | null;
                due_before?: string | null;
                label?: string | null;
                /** @description Items per page. */
                limit?: number;
                priority?: components["schemas"]["Priority"][];
                /** @description Words to find in title and description. */
                q?: string | null;
                sort?: components["schemas"]["TaskSort"];
                source?: components["schemas"]["Source"] | null;
                status?: components["schemas"]["TaskStatus"][];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Tasks in the order asked for. */
            200: {
                headers: {
                    /** @description `<address>; rel="next"`: the next page (RFC 8288); absent on the last one. */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "title": "Fix the login page on Safari",
                     *         "description": "The button does nothing since 2.3.",
                     *         "category": "bug",
                     *         "priority": "high",
                     *         "source": "api",
                     *         "due": "2026-02-06T17:00:00Z",
                     *         "assignees": [
                     *           "ada"
                     *         ],
                     *         "labels": [
                     *           "web"
                     *         ],
                     *         "id": 7,
                     *         "status": "open",
                     *         "created_at": "2026-01-31T07:30:02Z",
                     *         "updated_at": "2026-01-31T07:30:02Z",
                     *         "version": 1,
                     *         "message_ids": [
                     *           1007
                     *         ]
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["Task"][];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_task: {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your choice for this request; repeating both gives the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "title": "Fix the login page on Safari",
                 *       "description": "The button does nothing since 2.3.",
                 *       "category": "bug",
                 *       "priority": "high",
                 *       "source": "api",
                 *       "due": "2026-02-06T17:00:00Z",
                 *       "assignees": [
                 *         "ada"
                 *       ],
                 *       "labels": [
                 *         "web"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["NewTaskIn"];
            };
        };
        responses: {
            /** @description The task. */
            201: {
                headers: {
                    /** @description The task's version, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "title": "Fix the login page on Safari",
                     *       "description": "The button does nothing since 2.3.",
                     *       "category": "bug",
                     *       "priority": "high",
                     *       "source": "api",
                     *       "due": "2026-02-06T17:00:00Z",
                     *       "assignees": [
                     *         "ada"
                     *       ],
                     *       "labels": [
                     *         "web"
                     *       ],
                     *       "id": 7,
                     *       "status": "open",
                     *       "created_at": "2026-01-31T07:30:02Z",
                     *       "updated_at": "2026-01-31T07:30:02Z",
                     *       "version": 1,
                     *       "message_ids": [
                     *         1007
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Task"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_task: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                task_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The task with its history and source messages. */
            200: {
                headers: {
                    /** @description The task's version, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "title": "Fix the login page on Safari",
                     *       "description": "The button does nothing since 2.3.",
                     *       "category": "bug",
                     *       "priority": "high",
                     *       "source": "api",
                     *       "due": "2026-02-06T17:00:00Z",
                     *       "assignees": [
                     *         "ada"
                     *       ],
                     *       "labels": [
                     *         "web"
                     *       ],
                     *       "id": 7,
                     *       "status": "open",
                     *       "created_at": "2026-01-31T07:30:02Z",
                     *       "updated_at": "2026-01-31T07:30:02Z",
                     *       "version": 1,
                     *       "message_ids": [
                     *         1007
                     *       ],
                     *       "parent_id": 3,
                     *       "history": [
                     *         {
                     *           "at": "2026-01-31T07:30:02Z",
                     *           "actor": "agents",
                     *           "action": "created",
                     *           "version": 1,
                     *           "changes": {
                     *             "title": "Fix the login page on Safari"
                     *           }
                     *         }
                     *       ],
                     *       "subtasks": [
                     *         {
                     *           "task_id": 8,
                     *           "title": "Test it on Safari",
                     *           "status": "open"
                     *         }
                     *       ],
                     *       "parent": {
                     *         "task_id": 3,
                     *         "title": "Release 2.4",
                     *         "status": "in_progress"
                     *       },
                     *       "comments": [
                     *         {
                     *           "id": 5,
                     *           "task_id": 7,
                     *           "author": "@ada",
                     *           "text": "It is the new cookie; I have a fix.",
                     *           "created_at": "2026-01-31T09:12:40Z"
                     *         }
                     *       ],
                     *       "messages": [
                     *         {
                     *           "id": 1007,
                     *           "external_id": "chat-42-1007",
                     *           "author": "Ada",
                     *           "content": "The login page is broken on Safari, please fix it by Friday.",
                     *           "chat_id": "42",
                     *           "sent_at": "2026-01-31T07:30:00Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["TaskDetail"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_task: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag you read; 409 `stale-version` when the task has changed since.
                 * @example "3"
                 */
                "If-Match"?: string;
            };
            path: {
                task_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "priority": "critical",
                 *       "version": 3
                 *     }
                 */
                "application/json": components["schemas"]["TaskPatch"];
            };
        };
        responses: {
            /** @description The task after the change. */
            200: {
                headers: {
                    /** @description The task's version, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "title": "Fix the login page on Safari",
                     *       "description": "The button does nothing since 2.3.",
                     *       "category": "bug",
                     *       "priority": "high",
                     *       "source": "api",
                     *       "due": "2026-02-06T17:00:00Z",
                     *       "assignees": [
                     *         "ada"
                     *       ],
                     *       "labels": [
                     *         "web"
                     *       ],
                     *       "id": 7,
                     *       "status": "open",
                     *       "created_at": "2026-01-31T07:30:02Z",
                     *       "updated_at": "2026-01-31T07:30:02Z",
                     *       "version": 1,
                     *       "message_ids": [
                     *         1007
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Task"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    add_comment: {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your choice for this request; repeating both gives the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                task_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "text": "It is the new cookie; I have a fix."
                 *     }
                 */
                "application/json": components["schemas"]["CommentIn"];
            };
        };
        responses: {
            /** @description The comment. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 5,
                     *       "task_id": 7,
                     *       "author": "@ada",
                     *       "text": "It is the new cookie; I have a fix.",
                     *       "created_at": "2026-01-31T09:12:40Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Comment"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_comment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                comment_id: number;
                task_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    merge_task: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                task_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "into": 7
                 *     }
                 */
                "application/json": components["schemas"]["MergeTaskIn"];
            };
        };
        responses: {
            /** @description The task that both are now. */
            200: {
                headers: {
                    /** @description The task's version, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "title": "Fix the login page on Safari",
                     *       "description": "The button does nothing since 2.3.",
                     *       "category": "bug",
                     *       "priority": "high",
                     *       "source": "api",
                     *       "due": "2026-02-06T17:00:00Z",
                     *       "assignees": [
                     *         "ada"
                     *       ],
                     *       "labels": [
                     *         "web"
                     *       ],
                     *       "id": 7,
                     *       "status": "open",
                     *       "created_at": "2026-01-31T07:30:02Z",
                     *       "updated_at": "2026-01-31T07:30:02Z",
                     *       "version": 1,
                     *       "message_ids": [
                     *         1007
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Task"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_task_status: {
        parameters: {
            query?: {
                /** @description The new status; or send it as JSON. */
                status?: components["schemas"]["TaskStatus"] | null;
            };
            header?: never;
            path: {
                task_id: number;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "status": "in_progress"
                 *     }
                 */
                "application/json": components["schemas"]["StatusIn"];
            };
        };
        responses: {
            /** @description The task has the status. */
            200: {
                headers: {
                    /** @description The task's version, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "message": "Task status updated",
                     *       "task_id": 7,
                     *       "status": "in_progress",
                     *       "version": 2
                     *     }
                     */
                    "application/json": components["schemas"]["StatusUpdated"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_telegram: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The connection. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "configured": true,
                     *       "token_set": true,
                     *       "bot": {
                     *         "id": 123456,
                     *         "username": "harbor_tasks_bot"
                     *       },
                     *       "delivery": "webhook",
                     *       "webhook_url": "https://tasks.example.org/webhook/telegram",
                     *       "pending_updates": 0,
                     *       "last_error": {
                     *         "at": "2026-01-30T21:04:11Z",
                     *         "message": "Wrong response from the webhook: 502 Bad Gateway"
                     *       },
                     *       "reads_all_of_groups": true,
                     *       "can_join_groups": true,
                     *       "last_update_at": "2026-01-31T07:29:58Z",
                     *       "chats": [
                     *         {
                     *           "chat_id": -1002147081620,
                     *           "title": "Harbor team",
                     *           "kind": "supergroup",
                     *           "state": "active",
                     *           "members": 11
                     *         }
                     *       ],
                     *       "public_url": "https://tasks.example.org",
                     *       "mini_app_url": "https://tasks.example.org/telegram/board"
                     *     }
                     */
                    "application/json": components["schemas"]["TelegramReport"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_terms: {
        parameters: {
            query?: {
                kind?: components["schemas"]["TermKind"] | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Terms by kind and name. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "kind": "component",
                     *         "name": "Checkout",
                     *         "aliases": [
                     *           "cart",
                     *           "Kasse"
                     *         ],
                     *         "id": 12
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["StoredTerm"][];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replace_terms: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example [
                 *       {
                 *         "kind": "component",
                 *         "name": "Checkout",
                 *         "aliases": [
                 *           "cart",
                 *           "Kasse"
                 *         ]
                 *       }
                 *     ]
                 */
                "application/json": components["schemas"]["Terms"];
            };
        };
        responses: {
            /** @description Terms by kind and name. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "kind": "component",
                     *         "name": "Checkout",
                     *         "aliases": [
                     *           "cart",
                     *           "Kasse"
                     *         ],
                     *         "id": 12
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["StoredTerm"][];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    add_term: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "kind": "component",
                 *       "name": "Checkout",
                 *       "aliases": [
                 *         "cart",
                 *         "Kasse"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["Term"];
            };
        };
        responses: {
            /** @description The term. */
            201: {
                headers: {
                    /** @description Where it is. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "kind": "component",
                     *       "name": "Checkout",
                     *       "aliases": [
                     *         "cart",
                     *         "Kasse"
                     *       ],
                     *       "id": 12
                     *     }
                     */
                    "application/json": components["schemas"]["StoredTerm"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_term: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                term_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The term. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "kind": "component",
                     *       "name": "Checkout",
                     *       "aliases": [
                     *         "cart",
                     *         "Kasse"
                     *       ],
                     *       "id": 12
                     *     }
                     */
                    "application/json": components["schemas"]["StoredTerm"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_term: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                term_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_term: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                term_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "aliases": [
                 *         "cart",
                 *         "Kasse",
                 *         "basket"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["TermChange"];
            };
        };
        responses: {
            /** @description The term after the change. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "kind": "component",
                     *       "name": "Checkout",
                     *       "aliases": [
                     *         "cart",
                     *         "Kasse",
                     *         "basket"
                     *       ],
                     *       "id": 12
                     *     }
                     */
                    "application/json": components["schemas"]["StoredTerm"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_workspace: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The workspace with its settings. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 1,
                     *       "slug": "main",
                     *       "name": "Main",
                     *       "timezone": "Europe/Berlin",
                     *       "language": "de",
                     *       "models": {
                     *         "extraction": "ollama:qwen3:4b"
                     *       },
                     *       "task_threshold": 0.8,
                     *       "duplicate_threshold": 0.78
                     *     }
                     */
                    "application/json": components["schemas"]["Workspace"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_workspace: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "timezone": "Europe/Berlin",
                 *       "language": "de",
                 *       "models": {
                 *         "extraction": "ollama:qwen3:4b"
                 *       },
                 *       "task_threshold": 0.8
                 *     }
                 */
                "application/json": components["schemas"]["WorkspacePatch"];
            };
        };
        responses: {
            /** @description The workspace after the change. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 1,
                     *       "slug": "main",
                     *       "name": "Main",
                     *       "timezone": "Europe/Berlin",
                     *       "language": "de",
                     *       "models": {
                     *         "extraction": "ollama:qwen3:4b"
                     *       },
                     *       "task_threshold": 0.8,
                     *       "duplicate_threshold": 0.78
                     *     }
                     */
                    "application/json": components["schemas"]["Workspace"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_socket_ticket: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The ticket. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "ticket": "…",
                     *       "expires_at": "2026-01-31T07:31:00Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SocketTicket"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    receive_update: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "update_id": 810000001,
                 *       "message": {
                 *         "message_id": 15,
                 *         "date": 1769844600,
                 *         "chat": {
                 *           "id": 42,
                 *           "type": "private",
                 *           "first_name": "Ada"
                 *         },
                 *         "from": {
                 *           "id": 42,
                 *           "is_bot": false,
                 *           "first_name": "Ada"
                 *         },
                 *         "text": "Please fix the login page"
                 *       }
                 *     }
                 */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description The update is stored; it is handled in a moment. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ok"
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookReply"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
