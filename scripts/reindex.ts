import { parseArgs } from "node:util";
import { rebuildSearchIndex } from "@/db/search-index";
import { joinArchive } from "./run/archive";
import { runCommand } from "./run/command";
import { dataDir } from "./run/options";

/**
 * `npm run reindex` compares the search index with all published records and mends it, while the site serves: after a
 * restore, or when a new version reads names in another way.
 */
await runCommand(async (args) => {
  const { values } = parseArgs({ args, options: { "data-dir": { type: "string" } } });
  const archive = await joinArchive(dataDir(values["data-dir"]), "npm run reindex", () => undefined);
  try {
    let told = Date.now();
    const { records, mended } = await rebuildSearchIndex((done, of) => {
      if (Date.now() - told < 2000) return;
      told = Date.now();
      console.log(`• ${done} of ${of} records`);
    });
    console.log(`${records} records, ${mended} of them mended.`);
    return 0;
  } finally {
    await archive.close();
  }
});
