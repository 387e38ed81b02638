import { headers } from "next/headers";

/** The address of the site as the reader reached it, for citing, printing and for search engines. */
export async function siteAddress(): Promise<string> {
  return addressIn(await headers());
}

/** The same, as a request's own headers say it. */
export function addressIn(head: { get(name: string): string | null }): string {
  return `${head.get("x-forwarded-proto") ?? "http"}://${head.get("host") ?? ""}`;
}
