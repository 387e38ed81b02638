import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { learnWeights } from "../../../scripts/bench/learn-weights";

test("the table of weights is what its spellings teach, so learning again changes nothing", () => {
  const table = readFileSync("src/domain/name/tables/weights.json", "utf8");
  expect(JSON.stringify(learnWeights())).toBe(JSON.stringify(JSON.parse(table)));
}, 30_000);
