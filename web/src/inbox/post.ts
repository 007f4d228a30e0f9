/** The inbox's requests, and the one desk of the page. */

import { answered, api, nextCursor } from "../api/client";
import { asProblem } from "../api/problem";
import type { Proposal, ProposalPatch, ProposalStatus, Task } from "../api/schema";
import { putProposals, putTasks, store } from "../live/store";
import { SHOWN_MS, toastProblem } from "../ui/toasts";
import { Desk, type Post, type Verdict } from "./desk";

/** How many proposals the page starts with, and most of one request. */
export const WAITING_PAGE = 200;

const at = (proposalId: number) => ({ path: { proposal_id: proposalId } });

/** Say what a proposal has become, without waiting for the event. */
function settle(proposalId: number, status: ProposalStatus, task: Task): void {
  putTasks([task]);
  const known = store.getState().live.proposals.get(proposalId);
  if (known !== undefined) putProposals([{ ...known, status, task_id: task.id }]);
}

async function send(proposalId: number, verdict: Verdict, leaving: boolean): Promise<void> {
  const params = at(proposalId);
  const keepalive = leaving;
  if (verdict.kind === "decline") {
    const body = { reason: verdict.reason };
    const result = await api.POST("/api/proposals/{proposal_id}/decline", { params, body, keepalive });
    putProposals([answered(result)]);
  } else if (verdict.kind === "merge") {
    const body = { task_id: verdict.taskId };
    const result = await api.POST("/api/proposals/{proposal_id}/merge", { params, body, keepalive });
    settle(proposalId, "merged", answered(result));
  } else {
    const result = await api.POST("/api/proposals/{proposal_id}/accept", { params, keepalive });
    settle(proposalId, "accepted", answered(result));
  }
}

const post: Post = {
  send,
  async reopen(proposalId) {
    await api.POST("/api/proposals/{proposal_id}/reopen", { params: at(proposalId) });
  },
  isAway: (error) => asProblem(error).passing,
};

export const desk = new Desk(post, SHOWN_MS, (error) => toastProblem(error));

/** Read a proposal that the page does not know, such as one that a link names. */
export async function readProposal(proposalId: number): Promise<Proposal> {
  const proposal = answered(await api.GET("/api/proposals/{proposal_id}", { params: at(proposalId) }));
  putProposals([proposal]);
  return proposal;
}

/** Change a proposal's draft; returns the proposal as it is now. */
export async function editProposal(proposalId: number, patch: ProposalPatch): Promise<Proposal> {
  const result = await api.PATCH("/api/proposals/{proposal_id}", { params: at(proposalId), body: patch });
  const proposal = answered(result);
  putProposals([proposal]);
  return proposal;
}

/** Read every proposal that waits, page by page. */
export async function readWaiting(): Promise<number> {
  let cursor: string | null = null;
  let read = 0;
  do {
    const query = { status: "pending" as const, limit: WAITING_PAGE, ...(cursor !== null && { cursor }) };
    const result = await api.GET("/api/proposals", { params: { query } });
    const page = answered(result);
    putProposals(page);
    read += page.length;
    cursor = nextCursor(result.response);
  } while (cursor !== null);
  return read;
}
