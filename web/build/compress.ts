/** Writes a `.br` and a `.gz` beside every built text file, so that the server compresses nothing itself. */

import { readdir, readFile, writeFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { Plugin } from "vite";

const TEXTS = new Set([".js", ".css", ".html", ".svg", ".json", ".webmanifest"]);
const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

async function compressFile(path: string): Promise<void> {
  const bytes = await readFile(path);
  await writeFile(`${path}.br`, await brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
  await writeFile(`${path}.gz`, await zip(bytes, { level: 9 }));
}

/** Compress what a build has written; runs last. */
export function compress(): Plugin {
  let folder = "";
  return {
    name: "manta-compress",
    apply: "build",
    configResolved(config) {
      folder = join(config.root, config.build.outDir);
    },
    async closeBundle() {
      const names = await readdir(folder, { recursive: true });
      await Promise.all(
        names.filter((name) => TEXTS.has(extname(name))).map((name) => compressFile(join(folder, name))),
      );
    },
  };
}
