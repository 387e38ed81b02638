import { headers } from "next/headers";

/** The address of the site as the reader reached it, for citing, printing and for search engines. */
export async function siteAddress(): Promise<string> {
  const head = await headers();
  return `${head.get("x-forwarded-proto") ?? "http"}://${head.get("host") ?? ""}`;
}
