import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { startCluster } from "@/db/cluster";
import { migrate } from "@/db/migrate";
import { rolePassword } from "@/lib/env";
import { TEMPLATE, TEST_SECRETS } from "./secrets";

/** One PostgreSQL for all integration tests, and one migrated database from which each worker copies its own. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(path.join(tmpdir(), "menmu-test-"));
  const cluster = await startCluster({
    folder: path.join(folder, "postgres"),
    password: "a password for tests",
    logFile: path.join(folder, "postgres.log"),
    durable: false,
  });
  const maintenance = new pg.Client({ connectionString: cluster.url("postgres") });
  await maintenance.connect();
  await maintenance.query(`CREATE DATABASE ${TEMPLATE}`);
  await migrate(cluster.url(TEMPLATE));
  for (const role of ["web", "mod", "media"] as const) {
    const password = maintenance.escapeLiteral(rolePassword(role, TEST_SECRETS.ROLE_SECRET));
    await maintenance.query(`ALTER ROLE ${role} LOGIN PASSWORD ${password}`);
  }
  await maintenance.end();
  project.provide("cluster", cluster.url(""));
  return async () => {
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}

declare module "vitest" {
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions -- it is merged into the one of vitest
  interface ProvidedContext {
    cluster: string;
  }
}
