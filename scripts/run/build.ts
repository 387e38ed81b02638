import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { inheritedEnvironment } from "@/lib/env";
import { Refusal } from "./refusal";

const SOURCES = [
  "src",
  "public",
  "prisma/schema.prisma",
  "package-lock.json",
  "next.config.ts",
  "postcss.config.mjs",
  "tsconfig.json",
];
const STAMP = ".next/menmu-sources";

/** Whether there is a build, and it was made from the sources as they are now. */
export function isBuilt(): boolean {
  return existsSync(".next/BUILD_ID") && existsSync(STAMP) && readFileSync(STAMP, "utf8") === hashSources();
}

/** Whether there is a build at all. */
export function hasBuild(): boolean {
  return existsSync(".next/BUILD_ID");
}

/** Builds the site. Needs no secret and no database. @throws Refusal with what the build printed */
export async function build(say: (line: string) => void): Promise<void> {
  const hash = hashSources();
  say("building the site; this takes about a minute");
  const started = Date.now();
  const child = spawn(process.execPath, ["node_modules/next/dist/bin/next", "build"], {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...inheritedEnvironment(),
      NODE_ENV: "production",
      NEXT_TELEMETRY_DISABLED: "1",
    },
  });
  let output = "";
  let step = "starting";
  const listen = (chunk: Buffer) => {
    output += chunk.toString();
    step =
      /^\s*(Creating an optimized|Compiled|Running TypeScript|Collecting|Generating|Finalizing)[^\n]*/gm
        .exec(chunk.toString())?.[0]
        .trim() ?? step;
  };
  child.stdout.on("data", listen);
  child.stderr.on("data", listen);
  const seconds = () => Math.round((Date.now() - started) / 1000);
  const timer = setInterval(() => say(`still building: ${step} (${seconds()} s)`), 10_000);
  const stop = () => child.kill("SIGTERM");
  process.once("exit", stop);
  const code = await new Promise<number | null>((resolve) => child.on("error", () => resolve(1)).on("close", resolve));
  process.removeListener("exit", stop);
  clearInterval(timer);
  if (code !== 0) throw new Refusal(`The site could not be built:\n${output}`);
  writeFileSync(STAMP, hash);
  say(`built in ${seconds()} s`);
}

function hashSources(): string {
  const hash = createHash("sha256");
  for (const file of SOURCES.flatMap(listFiles)) hash.update(file).update("\0").update(readFileSync(file)).update("\0");
  return hash.digest("hex");
}

function listFiles(place: string): string[] {
  if (!existsSync(place)) return [];
  if (path.extname(place) !== "") return [place];
  return readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => !file.startsWith("src/db/generated/"))
    .sort();
}
