import { familyDoor } from "../family-door";

/** An empty page, for whoever had to leave quickly: no name, no title, nothing to read over a shoulder. */
export const GET = familyDoor("GET /api/blank", "", async () =>
  Promise.resolve(
    new Response('<!doctype html><html lang="en"><meta charset="utf-8"><title>.</title><body></body></html>', {
      headers: {
        "Content-Type": "text/html; charset=utf-8",
        "Cache-Control": "no-store",
        "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        "X-Content-Type-Options": "nosniff",
      },
    }),
  ),
);
