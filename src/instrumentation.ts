import type { Instrumentation } from "next";

/** Ends the server at once when its environment is wrong, instead of saying "ready" and failing every request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { refuseWrongEnvironment } = await import("@/lib/refuse-wrong-environment");
    refuseWrongEnvironment();
  }
}

/** Keeps a trace of a bug: where and what kind, and nothing of what was asked. */
export const onRequestError: Instrumentation.onRequestError = async (error, _request, context) => {
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { errorKind, log } = await import("@/lib/log");
    log({ event: "request.failed", route: context.routePath, reference: digestOf(error), kind: errorKind(error) });
  }
};

function digestOf(error: unknown): string {
  return typeof error === "object" && error !== null && "digest" in error ? String(error.digest) : "none";
}
