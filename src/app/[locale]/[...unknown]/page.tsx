import { notFound } from "next/navigation";

/** Whatever has no page of its own gets the page that says so, in the reader's language. */
export default function Unknown(): never {
  notFound();
}
