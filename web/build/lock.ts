/** Takes what is no version and no hash out of package-lock.json: the pages where one may give money. */

import { readFile, writeFile } from "node:fs/promises";

const LOCK = new URL("../package-lock.json", import.meta.url);

interface Lock {
  packages: Record<string, { funding?: unknown }>;
}

const lock = JSON.parse(await readFile(LOCK, "utf8")) as Lock;
for (const entry of Object.values(lock.packages)) delete entry.funding;
await writeFile(LOCK, `${JSON.stringify(lock, null, 2)}\n`);
