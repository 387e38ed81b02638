import { notFound, redirect } from "next/navigation";
import { admitToPage } from "@/auth/admit";
import type { DeskPage } from "@/auth/doors";
import { FIELD_CODES, type FieldCode, AppError } from "@/domain/errors";
import type { StaffActor } from "@/domain/policy";

export type Query = Promise<Record<string, string | string[] | undefined>>;
/** A neutral title: what is on the screen is nobody's business over a shoulder or in a history. */
export const NEUTRAL = { title: { absolute: "Menmu" }, robots: { index: false, follow: false } } as const;

/**
 * Lets staff into a page of the desk, as the table of doors says; others to the sign-in, and those whose role does not
 * fit to a page that is not there.
 */
export async function enterDesk(page: DeskPage, locale: string, address: string): Promise<StaffActor> {
  const actor = await admitted(page);
  if (actor === "unauthenticated") redirect(`/${locale}/desk/sign-in?to=${encodeURIComponent(`/${locale}${address}`)}`);
  if (actor === "forbidden") notFound();
  return actor;
}

async function admitted(page: DeskPage): Promise<StaffActor | "unauthenticated" | "forbidden"> {
  try {
    const actor = await admitToPage(page);
    return actor.kind === "staff" ? actor : "unauthenticated";
  } catch (error) {
    if (error instanceof AppError && error.code === "unauthenticated") return "unauthenticated";
    if (error instanceof AppError && error.code === "forbidden") return "forbidden";
    throw error;
  }
}

/** One value of the query; the first where there are several. */
export function one(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}

/** What went wrong before, as the address says it; only what we have a sentence for. */
export function problemOf(value: string | string[] | undefined): FieldCode | undefined {
  return FIELD_CODES.find((code) => code === one(value));
}
