/** Finding people by what they are called, and where they are. */

import type { WorkspaceMember } from "../../api/schema";

/** Return the members that have `query` in a name or a chat's title, whatever its case. */
export function findMembers(members: readonly WorkspaceMember[], query: string): WorkspaceMember[] {
  const wanted = query.trim().toLowerCase();
  return members.filter(({ name, mark, username, chats }) =>
    [name, mark, username ?? "", ...chats].some((text) => text.toLowerCase().includes(wanted)),
  );
}
