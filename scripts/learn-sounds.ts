import { writeFileSync } from "node:fs";
import { format, resolveConfig } from "prettier";
import { learnWeights } from "./bench/learn-weights";
import { runCommand } from "./run/command";

const TABLE = "src/domain/name/tables/weights.json";

/** `npm run learn:sounds` writes the table by which sounds of names are weighed, after the spellings or sounds changed. */
await runCommand(async () => {
  const options = await resolveConfig(TABLE);
  writeFileSync(TABLE, await format(JSON.stringify(learnWeights()), { ...options, filepath: TABLE }));
  console.log(`Wrote ${TABLE}.`);
  return 0;
});
