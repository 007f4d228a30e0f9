/** What the live socket says: every step of messages, proposals and tasks, in one order (docs/api.md). */

import type { Message, Proposal, Role, Task } from "../api/schema";

/** A note people wrote on a task. */
export interface Comment {
  id: number;
  task_id: number;
  author: string;
  text: string;
  created_at: string;
}

export type MessageEventType =
  | "message"
  | "message_analyzed"
  | "message_failed"
  | "message_retried"
  | "message_edited";
export type TaskEventType = "task_created" | "task_updated" | "task_status_changed";
export type ProposalEventType = "proposal_created" | "proposal_decided";

interface Numbered<Type extends string, Data> {
  type: Type;
  /** Its place in the workspace's order, without a gap. */
  seq: number;
  data: Data;
}

export type LiveEvent =
  | Numbered<MessageEventType, Message>
  | Numbered<TaskEventType, Task>
  | Numbered<ProposalEventType, Proposal>
  | Numbered<"task_commented", Comment>
  | Numbered<"task_comment_deleted", Pick<Comment, "id" | "task_id">>;

/** The first frame of a socket. */
export interface Greeting {
  status: "connected";
  workspace_id: number;
  role: Role;
  /** The newest event there is. */
  last_seq: number;
  resumed_from: number | null;
  heartbeat_s: number;
}

export type Frame = { type: "connection"; data: Greeting } | { type: "heartbeat" } | LiveEvent;

/** Whether a frame is an event; kinds that this page does not know yet are events too. */
export function isEvent(frame: Frame): frame is LiveEvent {
  return "seq" in frame;
}
