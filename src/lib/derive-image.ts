import { spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { AppError } from "@/domain/errors";

export type Derivative = {
  readonly bytes: Buffer;
  readonly mediaType: string;
  readonly width: number;
  readonly height: number;
};

const TIME_LIMIT_MS = 10_000;
const MEMORY_LIMIT_BYTES = 768 * 1024 * 1024;
const MAX_OUTPUT_BYTES = 8 * 1024 * 1024;

/** Takes the image's bytes piece by piece and answers with the derivative once all of them have come. */
export type Deriving = {
  write(chunk: Uint8Array): Promise<void>;
  finish(): Promise<Derivative>;
  abandon(): void;
};

/**
 * Starts the separate process that makes a photo's publishable derivative (`scripts/derive-image.mjs`).
 *
 * It gets no environment, no file, no address: only bytes by stdin, a time limit and a memory limit; where the system
 * has unprivileged namespaces, no network either.
 */
export function startDeriving(): Deriving {
  const script = join(/* turbopackIgnore: true */ process.cwd(), "scripts", "derive-image.mjs");
  const node = [process.execPath, "--max-old-space-size=128", script];
  const [command = process.execPath, ...args] = canUnshare() ? ["unshare", "-rn", "--", ...node] : node;
  const child = spawn(command, args, {
    env: { PATH: "/usr/bin:/bin", NODE_ENV: "production" },
    stdio: ["pipe", "pipe", "ignore"],
  });

  const output: Buffer[] = [];
  let outputSize = 0;
  child.stdout.on("data", (chunk: Buffer) => {
    outputSize += chunk.byteLength;
    if (outputSize > MAX_OUTPUT_BYTES) child.kill("SIGKILL");
    else output.push(chunk);
  });
  // A child that refuses the image closes its end early; its exit code says why.
  child.stdin.on("error", () => undefined);

  const watch = setInterval(() => {
    if (child.pid !== undefined && residentBytes(child.pid) > MEMORY_LIMIT_BYTES) child.kill("SIGKILL");
  }, 100);
  let clock: NodeJS.Timeout | undefined;
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  }).finally(() => {
    clearInterval(watch);
    clearTimeout(clock);
  });
  // Whoever abandons the work does not wait for its end.
  ended.catch(() => undefined);

  return {
    async write(chunk) {
      if (child.stdin.writable && !child.stdin.write(chunk)) {
        await new Promise<void>((resolve) => {
          function done(): void {
            child.stdin.off("drain", done);
            child.off("close", done);
            resolve();
          }
          child.stdin.on("drain", done);
          child.on("close", done);
        });
      }
    },
    async finish() {
      clock = setTimeout(() => child.kill("SIGKILL"), TIME_LIMIT_MS);
      child.stdin.end();
      const code = await ended;
      if (code === 4) throw new AppError("unsupported_media", { photo: "image_too_large" });
      if (code !== 0) throw new AppError("unsupported_media", { photo: "image_damaged" });
      return parseOutput(Buffer.concat(output));
    },
    abandon() {
      child.kill("SIGKILL");
    },
  };
}

function parseOutput(output: Buffer): Derivative {
  const end = output.indexOf("\n");
  const head: unknown = JSON.parse(output.subarray(0, end).toString("utf8"));
  if (
    typeof head !== "object" ||
    head === null ||
    !("width" in head && typeof head.width === "number") ||
    !("height" in head && typeof head.height === "number") ||
    !("mediaType" in head && typeof head.mediaType === "string")
  ) {
    throw new Error("The image process answered something else than an image.");
  }
  return {
    bytes: output.subarray(end + 1),
    mediaType: head.mediaType,
    width: head.width,
    height: head.height,
  };
}

let unshareWorks: boolean | undefined;

/** Whether a process can be put into a network namespace of its own; many containers forbid it. */
function canUnshare(): boolean {
  unshareWorks ??=
    process.platform === "linux" && spawnSync("unshare", ["-rn", "--", "true"], { stdio: "ignore" }).status === 0;
  return unshareWorks;
}

function residentBytes(pid: number): number {
  try {
    const pages = /^\d+ (\d+)/.exec(readFileSync(`/proc/${pid}/statm`, "utf8"))?.[1];
    return Number(pages ?? 0) * 4096;
  } catch {
    return 0;
  }
}
