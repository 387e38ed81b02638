import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, inject } from "vitest";
import { closeDatabase } from "@/db/client";
import { provideEnvironment } from "@/lib/env";
import { ensureKeys } from "@/lib/keys";
import { freshDatabase } from "./database";
import { TEST_SECRETS } from "./secrets";

// Before each file: an empty database of its own, in a worker of its own, and the environment that leads to it.
const dataDir = mkdtempSync(path.join(tmpdir(), "menmu-data-"));
const keys = await ensureKeys(dataDir);
const database = await freshDatabase(inject("cluster"));
provideEnvironment({ ...TEST_SECRETS, DATABASE_URL: database.url, DATA_DIR: dataDir, KEYHOLDERS: keys.recipientsFile });

afterAll(async () => {
  await closeDatabase();
  await database.drop();
  rmSync(dataDir, { recursive: true, force: true });
});
