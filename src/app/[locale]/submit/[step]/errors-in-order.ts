import type { FieldCode } from "@/domain/errors";
import { type FieldErrors, fieldsOf, type Step } from "@/domain/journey";

/** A page's errors in the order of its fields, as the summary lists them. */
export function errorsInOrder(step: Step, errors: FieldErrors): [string, FieldCode][] {
  const order = fieldsOf(step);
  return Object.entries(errors).sort(([one], [other]) => order.indexOf(one) - order.indexOf(other));
}
