import { AppError } from "@/domain/errors";
import { type Actor, PUBLIC } from "@/domain/policy";
import { env } from "@/lib/env";
import { originOf } from "@/lib/request-origin";
import { currentActor } from "./current-actor";
import { type DeskPage, DESK_PAGES, type DoorKey, type Lock, lockOf } from "./doors";

/**
 * Lets a request in, or refuses it, as the table of doors says; before anything was read or changed.
 *
 * @throws AppError `forbidden` for a foreign origin or a role that does not fit; `unauthenticated` when nobody is
 * signed in
 */
export async function admit(key: DoorKey, request: Request): Promise<Actor> {
  const lock = lockOf(key);
  if (lock.changes) refuseForeign(lock, key, request.headers);
  if (lock.who === "public") return PUBLIC;
  const actor = await currentActor();
  refuseOthers(actor, lock.who);
  return actor;
}

/** Who opens a page of the desk. @throws AppError as `admit` */
export async function admitToPage(page: DeskPage): Promise<Actor> {
  const actor = await currentActor();
  const who = DESK_PAGES[page];
  if (who !== "public") refuseOthers(actor, who);
  return actor;
}

/** Public doors also take old phones that send neither header: their form token is checked by the handler. */
function refuseForeign(lock: Lock, key: DoorKey, headers: Headers): void {
  const url = env().NEXTAUTH_URL;
  const verdict = originOf(headers, url === undefined ? undefined : new URL(url).origin);
  const strict = lock.who !== "public" || key.startsWith("POST /api/desk/");
  if (verdict === "foreign" || (strict && verdict !== "own")) throw new AppError("forbidden");
}

function refuseOthers(actor: Actor, who: "staff" | Exclude<Lock["who"], string>): void {
  if (actor.kind !== "staff") throw new AppError("unauthenticated");
  if (who !== "staff" && !who.includes(actor.role)) throw new AppError("forbidden");
}
