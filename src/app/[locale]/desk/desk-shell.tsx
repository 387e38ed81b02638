import type { ReactNode } from "react";
import { getTranslations } from "next-intl/server";
import type { FieldCode } from "@/domain/errors";
import type { StaffActor } from "@/domain/policy";
import { Notice } from "@/ui/basics";
import { DeskKeys } from "./desk-keys";

const DONE = [
  "signed_out",
  "claimed",
  "asked",
  "edited",
  "unchanged",
  "second_review",
  "approved",
  "published",
  "rejected",
  "internal_only",
  "first_review",
  "unlisted",
  "disabled",
  "spelling_added",
  "spelling_removed",
] as const;

/** What stands on every page of the desk: the ways to go, who is signed in, what was done or was not. */
export async function DeskShell(props: {
  locale: string;
  actor: StaffActor;
  done?: string | undefined;
  problem?: FieldCode | undefined;
  children: ReactNode;
}) {
  const { locale, actor } = props;
  const t = await getTranslations("desk");
  const links = [
    { href: `/${locale}/desk`, label: t("nav.queue") },
    { href: `/${locale}/desk/people`, label: t("nav.people") },
    { href: `/${locale}/desk/names`, label: t("nav.names") },
    ...(actor.role === "admin"
      ? [
          { href: `/${locale}/desk/staff`, label: t("nav.staff") },
          { href: `/${locale}/desk/trail`, label: t("nav.trail") },
        ]
      : []),
  ];
  const keys = [t("keys.move"), t("keys.open"), t("keys.approve"), t("keys.queue"), t("keys.help")];
  return (
    <>
      <div className="border-line mb-4 flex flex-wrap items-center gap-x-5 gap-y-1 border-b pb-2 text-sm">
        <nav aria-label={t("nav.label")}>
          <ul className="flex flex-wrap gap-x-4">
            {links.map((link) => (
              <li key={link.href}>
                <a href={link.href} className="inline-flex min-h-8 items-center">
                  {link.label}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <DeskKeys title={t("keys.title")} lines={keys} queue={`/${locale}/desk`} />
        <form method="post" action="/api/desk/sign-out" className="ms-auto flex items-center gap-3">
          <input type="hidden" name="locale" value={locale} />
          <span>
            <bdi>{t("nav.signedInAs", { name: actor.name, role: t(`role.${actor.role}`) })}</bdi>
          </span>
          <button type="submit" className="text-blue min-h-8 cursor-pointer underline">
            {t("nav.signOut")}
          </button>
        </form>
      </div>
      <Outcome done={props.done} problem={props.problem} />
      {props.children}
    </>
  );
}

/** What the last form did, or why it did nothing. */
export async function Outcome(props: { done?: string | undefined; problem?: FieldCode | undefined }) {
  const t = await getTranslations("desk");
  const errors = await getTranslations("errors");
  if (props.problem) {
    return (
      <div role="alert">
        <Notice urgent title={t("problem")}>
          <p>{errors(`field.${props.problem}`)}</p>
        </Notice>
      </div>
    );
  }
  const done = DONE.find((known) => known === props.done);
  if (!done) return null;
  return (
    <div role="status">
      <Notice>
        <p>{t(`done.${done}`)}</p>
      </Notice>
    </div>
  );
}
