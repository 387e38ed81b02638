import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { inheritedEnvironment } from "@/lib/env";

/** Boots the production server once, with all public cases, on a data directory of its own, as an operator would. */
export default async function setup(): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(path.join(tmpdir(), "menmu-e2e-"));
  const port = await freePort();
  const args = [
    "--import",
    "tsx",
    "scripts/start.ts",
    "--no-build",
    "--seed",
    "all",
    "--port",
    String(port),
    "--data-dir",
    dataDir,
  ];
  const server = spawn(process.execPath, args, {
    stdio: ["ignore", "pipe", "inherit", "ipc"],
    env: { ...inheritedEnvironment(), NODE_ENV: "production" },
  });
  await new Promise<void>((resolve, reject) => {
    let printed = "";
    server.stdout?.on("data", (chunk: Buffer) => {
      printed += chunk.toString();
      if (printed.includes("Menmu is at")) resolve();
    });
    server.once("exit", (code) => reject(new Error(`The site did not start (code ${code}):\n${printed}`)));
  });
  process.env["SITE_URL"] = `http://127.0.0.1:${port}`;
  process.env["SITE_DATA"] = dataDir;
  return async () => {
    const ended = new Promise((resolve) => server.once("exit", resolve));
    server.kill("SIGTERM");
    await ended;
    rmSync(dataDir, { recursive: true, force: true });
  };
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
