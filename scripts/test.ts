import { runCommand } from "./run/command";
import { Refusal } from "./run/refusal";
import { PARTS, type Part } from "./run/test-parts";

const SUBSETS: Record<string, readonly Part[]> = {
  ...PARTS,
  check: [...PARTS.format, ...PARTS.lint, ...PARTS.types, ...PARTS.unit],
};
const EVERYTHING = ["check", "integration", "security", "e2e"];

/** `npm test` runs everything, the fast parts first; `npm test -- unit integration` runs some of it. */
await runCommand(async (args) => {
  const names = args.length === 0 ? EVERYTHING : args;
  const parts = names.flatMap((name) => {
    const chosen = SUBSETS[name];
    if (!chosen) throw new Refusal(`Parts are: ${Object.keys(SUBSETS).join(", ")}.`);
    return chosen;
  });
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => process.exit(130));
  process.on("disconnect", () => process.exit(130));

  const begun = Date.now();
  const total = { passed: 0, failed: 0 };
  const failed: string[] = [];
  for (const [index, part] of parts.entries()) {
    console.log(`\n• ${index + 1}/${parts.length} ${part.name} (${seconds(begun)} so far)`);
    const started = Date.now();
    const count = await attempt(part);
    total.passed += count.passed;
    total.failed += count.failed;
    if (count.failed > 0) failed.push(part.name);
    console.log(`  ${part.name}: ${count.failed === 0 ? "passed" : "FAILED"} in ${seconds(started)}`);
  }
  console.log(
    failed.length === 0
      ? `\nAll of it passed in ${seconds(begun)}.`
      : `\nFailed after ${seconds(begun)}: ${failed.join(", ")}.`,
  );
  console.log(`Tests: ${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 ? 0 : 1;
});

/** A part that cannot run at all, for want of a browser say, has failed; the others still run. */
async function attempt(part: Part): Promise<{ passed: number; failed: number }> {
  try {
    return await part.run();
  } catch (error) {
    console.error(error instanceof Refusal ? error.message : error);
    return { passed: 0, failed: 1 };
  }
}

function seconds(since: number): string {
  const total = Math.round((Date.now() - since) / 1000);
  return total < 60 ? `${total} s` : `${Math.floor(total / 60)} min ${total % 60} s`;
}
