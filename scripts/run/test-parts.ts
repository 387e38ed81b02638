import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { z } from "zod";
import { inheritedEnvironment } from "@/lib/env";
import { ensureBrowser } from "./browser";
import { build, isBuilt } from "./build";
import { Refusal } from "./refusal";

export type Count = { passed: number; failed: number };
export type Part = { name: string; run: () => Promise<Count> };

const NEXT = "node_modules/next/dist/bin/next";

/** What can be asked for by name, from the fastest to the slowest. Nothing of it is skipped, whatever fails before. */
export const PARTS = {
  format: [
    { name: "format", run: () => tool(["node_modules/prettier/bin/prettier.cjs", "--check", "--log-level=warn", "."]) },
  ],
  lint: [{ name: "lint", run: lint }],
  types: [{ name: "types", run: checkTypes }],
  unit: [{ name: "unit", run: () => vitest("unit") }],
  integration: [{ name: "integration", run: () => vitest("integration") }],
  security: [{ name: "security", run: () => vitest("security") }],
  build: [{ name: "build", run: buildOnce }],
  e2e: [
    { name: "build", run: buildOnce },
    { name: "journeys", run: playwright },
  ],
} as const satisfies Record<string, readonly Part[]>;

/** Runs a tool that either agrees or does not. */
async function tool(args: string[]): Promise<Count> {
  return (await run(args)) === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** The linter reads types too, and the types of pages are made from their folders. */
async function lint(): Promise<Count> {
  if ((await run([NEXT, "typegen"])) !== 0) return { passed: 0, failed: 1 };
  return tool(["node_modules/eslint/bin/eslint.js", "--max-warnings", "0", "."]);
}

async function checkTypes(): Promise<Count> {
  if ((await run([NEXT, "typegen"])) !== 0) return { passed: 0, failed: 1 };
  return tool(["node_modules/typescript/bin/tsc", "--noEmit", "-p", "."]);
}

async function buildOnce(): Promise<Count> {
  if (isBuilt()) return { passed: 1, failed: 0 };
  try {
    await build((line) => console.log(`  ${line}`));
    return { passed: 1, failed: 0 };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    console.error(error.message);
    return { passed: 0, failed: 1 };
  }
}

const vitestReport = z.object({ numPassedTests: z.number(), numTotalTests: z.number() });

/** A test that was skipped or never collected has not passed, and counts as failed. */
async function vitest(project: string): Promise<Count> {
  return withReport(async (file) => {
    const args = ["--project", project, "--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
    const code = await run(["node_modules/vitest/vitest.mjs", "run", ...args]);
    const report = vitestReport.safeParse(readJson(file));
    if (!report.success) return { passed: 0, failed: 1 };
    const { numPassedTests, numTotalTests } = report.data;
    return honest({ passed: numPassedTests, failed: numTotalTests - numPassedTests }, code);
  });
}

const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
});

async function playwright(): Promise<Count> {
  ensureBrowser((line) => console.log(`  ${line}`));
  return withReport(async (file) => {
    const code = await run(["node_modules/@playwright/test/cli.js", "test"], { PLAYWRIGHT_JSON_OUTPUT_FILE: file });
    const report = playwrightReport.safeParse(readJson(file));
    if (!report.success) return { passed: 0, failed: 1 };
    const { expected, unexpected, flaky, skipped } = report.data.stats;
    return honest({ passed: expected, failed: unexpected + flaky + skipped }, code);
  });
}

/** A runner that ends with a failure no test tells of has failed all the same. */
function honest(count: Count, code: number): Count {
  return code !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count;
}

async function withReport(work: (file: string) => Promise<Count>): Promise<Count> {
  const folder = mkdtempSync(path.join(tmpdir(), "menmu-report-"));
  try {
    return await work(path.join(folder, "report.json"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

/** Runs one of Node's tools to its end, without the settings of an installation that the shell may hold. */
async function run(args: string[], more: Record<string, string> = {}): Promise<number> {
  const child = spawn(process.execPath, args, {
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...inheritedEnvironment(), NODE_ENV: "test", NEXT_TELEMETRY_DISABLED: "1", ...more },
  });
  const stop = () => child.kill("SIGTERM");
  process.once("exit", stop);
  const code = await new Promise<number>((resolve) => {
    child.on("error", () => resolve(1)).on("close", (ended) => resolve(ended ?? 1));
  });
  process.removeListener("exit", stop);
  return code;
}
