import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { Refusal } from "./refusal";

const holderSchema = z.object({
  pid: z.number(),
  born: z.string(),
  what: z.string(),
});

/**
 * Takes a data directory for one command, until the returned function is called. A lock left by a process that was
 * killed is taken over: it names the process and when that was born, so a number given again deceives nobody.
 *
 * @throws Refusal when another command has it
 */
export function takeDataDir(dataDir: string, what: string): () => void {
  const lock = path.join(dataDir, "menmu.lock");
  const mine = JSON.stringify({
    pid: process.pid,
    born: born(process.pid) ?? "",
    what,
  });
  const draft = `${lock}.${process.pid}`;
  writeFileSync(draft, mine, { mode: 0o600 });
  try {
    for (let attempt = 0; attempt < 5; attempt++) {
      if (tryLink(draft, lock)) return () => release(lock, mine);
      const holder = readHolder(lock);
      if (holder && born(holder.pid) === holder.born) {
        throw new Refusal(
          `Menmu already runs on ${dataDir} (${holder.what}, process ${holder.pid}): stop it, or choose another --data-dir.`,
        );
      }
      renameAway(lock);
    }
    throw new Refusal(`The lock ${lock} cannot be taken: remove it when no Menmu runs.`);
  } finally {
    rmSync(draft, { force: true });
  }
}

function tryLink(draft: string, lock: string): boolean {
  try {
    linkSync(draft, lock);
    return true;
  } catch {
    return false;
  }
}

function renameAway(lock: string): void {
  const stale = `${lock}.stale-${process.pid}`;
  try {
    renameSync(lock, stale);
  } catch {
    return; // another took it over meanwhile
  }
  rmSync(stale, { force: true });
}

function release(lock: string, mine: string): void {
  try {
    if (readFileSync(lock, "utf8") === mine) rmSync(lock, { force: true });
  } catch {
    return; // it is gone already
  }
}

function readHolder(lock: string): z.infer<typeof holderSchema> | undefined {
  try {
    return holderSchema.parse(JSON.parse(readFileSync(lock, "utf8")));
  } catch {
    return undefined;
  }
}

/** When a process was born, as the system counts; undefined when there is none. */
function born(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z" ? undefined : fields[19];
  } catch {
    return isAlive(pid) ? "alive" : undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
