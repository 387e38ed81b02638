import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startCluster } from "@/db/cluster";
import { schemaDifference } from "@/db/migrate";
import { runCommand } from "./run/command";
import { Refusal } from "./run/refusal";

const FOLDER = "prisma/migrations";

/** `npm run migration -- add_consent_scope` writes the next migration: what prisma/schema.prisma has and the migrations lack. */
await runCommand(async ([name]) => {
  if (name === undefined || !/^[a-z]+(_[a-z]+)+$/.test(name)) {
    throw new Refusal("Give the migration a name of a verb and a noun, like add_consent_scope.");
  }
  const scratch = mkdtempSync(path.join(tmpdir(), "menmu-migration-"));
  const cluster = await startCluster({
    folder: path.join(scratch, "postgres"),
    password: "scratch",
    logFile: path.join(scratch, "postgres.log"),
    durable: false,
  });
  try {
    const sql = await schemaDifference(cluster.url("postgres"));
    if (sql === "") {
      console.log("prisma/schema.prisma and the migrations agree: there is nothing to write.");
      return 0;
    }
    const file = path.join(FOLDER, `${nextNumber()}_${name}`, "migration.sql");
    mkdirSync(path.dirname(file));
    writeFileSync(file, sql);
    console.log(`Wrote ${file}. Read it, and add what Prisma cannot say: grants, policies, checks.`);
    return 0;
  } finally {
    await cluster.stop();
    rmSync(scratch, { recursive: true, force: true });
  }
});

function nextNumber(): string {
  const numbers = readdirSync(FOLDER)
    .map((name) => Number.parseInt(name, 10))
    .filter(Number.isInteger);
  return String(Math.max(0, ...numbers) + 1).padStart(4, "0");
}
