import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

test("every command of package.json is known to the bootstrap and has its script, and no other is", () => {
  const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: Record<string, string> };
  const named = new Set(Object.values(scripts).flatMap((line) => /bootstrap\.mjs (\S+)/.exec(line)?.[1] ?? []));
  const list = /const COMMANDS = \[([^\]]*)\]/.exec(readFileSync("scripts/prepare.mjs", "utf8"))?.[1] ?? "";
  const known = [...list.matchAll(/"([^"]+)"/g)].map((match) => match[1] ?? "");
  expect([...known].sort()).toEqual([...named].sort());
  for (const command of known)
    expect(command === "generate" || existsSync(`scripts/${command}.ts`), command).toBe(true);
});
