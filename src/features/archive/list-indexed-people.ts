import { listIndexed } from "@/db/persons";

/** The identifiers of the people whose pages search engines may list. A removed record is not among them at once. */
export async function listIndexedPeople(): Promise<string[]> {
  return listIndexed();
}
