import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { SECTIONS } from "@/features/archive/page-status";

test("every folder of pages is a section that the proxy knows, and no other", () => {
  const folders = readdirSync("src/app/[locale]", { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith("["))
    .map((entry) => entry.name);
  expect([...SECTIONS].sort()).toEqual(["", ...folders].sort());
});
