import { getTranslations } from "next-intl/server";
import { listStaff } from "@/features/staff/list-staff";
import { PageTitle } from "@/ui/basics";
import { DeskShell } from "../desk-shell";
import { enterDesk, NEUTRAL, one, problemOf, type Query } from "../enter-desk";

export const metadata = NEUTRAL;

/** Who works here, under their pseudonyms; for admins. */
export default async function StaffPage(props: { params: Promise<{ locale: string }>; searchParams: Query }) {
  const { locale } = await props.params;
  const actor = await enterDesk("/desk/staff", locale, "/desk/staff");
  const query = await props.searchParams;
  const staff = await listStaff(actor);
  const t = await getTranslations("desk");
  return (
    <DeskShell locale={locale} actor={actor} done={one(query["done"])} problem={problemOf(query["problem"])}>
      <PageTitle lead={t("staff.lead")}>{t("staff.title")}</PageTitle>
      <div className="overflow-x-auto" tabIndex={0} role="region" aria-label={t("staff.title")}>
        <table className="w-full text-sm">
          <thead>
            <tr className="border-line border-b">
              {["name", "role", "state", "action"].map((column) => (
                <th key={column} scope="col" className="py-2 pe-4 text-start">
                  {t(`staff.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {staff.map((person) => (
              <tr key={person.id} className="border-line border-b">
                <td className="py-2 pe-4">
                  <bdi>{person.name}</bdi>
                </td>
                <td className="pe-4">{t(`role.${person.role}`)}</td>
                <td className="pe-4">
                  {person.disabledAt !== null
                    ? t("staff.out", { day: person.disabledAt.slice(0, 10) })
                    : person.signedIn
                      ? t("staff.signedIn")
                      : t("staff.inService")}
                </td>
                <td>
                  {person.disabledAt !== null || person.id === actor.id ? null : (
                    <form method="post" action="/api/desk/staff/disable">
                      <input type="hidden" name="locale" value={locale} />
                      <input type="hidden" name="name" value={person.name} />
                      <button type="submit" className="text-madder min-h-8 cursor-pointer underline">
                        {t("staff.disable", { name: person.name })}
                      </button>
                    </form>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </DeskShell>
  );
}
