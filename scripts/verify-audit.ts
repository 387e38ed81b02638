import { parseArgs } from "node:util";
import { verifyAudit } from "@/db/audit";
import { joinArchive } from "./run/archive";
import { runCommand } from "./run/command";
import { dataDir } from "./run/options";

/** `npm run verify-audit` walks the chain and names the first bad entry; its code is 1 if there is one. */
await runCommand(async (args) => {
  const { values } = parseArgs({ args, options: { "data-dir": { type: "string" } } });
  const archive = await joinArchive(dataDir(values["data-dir"]), "npm run verify-audit", () => undefined);
  try {
    const { entries, head, firstBad } = await verifyAudit();
    if (firstBad !== null) {
      console.log(`Entry ${firstBad} of ${entries} is not as it was written.`);
      return 1;
    }
    console.log(`${entries} entries, all as they were written. Head: ${head ?? "none"}`);
    return 0;
  } finally {
    await archive.close();
  }
});
