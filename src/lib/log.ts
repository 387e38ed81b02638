import pino from "pino";
import type { ErrorCode } from "@/domain/errors";

// A log line is an event, ids and a duration. The type is closed, so that no form, name, address or search term can be
// handed to it: no free text, no objects.

type Served = { event: "request.served"; route: string; method: string; status: number; ms: number; code?: ErrorCode };
type Failed = { event: "request.failed"; route: string; reference: string; kind: string };
type Worked = { event: "task.done" | "task.failed"; task: string; ms: number; kind?: string };
type Stood = { event: "server.ready" | "server.refused"; variables?: string };
export type LogEvent = Served | Failed | Worked | Stood;

const logger = pino({ base: null, messageKey: "text", timestamp: pino.stdTimeFunctions.isoTime });

/** Writes one line. Routes are templates (`/[locale]/people/[id]`), never addresses with what was asked for. */
export function log(entry: LogEvent): void {
  const level = entry.event.endsWith("failed") || entry.event.endsWith("refused") ? "error" : "info";
  logger[level](entry);
}

/** What may be told of an error that nobody expected: its class and, from the database, its code. Never its message. */
export function errorKind(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  return code === undefined ? error.name : `${error.name} ${code}`;
}
