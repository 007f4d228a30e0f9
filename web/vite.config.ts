import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { compress } from "./build/compress.ts";

/** Where `npm run dev` finds a running Manta. */
const server = process.env.MANTA_URL ?? "http://127.0.0.1:8000";

export default defineConfig({
  plugins: [react(), compress()],
  build: {
    outDir: "../api/board",
    emptyOutDir: true,
    target: ["chrome111", "safari16.4", "firefox114"],
    // Inlined files would be data: addresses, which the Content-Security-Policy lets only pictures be.
    assetsInlineLimit: 0,
    manifest: "manifest.json",
    modulePreload: { polyfill: false },
    rolldownOptions: {
      onLog(level, log, handle) {
        // "use client" speaks to servers that render React; there is none here.
        if (log.code !== "MODULE_LEVEL_DIRECTIVE") handle(level, log);
      },
      output: {
        // Two files of texts for each language, the first view's and the rest, instead of one for each part.
        codeSplitting: {
          groups: [
            { name: "texts-en", test: /locales\/en\/(app|board)\.ftl/, priority: 2 },
            { name: "texts-uk", test: /locales\/uk\/(app|board)\.ftl/, priority: 2 },
            { name: "texts-en-later", test: /locales\/en\//, priority: 1 },
            { name: "texts-uk-later", test: /locales\/uk\//, priority: 1 },
          ],
        },
      },
    },
  },
  server: {
    // Not changeOrigin: the server compares Origin with Host, and both must name this address.
    proxy: Object.fromEntries(
      ["/api", "/login", "/logout", "/docs", "/openapi.json", "/ws"].map((path) => [
        path,
        { target: server, ws: path === "/ws" },
      ]),
    ),
  },
  css: { modules: { localsConvention: "camelCaseOnly" } },
});
