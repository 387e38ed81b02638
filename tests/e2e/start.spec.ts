import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { inheritedEnvironment } from "@/lib/env";
import { expect, test } from "../support/journey";

// How an operator meets the archive: start, stop, kill, start again. The journeys' own site is left alone.

let dataDir: string;
let port: number;
const started: ChildProcess[] = [];

test.beforeEach(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), "menmu-start-"));
  port = await freePort();
});

test.afterEach(async () => {
  for (const child of started.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill("SIGTERM");
    await ended(child);
  }
  rmSync(dataDir, { recursive: true, force: true });
});

test("stops with code 0 when told to, and the next start serves what was kept", async () => {
  const first = await start();
  const entries = await (await fetch(`${address()}/api/health`)).json();
  expect(entries).toMatchObject({ status: "ok" });
  first.kill("SIGTERM");
  expect(await ended(first)).toBe(0);
  expect(existsSync(path.join(dataDir, "menmu.lock"))).toBe(false);
  const keys = readFileSync(path.join(dataDir, "keys/secrets.json"), "utf8");

  const second = await start();
  expect((await fetch(`${address()}/en`)).status).toBe(200);
  expect(readFileSync(path.join(dataDir, "keys/secrets.json"), "utf8")).toBe(keys);
  second.kill("SIGINT");
  expect(await ended(second)).toBe(0);
});

test("killed outright, leaves nothing that the next start does not mend", async () => {
  const first = await start();
  first.kill("SIGKILL");
  await ended(first);
  const second = await start();
  expect((await fetch(`${address()}/en`)).status).toBe(200);

  const postgres = Number(readFileSync(path.join(dataDir, "postgres/postmaster.pid"), "utf8").split("\n")[0]);
  process.kill(postgres, "SIGKILL");
  expect(await ended(second)).toBe(1);
  await start();
  expect((await fetch(`${address()}/en`)).status).toBe(200);
});

test("refuses a second start on the same data while the first runs", async () => {
  await start();
  const other = launch(await freePort());
  expect(await ended(other.child)).toBe(1);
  expect(other.printed()).toMatch(/^Menmu already runs on .+\n$/);
  expect((await fetch(`${address()}/api/health`)).status).toBe(200);
});

test("gives the server that faces the network no way to own the database", async () => {
  const first = await start();
  const children = readFileSync(`/proc/${first.pid}/task/${first.pid}/children`, "utf8").trim().split(" ");
  const environments = children.map((pid) => readFileSync(`/proc/${pid}/environ`, "utf8"));
  const servers = environments.filter((environment) => environment.includes("WEB_DATABASE_URL="));
  expect(servers.length).toBeGreaterThanOrEqual(2);
  for (const environment of servers) {
    expect(environment).not.toMatch(/(^|\0)DATABASE_URL=/);
    expect(environment).not.toContain("ROLE_SECRET=");
    expect(environment).not.toContain("postgres:");
  }
});

function address(): string {
  return `http://127.0.0.1:${port}`;
}

/** Starts and waits until the address is printed. */
async function start(): Promise<ChildProcess> {
  const { child, printed } = launch(port);
  const code = ended(child);
  while (!printed().includes("Menmu is at")) {
    const ending = await Promise.race([code, new Promise<undefined>((resolve) => setTimeout(resolve, 50))]);
    if (ending !== undefined) throw new Error(`It did not start (code ${ending}):\n${printed()}`);
  }
  return child;
}

function launch(at: number): { child: ChildProcess; printed: () => string } {
  const options = ["--no-build", "--seed", "none", "--port", String(at), "--data-dir", dataDir];
  const child = spawn(process.execPath, ["--import", "tsx", "scripts/start.ts", ...options], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...inheritedEnvironment(), NODE_ENV: "production" },
  });
  started.push(child);
  let text = "";
  child.stdout.on("data", (chunk: Buffer) => (text += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (text += chunk.toString()));
  return { child, printed: () => text };
}

function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => child.once("exit", (code) => resolve(code)));
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, "127.0.0.1", () => {
      const bound = probe.address();
      probe.close(() => resolve(bound !== null && typeof bound === "object" ? bound.port : 0));
    });
  });
}
