import { NextRequest } from "next/server";
import { GET as changes } from "@/app/api/v1/changes/route";
import { GET as feed } from "@/app/api/v1/feeds/new.atom/route";
import { GET as person } from "@/app/api/v1/persons/[id]/route";
import { GET as persons } from "@/app/api/v1/persons/route";
import { POST as receipts } from "@/app/api/v1/receipts/route";
import { GET as source } from "@/app/api/v1/sources/[id]/route";
import { GET as sources } from "@/app/api/v1/sources/route";
import { POST as submissions } from "@/app/api/v1/submissions/route";

const HANDLERS = { changes, "feeds/new.atom": feed, persons, person, sources, source, receipts, submissions };
type Name = keyof typeof HANDLERS;

/** Calls a route handler as the server does, without a server. */
export async function call(
  name: Name,
  options: { query?: string; id?: string; headers?: Record<string, string>; body?: BodyInit } = {},
): Promise<Response> {
  const { query = "", id, headers = {}, body } = options;
  const request = new NextRequest(`http://127.0.0.1:3000/api/v1/${name}${query}`, {
    method: body === undefined ? "GET" : "POST",
    headers: { ...(body !== undefined && { "content-type": "application/json" }), ...headers },
    ...(body !== undefined && { body }),
  });
  return await HANDLERS[name](request, { params: Promise.resolve(id === undefined ? {} : { id }) });
}

/** The parts of a problem that tests look at. */
export async function problemOf(
  answer: Response,
): Promise<{ code: string; title: string; fields: Record<string, string> }> {
  const body = (await answer.json()) as { code: string; title: string; fields?: Record<string, { code: string }> };
  const fields = Object.entries(body.fields ?? {}).map(([name, { code }]) => [name, code]);
  return { code: body.code, title: body.title, fields: Object.fromEntries(fields) as Record<string, string> };
}
