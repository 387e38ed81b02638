import { spawn, type ChildProcess } from "node:child_process";
import { createServer } from "node:net";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { databaseUrl, env, inheritedEnvironment, provideEnvironment, required } from "@/lib/env";
import { openArchive, type Archive } from "./archive";
import { build, hasBuild, isBuilt } from "./build";
import { ensureDemoStaff, describeDemoStaff } from "./demo-staff";
import type { ServeOptions } from "./options";
import { Refusal } from "./refusal";
import { seedIfEmpty } from "./seed";

type Mode = "production" | "development";

/**
 * Starts all of it and stays until it is told to stop: database, migrations, first data, build, server, worker.
 * Returns the exit code: 0 after Ctrl-C or SIGTERM, 1 when a part ended by itself.
 *
 * @throws Refusal or ClusterError with one sentence when it cannot start; then nothing is left running
 */
export async function serve(options: ServeOptions, mode: Mode): Promise<number> {
  const stopping = listenForStop();
  await refuseTakenPort(options.port);
  if (mode === "production" && !options.build && !hasBuild())
    throw new Refusal("There is no build yet: start once without --no-build.");

  const archive = await openArchive(
    options.dataDir,
    `npm ${mode === "production" ? "start" : "run dev"} on port ${options.port}`,
    say,
  );
  const children: ChildProcess[] = [];
  try {
    const url = `http://127.0.0.1:${options.port}`;
    provideEnvironment({
      PORT: String(options.port),
      NEXTAUTH_URL: env().NEXTAUTH_URL ?? url,
    });
    const prepared = await Promise.race([prepare(options, mode, archive), stopping.then(() => "stopped" as const)]);
    if (prepared === "stopped") return 0;

    const lost = new Promise<string>((resolve) => {
      archive.onLoss(() => resolve("The database ended by itself."));
      const server = startServer(mode, options.port);
      children.push(server);
      server.once("exit", () => resolve("The server ended by itself."));
      keepWorker(children, mode);
    });
    const answer = await Promise.race([untilServing(url), lost, stopping.then(() => "stopped")]);
    if (answer === "stopped") return 0;
    if (answer !== "serving") throw new Refusal(answer);

    announce(url, options.dataDir, archive);
    const end = await Promise.race([lost, stopping.then(() => "stopped")]);
    if (end === "stopped") return 0;
    console.error(end);
    return 1;
  } finally {
    await Promise.all(children.map(stopChild));
    await archive.close();
  }
}

async function prepare(options: ServeOptions, mode: Mode, archive: Archive): Promise<void> {
  await seedIfEmpty(options.dataDir, options.seed, say);
  if (archive.embedded) await ensureDemoStaff(options.dataDir, say);
  if (mode === "production" && options.build && !isBuilt()) await build(say);
}

function say(line: string): void {
  console.log(`• ${line}`);
}

/** Resolves at the first Ctrl-C, SIGTERM, hang-up, or death of the process that started us. More of them change nothing. */
function listenForStop(): Promise<void> {
  return new Promise((resolve) => {
    const stop = () => {
      resolve();
    };
    process.on("SIGINT", stop).on("SIGTERM", stop).on("SIGHUP", stop).on("disconnect", stop);
  });
}

/** After a kill, the server of before needs a moment to notice and leave the port. */
async function refuseTakenPort(port: number): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const problem = await tryPort(port);
    if (problem === undefined) return;
    if (problem === "EACCES") throw new Refusal(`Port ${port} is reserved for the system: choose another with --port.`);
    if (attempt === 10) throw new Refusal(`Port ${port} is taken: choose another with --port, or stop what uses it.`);
    await wait(200);
  }
}

function tryPort(port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? "unknown"));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(undefined)));
  });
}

/** What the processes that face the network may know. The owner's address of the database is not in it. */
function serverEnvironment(mode: Mode): NodeJS.ProcessEnv {
  const { NEXTAUTH_URL, PUBLICATION_HOLD_HOURS, PORT, DATA_DIR } = env();
  return {
    ...inheritedEnvironment(),
    NODE_ENV: mode,
    NEXT_TELEMETRY_DISABLED: "1",
    PORT: String(PORT),
    DATA_DIR,
    ...(NEXTAUTH_URL !== undefined && { NEXTAUTH_URL }),
    NEXTAUTH_SECRET: required("NEXTAUTH_SECRET"),
    RECEIPT_PEPPER: required("RECEIPT_PEPPER"),
    FORM_SECRET: required("FORM_SECRET"),
    KEYHOLDERS: path.resolve(required("KEYHOLDERS")),
    PUBLICATION_HOLD_HOURS: String(PUBLICATION_HOLD_HOURS),
    WEB_DATABASE_URL: databaseUrl("web"),
    MOD_DATABASE_URL: databaseUrl("mod"),
    MEDIA_DATABASE_URL: databaseUrl("media"),
  };
}

function startProcess(args: string[], mode: Mode): ChildProcess {
  return spawn(
    process.execPath,
    [
      "--dns-result-order=ipv4first",
      // Room for an address of ten thousand signs, each written as six or nine: it is cut with a sentence, not by Node.
      "--max-http-header-size=131072",
      "--import",
      path.resolve("scripts/run/end-with-parent.mjs"),
      ...args,
    ],
    {
      stdio: ["ignore", "inherit", "inherit", "ipc"],
      detached: true, // Ctrl-C reaches us alone, and we end them in order
      env: serverEnvironment(mode),
    },
  );
}

function startServer(mode: Mode, port: number): ChildProcess {
  const verb = mode === "production" ? "start" : "dev";
  return startProcess(
    // Not 127.0.0.1, which Next calls localhost when a proxy names a page: every answer with a status of its own (404,
    // 410) would be fetched from itself, and fail. The name is resolved to IPv4 first, so the address stays the same.
    ["node_modules/next/dist/bin/next", verb, "--port", String(port), "--hostname", "localhost"],
    mode,
  );
}

/** Runs the worker, and again when it ends by itself: jobs wait in the database meanwhile. */
function keepWorker(children: ChildProcess[], mode: Mode): void {
  const worker = startProcess(["--import", "tsx", "scripts/worker.ts"], mode);
  children.push(worker);
  worker.once("exit", () => {
    if (worker.killed) return;
    children.splice(children.indexOf(worker), 1);
    const again = setTimeout(() => keepWorker(children, mode), 5_000);
    again.unref();
  });
}

async function untilServing(url: string): Promise<"serving"> {
  for (;;) {
    try {
      await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(30_000) });
      return "serving";
    } catch {
      await wait(50);
    }
  }
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  const late = setTimeout(() => child.kill("SIGKILL"), 8_000);
  await ended;
  clearTimeout(late);
}

function announce(url: string, dataDir: string, archive: Archive): void {
  const lines = [
    "",
    `Menmu is at ${url}`,
    `Data      ${dataDir}${archive.embedded ? "" : " (the database is the one of DATABASE_URL)"}`,
    `Keys      ${archive.keys.folder}`,
    ...(archive.embedded ? describeDemoStaff(dataDir, url) : []),
    "Ctrl-C stops all of it.",
    "",
  ];
  console.log(lines.join("\n"));
}
