import type { NextRequest } from "next/server";
import { admit } from "@/auth/admit";
import { type DoorKey, lockOf } from "@/auth/doors";
import type { Actor } from "@/domain/policy";
import { answerFailure } from "./answer";

type Segment = { params: Promise<Record<string, string | string[] | undefined>> };
type Handler = (
  request: NextRequest,
  context: { readonly actor: Actor; readonly params: Readonly<Record<string, string>> },
) => Promise<Response>;

/**
 * Puts the lock of the table of doors on a route handler: origin first, then who is asking, then the handler. What the
 * handler throws becomes an answer here, once. The key's name of the method and path is checked by a test.
 */
export function door(key: DoorKey, handler: Handler): (request: NextRequest, segment: Segment) => Promise<Response> {
  return async function opened(request, segment) {
    try {
      const actor = await admit(key, request);
      return await handler(request, { actor, params: single(await segment.params) });
    } catch (error) {
      return await answerFailure(request, lockOf(key), error);
    }
  };
}

function single(params: Record<string, string | string[] | undefined> | undefined): Record<string, string> {
  const entries = Object.entries(params ?? {});
  return Object.fromEntries(
    entries.map(([name, value]) => [name, Array.isArray(value) ? value.join("/") : (value ?? "")]),
  );
}
