import type { MetadataRoute } from "next";
import { siteAddress } from "./site-address";

export const dynamic = "force-dynamic";

/** What search engines may visit: what is for reading. */
export default async function robots(): Promise<MetadataRoute.Robots> {
  return {
    rules: { userAgent: "*", disallow: ["/api/", "/*/submit", "/*/receipt", "/*/look", "/*/desk"] },
    sitemap: `${await siteAddress()}/sitemap.xml`,
  };
}
