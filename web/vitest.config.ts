import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.{ts,tsx}"],
    // Components name their own environment (`// @vitest-environment happy-dom`); reducers need none.
    environment: "node",
    restoreMocks: true,
  },
});
