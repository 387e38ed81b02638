/** Every failure that we expect and can explain. A code that is not here cannot be thrown. */
export const ERROR_CODES = [
  "invalid_input",
  "unauthenticated",
  "forbidden",
  "not_found",
  "gone",
  "conflict",
  "expired",
  "too_large",
  "unsupported_media",
  "rate_limited",
  "unavailable",
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** What can be wrong with one field. Each has a sentence in every language, under `errors.field`. */
export const FIELD_CODES = [
  "required",
  "too_long",
  "too_many",
  "wrong_type",
  "unknown_field",
  "unknown_value",
  "out_of_range",
  "date_shape",
  "date_impossible",
  "date_future",
  "end_before_begin",
  "not_an_image",
  "image_too_large",
  "image_damaged",
  "consent_required",
  "contact_shape",
  "token_expired",
  "token_reused",
  "wrong_credentials",
  "code_reused",
  "name_taken",
  "changed_meanwhile",
  "not_allowed_now",
  "same_person",
  "own_edit",
  "one_part_only",
  "several_names",
] as const;
export type FieldCode = (typeof FIELD_CODES)[number];

/** A failure we expect and can explain. Anything else that is thrown is a bug. */
export class AppError extends Error {
  override readonly name = "AppError";
  readonly code: ErrorCode;
  /** Path of the field (dots between the parts) to what is wrong with it. Never what was typed. */
  readonly fields: Readonly<Record<string, FieldCode>>;

  constructor(code: ErrorCode, fields: Record<string, FieldCode> = {}, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
    this.fields = fields;
  }
}
