import { checkServerEnvironment } from "./env";

/** Ends this process with one sentence when the server lacks what it needs to serve. */
export function refuseWrongEnvironment(): void {
  const problem = checkServerEnvironment();
  if (problem === undefined) return;
  console.error(problem);
  process.exit(1);
}
