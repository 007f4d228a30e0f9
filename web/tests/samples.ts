/** Values for tests: whole and plausible, with what a test is about named by it. */

import type { Message, Proposal, Task } from "../src/api/schema";

export function task(change: Partial<Task> = {}): Task {
  return {
    id: 1,
    title: "Order label rolls",
    description: "",
    category: "chore",
    priority: "medium",
    source: "api",
    status: "open",
    due: null,
    assignees: [],
    labels: [],
    chat_id: null,
    parent_id: null,
    recurrence: null,
    recurrence_id: null,
    message_ids: [],
    created_at: "2026-11-20T10:00:00Z",
    updated_at: "2026-11-20T10:00:00Z",
    version: 1,
    ...change,
  };
}

export function message(change: Partial<Message> = {}): Message {
  return {
    id: 1,
    external_id: "m1",
    content: "We need label rolls",
    author: "Jo",
    chat_id: "depot",
    sent_at: "2026-11-20T10:00:00Z",
    received_at: "2026-11-20T10:00:01Z",
    source: "api",
    status: "received",
    analysis: null,
    correction: null,
    attachments: [],
    author_id: null,
    edited_at: null,
    error: null,
    origin: null,
    thread_id: null,
    url: null,
    ...change,
  };
}

export function proposal(change: Partial<Proposal> = {}): Proposal {
  return {
    id: 1,
    message_id: 1,
    position: 0,
    status: "pending",
    task: task(),
    confidence: 0.5,
    reason: "Reads like work.",
    created_at: "2026-11-20T10:00:02Z",
    task_id: null,
    messages: [],
    ...change,
  };
}
