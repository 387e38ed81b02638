import { spawn, type ChildProcess } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, inject, test } from "vitest";
import { startCluster } from "@/db/cluster";
import { inheritedEnvironment } from "@/lib/env";
import { ensureKeys } from "@/lib/keys";
import { takeDataDir } from "../../scripts/run/lock";

let folder: string;
const open: ChildProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "menmu-start-"));
});

afterEach(() => {
  for (const child of open.splice(0)) child.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

/** Runs `npm start` without its bootstrap, to its end. */
async function start(args: string[], env: Record<string, string> = {}): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, ["--import", "tsx", "scripts/start.ts", ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...inheritedEnvironment(), NODE_ENV: "production", ...env },
  });
  open.push(child);
  let said = "";
  child.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { code, said };
}

async function occupy(port: number): Promise<{ server: Server; port: number }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const bound = server.address();
  return { server, port: bound !== null && typeof bound === "object" ? bound.port : 0 };
}

describe("what cannot start says so in one sentence, with code 1, and makes nothing", () => {
  test("a port that is taken", async () => {
    const { server, port } = await occupy(0);
    const result = await start(["--port", String(port), "--data-dir", path.join(folder, "data")]);
    server.close();
    expect(result).toEqual({
      code: 1,
      said: `Port ${port} is taken: choose another with --port, or stop what uses it.\n`,
    });
    expect(existsSync(path.join(folder, "data"))).toBe(false);
  });

  test.each([
    ["--port", "http"],
    ["--port", "70000"],
    ["--seed", "everything"],
    ["--colour", "red"],
  ])("an option like %s %s", async (name, value) => {
    const { code, said } = await start([name, value, "--data-dir", path.join(folder, "data")]);
    expect(code).toBe(1);
    expect(said.trim().split("\n")).toHaveLength(1);
    expect(existsSync(path.join(folder, "data"))).toBe(false);
  });

  test("a database that does not answer", async () => {
    const env = { DATABASE_URL: "postgresql://nobody:secret@127.0.0.1:1/menmu" };
    const { code, said } = await start(["--port", "31999", "--data-dir", path.join(folder, "data")], env);
    expect(code).toBe(1);
    expect(said).toMatch(/^The database of DATABASE_URL does not answer .+\n$/);
    expect(said).not.toContain("secret");
    expect(existsSync(path.join(folder, "data"))).toBe(false);
  });

  test("a database in whose ctype Arabic script has no letters", async () => {
    const maintenance = new pg.Client({ connectionString: `${inject("cluster")}postgres` });
    await maintenance.connect();
    await maintenance.query(
      "CREATE DATABASE letterless TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'",
    );
    const env = { DATABASE_URL: `${inject("cluster")}letterless` };
    const { code, said } = await start(["--port", "31999", "--data-dir", path.join(folder, "data")], env);
    expect(code).toBe(1);
    expect(said).toMatch(/^The database of DATABASE_URL has a ctype .+\n$/);

    const letterless = new pg.Client({ connectionString: env.DATABASE_URL });
    await letterless.connect();
    const { rowCount } = await letterless.query("SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm'");
    await letterless.end();
    await maintenance.end();
    expect(rowCount).toBe(0);
  });

  test("an environment with a wrong value, which is named and not shown", async () => {
    const { code, said } = await start(["--data-dir", path.join(folder, "data")], { RECEIPT_PEPPER: "too-short" });
    expect(code).toBe(1);
    expect(said).toBe("Invalid environment: RECEIPT_PEPPER. See .env.example.\n");
  });

  test("a data directory that is a file", async () => {
    const file = path.join(folder, "file");
    writeFileSync(file, "");
    const data = path.join(file, "data");
    const result = await start(["--port", "31999", "--data-dir", data]);
    expect(result).toEqual({
      code: 1,
      said: `The data directory ${data} cannot be written: choose another with --data-dir.\n`,
    });
  });
});

test("keys are made once, all of them, and only their owner may read them", async () => {
  const first = await ensureKeys(folder);
  const again = await ensureKeys(folder);
  expect(again).toEqual(first);
  expect(statSync(first.folder).mode & 0o777).toBe(0o700);
  for (const name of readdirSync(first.folder))
    expect(statSync(path.join(first.folder, name)).mode & 0o777).toBe(0o600);
  const recipients = readFileSync(first.recipientsFile, "utf8").trim().split("\n");
  expect(new Set(recipients).size).toBe(4);
});

test("two commands cannot have one data directory, and a lock of the dead is taken over", () => {
  const release = takeDataDir(folder, "first");
  expect(() => takeDataDir(folder, "second")).toThrow(/already runs .+first/);
  release();
  writeFileSync(
    path.join(folder, "menmu.lock"),
    JSON.stringify({ pid: process.pid, born: "before", what: "of the dead" }),
  );
  const taken = takeDataDir(folder, "third");
  taken();
  expect(existsSync(path.join(folder, "menmu.lock"))).toBe(false);
});

describe("the embedded database", () => {
  const options = () => ({
    folder: path.join(folder, "postgres"),
    password: "for this test",
    logFile: path.join(folder, "postgres.log"),
  });

  test("is as careful with what it was given as a receipt promises", async () => {
    const cluster = await startCluster(options());
    const client = new pg.Client({ connectionString: cluster.url("postgres") });
    await client.connect();
    const settings = ["synchronous_commit", "fsync", "full_page_writes", "data_checksums"];
    for (const name of settings) {
      const { rows } = await client.query<{ value: string }>("SELECT current_setting($1) AS value", [name]);
      expect([name, rows[0]?.value]).toEqual([name, "on"]);
    }
    await client.end();
    await cluster.stop();
  });

  test("that was left behind by a kill is ended, and what was committed is there", async () => {
    const first = await startCluster(options());
    const before = new pg.Client({ connectionString: first.url("postgres") });
    before.on("error", () => undefined);
    await before.connect();
    await before.query("CREATE TABLE kept AS SELECT 1 AS value");

    const second = await startCluster(options()); // nobody stopped the first
    const after = new pg.Client({ connectionString: second.url("postgres") });
    await after.connect();
    expect((await after.query("SELECT value FROM kept")).rows).toEqual([{ value: 1 }]);
    await after.end();
    await second.stop();
  });

  test("recovers from a kill of its own", async () => {
    const first = await startCluster(options());
    const lost = new Promise<void>((resolve) => first.onLoss(resolve));
    const client = new pg.Client({ connectionString: first.url("postgres") });
    client.on("error", () => undefined);
    await client.connect();
    await client.query("CREATE TABLE kept AS SELECT 1 AS value");
    process.kill(Number(readFileSync(path.join(folder, "postgres/postmaster.pid"), "utf8").split("\n")[0]), "SIGKILL");
    await lost;

    const second = await startCluster(options());
    const after = new pg.Client({ connectionString: second.url("postgres") });
    await after.connect();
    expect((await after.query("SELECT value FROM kept")).rows).toEqual([{ value: 1 }]);
    await after.end();
    await second.stop();
  });

  test("writes no value and no statement to its log", async () => {
    const cluster = await startCluster(options());
    const client = new pg.Client({ connectionString: cluster.url("postgres") });
    await client.connect();
    await client.query("CREATE TABLE kept (value text UNIQUE)");
    await client.query("INSERT INTO kept VALUES ('planted-7Jq')");
    await expect(client.query("INSERT INTO kept VALUES ('planted-7Jq')")).rejects.toThrow();
    await expect(client.query("SELECT 'planted-7Jq'::integer")).rejects.toThrow();
    await client.end();
    await cluster.stop();
    expect(readFileSync(options().logFile, "utf8")).not.toContain("planted-7Jq");
  });

  test("does not start with the keys of another", async () => {
    await (await startCluster(options())).stop();
    await expect(startCluster({ ...options(), password: "of another" })).rejects.toThrow(/keys of the data directory/);
  });

  test("runs in a folder that only its owner may enter, also when that is root", async () => {
    chmodSync(folder, 0o700);
    const cluster = await startCluster(options());
    await cluster.stop();
    expect(existsSync(path.join(folder, "postgres/postmaster.pid"))).toBe(false);
  });

  test("asked to stop twice, stops once", async () => {
    const cluster = await startCluster(options());
    await Promise.all([cluster.stop(), cluster.stop()]);
    await wait(1);
    expect(existsSync(path.join(folder, "postgres/postmaster.pid"))).toBe(false);
  });
});
