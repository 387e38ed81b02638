import path from "node:path";
import { defineConfig } from "vitest/config";

const alias = {
  "@": path.resolve(import.meta.dirname, "src"),
  "server-only": path.resolve(import.meta.dirname, "tests/support/server-only.ts"),
};
const database = {
  globalSetup: ["tests/support/cluster.setup.ts"],
  setupFiles: ["tests/support/no-console-error.ts", "tests/support/worker-database.ts"],
  pool: "forks" as const,
  testTimeout: 30_000,
  hookTimeout: 60_000,
};

export default defineConfig({
  resolve: { alias },
  test: {
    maxWorkers: 2,
    projects: [
      {
        resolve: { alias },
        test: {
          name: "unit",
          include: ["tests/unit/**/*.test.{ts,tsx}"],
          setupFiles: ["tests/support/no-console-error.ts"],
        },
      },
      { resolve: { alias }, test: { name: "integration", include: ["tests/integration/**/*.test.ts"], ...database } },
      { resolve: { alias }, test: { name: "security", include: ["tests/security/**/*.test.ts"], ...database } },
    ],
  },
});
