import type { StaffRole } from "@/domain/codes";

/**
 * The lock of one door. `who`: anybody, staff who are signed in and in service, or staff of certain roles.
 *
 * `changes` says that something may be different afterwards; such a door refuses a foreign origin. For staff it also
 * refuses a request that does not say where it comes from. `answers` says what a refusal looks like: a page for people
 * who posted a form, or problem+json for programs.
 */
export type Lock = {
  readonly who: "public" | "staff" | readonly StaffRole[];
  readonly changes: boolean;
  readonly answers: "form" | "json" | "file";
};

const publicForm = { who: "public", changes: true, answers: "form" } as const;
const publicData = { who: "public", changes: false, answers: "json" } as const;
const staffForm = { who: "staff", changes: true, answers: "form" } as const;

/**
 * THE TABLE OF DOORS: every exported method of every `route.ts`, with its lock. A handler that is not here fails the
 * suite (`tests/security/doors.test.ts`), and so does a line here without a handler.
 */
export const DOORS = {
  "GET /api/health": publicData,
  "GET /api/openapi.json": publicData,
  "GET /api/v1/persons": publicData,
  "GET /api/v1/persons/[id]": publicData,
  "GET /api/v1/sources": publicData,
  "GET /api/v1/sources/[id]": publicData,
  "GET /api/v1/changes": publicData,
  "GET /api/v1/feeds/new.atom": publicData,
  "POST /api/v1/submissions": { who: "public", changes: true, answers: "json" },
  "POST /api/v1/receipts": { who: "public", changes: true, answers: "json" },
  "GET /api/v1/[...unknown]": publicData,
  "POST /api/v1/[...unknown]": publicData,

  "GET /photos/[id]": { who: "public", changes: false, answers: "file" },

  "POST /api/submit/start": publicForm,
  "POST /api/submit/step": publicForm,
  "POST /api/submit/photo": publicForm,
  "GET /api/submit/photo": { who: "public", changes: false, answers: "file" },
  "POST /api/submit/send": publicForm,
  "POST /api/submit/leave": publicForm,
  "GET /api/blank": { who: "public", changes: false, answers: "file" },
  "POST /api/receipt/open": publicForm,
  "POST /api/receipt/answer": publicForm,
  "POST /api/receipt/withdraw": publicForm,
  "POST /api/receipt/close": publicForm,
  "POST /api/look": publicForm,
  "POST /api/look/forget": publicForm,

  "POST /api/desk/sign-in": publicForm,
  "POST /api/desk/sign-out": publicForm,
  "POST /api/desk/submissions/[id]/claim": staffForm,
  "POST /api/desk/submissions/[id]/edit": staffForm,
  "POST /api/desk/submissions/[id]/ask": staffForm,
  "POST /api/desk/submissions/[id]/decide": staffForm,
  "POST /api/desk/submissions/[id]/photo": staffForm,
  "GET /api/desk/attachments/[id]": { who: "staff", changes: false, answers: "file" },
  "POST /api/desk/people/unlist": staffForm,
  "POST /api/desk/names/add": staffForm,
  "POST /api/desk/names/remove": staffForm,
  "POST /api/desk/staff/disable": { who: ["admin"], changes: true, answers: "form" },
} as const satisfies Record<string, Lock>;
export type DoorKey = keyof typeof DOORS;

/** Every page of the desk, by its folder below `app/[locale]`. A page is a GET and changes nothing but the trail. */
export const DESK_PAGES = {
  "/desk": "staff",
  "/desk/sign-in": "public",
  "/desk/submissions/[id]": "staff",
  "/desk/people": "staff",
  "/desk/names": "staff",
  "/desk/staff": ["admin"],
  "/desk/trail": ["admin"],
} as const satisfies Record<string, "public" | "staff" | readonly StaffRole[]>;
export type DeskPage = keyof typeof DESK_PAGES;

/** The lock of a door. */
export function lockOf(key: DoorKey): Lock {
  return DOORS[key];
}
