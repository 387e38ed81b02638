import { AppError } from "@/domain/errors";
import { ClusterError } from "@/db/cluster";
import { closeDatabase } from "@/db/client";
import { Refusal } from "./refusal";

/** Runs a command to its end: an expected failure is one sentence and code 1; anything else is shown as the bug it is. */
export async function runCommand(work: (args: string[]) => Promise<number>): Promise<void> {
  let code: number;
  try {
    code = await work(process.argv.slice(2));
  } catch (error) {
    console.error(explain(error));
    code = 1;
  }
  await closeDatabase();
  process.exit(code);
}

function explain(error: unknown): unknown {
  if (error instanceof Refusal || error instanceof ClusterError) return error.message;
  if (error instanceof AppError) {
    const fields = Object.entries(error.fields).map(([field, code]) => `${field}: ${code}`);
    return [error.code, ...fields].join(", ");
  }
  if (error instanceof Error && /^(Invalid|Missing) environment: /.test(error.message)) return error.message;
  return error;
}
